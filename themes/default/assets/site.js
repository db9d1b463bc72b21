// Helps that no page needs: a click on a clause's number copies its permanent address, and long lists get a field that
// filters them. Nothing is stored, nobody is asked. The words are attributes of the script's element.
"use strict";
{
  const words = document.currentScript.dataset;
  const LONG = 8; // entries; a shorter list is seen at a glance
  const add = (to, name, more) => to.appendChild(Object.assign(document.createElement(name), more));
  let timer;

  // The link still leads to its clause.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.clause-number");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const page = (link.matches('[href^="#"]') && document.querySelector('a[rel="bookmark"]')) || link;
    navigator.clipboard?.writeText(page.href.split("#")[0] + link.hash).then(() => {
      const line = document.querySelector(".told") ?? add(document.body, "p", { className: "told", role: "status" });
      line.textContent = "";
      clearTimeout(timer);
      // Screen readers tell what changes, so the line is there before its text.
      setTimeout(() => { line.textContent = `${link.textContent}: ${words.copied}`; }, 50);
      timer = setTimeout(() => { line.textContent = ""; }, 5000);
    }, () => {});
  });

  // "Müll" is found by "mull", and a soft hyphen is no letter.
  const plain = (text) => text.normalize("NFKD").replace(/[\p{M}\u00ad]/gu, "").toLowerCase();
  const own = (part) => [...part.childNodes].map((node) => (node.matches?.(".measures") ? "" : node.textContent)).join(" ");

  // An entry is all that stands and falls with it: a row and the heading of its group …
  const rows = (table) => [...table.querySelectorAll("tbody tr:not(.scope)")]
    .map((row) => [...row.parentElement.querySelectorAll(".scope"), row]);

  // … or a measure, those around it, and the headings above with what belongs to them.
  function measures(prose) {
    const entries = [];
    let above = [];
    for (const child of prose.children) {
      if (/^H\d$/.test(child.tagName)) above = above.filter(([heading]) => heading.tagName < child.tagName).concat([[child]]);
      else if (!child.matches(".measures")) above.at(-1)?.push(child);
      else for (const item of prose.querySelectorAll(".measures > li:not(:has(.measures))")) {
        if (!child.contains(item)) continue;
        const around = [];
        for (let at = item; at !== child; at = at.parentElement) if (at.matches(".measures > li")) around.push(at);
        entries.push([...above.flat(), ...around]);
      }
    }
    return entries;
  }

  function addField(place, entries) {
    const all = new Set(entries.flat());
    const texts = entries.map((parts) => plain(parts.filter((part) => part.matches("tr, li, h2, h3, h4, h5, h6")).map(own).join(" ")));
    const box = document.createElement("p");
    box.className = "filter";
    const label = add(box, "label", { textContent: words.filter + " " });
    const field = add(label, "input", { type: "search" });
    const count = add(box, "output");
    field.oninput = () => {
      // Columns keep their widths while rows go.
      for (const { style, offsetWidth, parentElement } of place.querySelectorAll("thead th")) style.width ||= `${(100 * offsetWidth) / parentElement.offsetWidth}%`;
      const wanted = plain(field.value).split(/\s+/).filter(Boolean);
      const found = entries.filter((_, at) => wanted.every((word) => texts[at].includes(word)));
      const left = new Set(found.flat());
      for (const part of all) part.classList.toggle("out", !left.has(part));
      count.value = wanted.length ? words.matches.replace("{count}", found.length).replace("{all}", entries.length) : "";
    };
    // A link to what is filtered out shows everything again.
    addEventListener("hashchange", () => {
      const target = document.querySelector(":target");
      if (!target?.closest(".out")) return;
      field.value = "";
      field.oninput();
      target.scrollIntoView();
    });
    place.before(box);
  }

  function addFields() {
    const found = (name, entries) => [...document.querySelectorAll(name)].map(entries);
    for (const list of [...found("table.register", rows), ...found(".prose", measures)]) {
      if (list.length >= LONG) addField(list[0][0].closest(".table, .prose > *"), list);
    }
  }
  addFields();
  // The preview says so when it has put a newer page in the place of this one.
  document.addEventListener("exchanged", addFields);
}
