// Keeps an open page of the preview right: whenever the site has changed, the page is fetched again and what differs is
// put in its place. Scroll position and open remarks stay; a style sheet that changed is exchanged alone.
"use strict";
{
  let generation = document.currentScript.dataset.generation;
  let wanted = null;
  let busy = false;

  const sheets = (page) => [...page.querySelectorAll('link[rel="stylesheet"]')];
  const scripts = (page) => [...page.querySelectorAll("script[src]")].map((script) => script.getAttribute("src")).join();
  const main = (page) => page.querySelector("main")?.innerHTML ?? "";

  function exchangeStyles(next) {
    const had = sheets(document);
    const wants = sheets(next).map((sheet) => sheet.getAttribute("href"));
    const old = had.filter((sheet) => !wants.includes(sheet.getAttribute("href")));
    const kept = had.map((sheet) => sheet.getAttribute("href"));
    for (const href of wants.filter((href) => !kept.includes(href))) {
      const sheet = document.createElement("link");
      sheet.rel = "stylesheet";
      sheet.href = href;
      // The old one goes when the new one is there, or the page would be naked in between.
      sheet.onload = () => old.splice(0).forEach((gone) => gone.remove());
      document.head.append(sheet);
    }
  }

  function exchange(next, jumps) {
    if (scripts(next) !== scripts(document)) return location.reload();
    exchangeStyles(next);
    document.title = next.title;
    for (const { name, value } of next.documentElement.attributes) document.documentElement.setAttribute(name, value);
    const before = main(document);
    if (document.body.innerHTML !== next.body.innerHTML) {
      const known = [...document.querySelectorAll("details[id]")].map(({ id, open }) => [id, open]);
      document.body.className = next.body.className;
      document.body.replaceChildren(...next.body.childNodes);
      for (const [id, open] of known) document.getElementById(id)?.toggleAttribute("open", open);
      // Scripts of the theme add to the page again what they had added.
      document.dispatchEvent(new Event("exchanged"));
    }
    if (main(document) === before) return;
    const path = location.pathname.replace(/\/@[0-9-]+\//, "/");
    const jump = jumps.find(({ below }) => path.startsWith(below));
    const clause = jump && document.getElementById(jump.anchor);
    if (!clause) return;
    clause.classList.add("aushang-edited");
    const { top, bottom } = clause.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) clause.scrollIntoView();
  }

  // A page can be newer than the last event, whose successor is on its way then.
  function behind() {
    const [run, serial] = generation.split("-");
    const [wantedRun, wantedSerial] = wanted.generation.split("-");
    return run !== wantedRun || Number(serial) < Number(wantedSerial);
  }

  async function follow() {
    if (busy) return;
    busy = true;
    try {
      while (behind()) {
        const { jumps } = wanted;
        const answer = await fetch(location.href, { cache: "no-store" });
        const text = await answer.text();
        if (!(answer.headers.get("content-type") ?? "").startsWith("text/html")) return location.reload();
        const page = new DOMParser().parseFromString(text, "text/html");
        const shown = page.querySelector("script[data-generation]")?.dataset.generation;
        if (!shown) return location.reload();
        generation = shown;
        exchange(page, jumps);
        if (behind()) await new Promise((wake) => setTimeout(wake, 100));
      }
    } catch {
      // The server is gone for now. Once it is back, the events say so.
    } finally {
      busy = false;
    }
  }

  function hear({ data }) {
    wanted = JSON.parse(data);
    follow();
  }

  function listenAlone() {
    new EventSource("/__aushang/events").onmessage = hear;
  }

  if (window.SharedWorker) {
    const listener = new SharedWorker("/__aushang/listener.js");
    listener.onerror = listenAlone;
    listener.port.onmessage = hear;
    addEventListener("pagehide", () => listener.port.postMessage("gone"));
  } else {
    listenAlone();
  }
  // A page that comes back out of the browser's memory may have slept through changes.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
