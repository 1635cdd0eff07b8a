// The page's entry module. Everything it starts improves pages that already work without it.

import { startAutosave } from "./autosave.js";
import { startBulk } from "./bulk.js";
import { startDisclosures } from "./disclosures.js";
import { startDrawings } from "./drawings.js";
import { startKeys } from "./keys.js";
import { csrfToken } from "./words.js";
import "./loading.js";

/** Show the print buttons under `root`; without scripts the browser's own menu prints. */
function startPrint(root) {
  for (const button of root.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

/** Bring the section that is open into sight where sections need more room than a phone has. */
function startTabs(root) {
  for (const current of root.querySelectorAll(".by-tabs [aria-current]")) {
    const list = current.closest(".by-tabs");
    list.scrollLeft += current.getBoundingClientRect().left - list.getBoundingClientRect().left - 16;
  }
}

function start(root) {
  for (const begin of [startAutosave, startBulk, startDisclosures, startKeys, startPrint, startDrawings, startTabs]) begin(root);
}

start(document);
document.addEventListener("htmx:afterSwap", (event) => start(event.detail.target));
// Forms that htmx sends carry the token from the cookie, which outlives the page it was written into.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.parameters.csrfmiddlewaretoken = csrfToken();
});
