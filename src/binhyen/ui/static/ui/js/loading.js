// While a part of the page is fetched its old content stays, dimmed after 300 ms, and a word says so; a fault and a lost
// network are said in the same place.

import { word } from "./words.js";

const PATIENCE_MS = 300;
const READING_MS = 8000;
const waiting = new Map();

document.addEventListener("htmx:beforeRequest", (event) => {
  const target = event.detail.target;
  if (event.detail.elt.matches("[data-quiet]")) return;
  waiting.set(target, setTimeout(() => {
    target.setAttribute("aria-busy", "true");
    document.getElementById("busy").textContent = word("loading");
  }, PATIENCE_MS));
});

document.addEventListener("htmx:afterRequest", (event) => {
  const target = event.detail.target;
  clearTimeout(waiting.get(target));
  waiting.delete(target);
  target.removeAttribute("aria-busy");
  if (waiting.size === 0) document.getElementById("busy").textContent = "";
});

function tell(name) {
  const busy = document.getElementById("busy");
  const said = word(name);
  busy.textContent = said;
  setTimeout(() => { if (busy.textContent === said) busy.textContent = ""; }, READING_MS);
}

document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status !== 401 && !event.detail.elt.matches("[data-quiet]")) tell("broken");
});
document.addEventListener("htmx:sendError", (event) => {
  if (!event.detail.elt.matches("[data-quiet]")) tell("unreachable");
});
