// Waits for changes on behalf of all open pages of a browser (a shared worker): browsers open six connections to a server
// and no more, so that the seventh page would never load if each kept one.
"use strict";
const pages = new Set();
let last = null;

const events = new EventSource("/__aushang/events");
events.onmessage = ({ data }) => {
  last = data;
  for (const page of pages) page.postMessage(data);
};
// What was said before the server went is not what the next one says.
events.onerror = () => {
  last = null;
};

onconnect = ({ ports: [page] }) => {
  pages.add(page);
  page.onmessage = () => pages.delete(page);
  if (last !== null) page.postMessage(last);
};
