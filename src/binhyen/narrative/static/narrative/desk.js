// The reader's desk: a figure and its words light up together; Enter takes, S changes, X leaves out, ↓ leaves for later,
// Shift Enter takes all that are sure. Everything is a plain form and plain links without this.

const OFF = "by-keys-off";
const LIT = "is-lit";

/** Light up, or put out, everything that stands for a figure: its words in the text and its row. */
function light(desk, number, on) {
  for (const one of desk.querySelectorAll(`[data-figure="${number}"], [data-proposal="${number}"]`)) {
    one.classList.toggle(LIT, on);
  }
}

function numberAt(target) {
  const found = target instanceof Element && target.closest("[data-desk] [data-figure], [data-desk] [data-proposal]");
  return found ? found.dataset.figure ?? found.dataset.proposal : "";
}

function onPointer(event) {
  const number = numberAt(event.target);
  const desk = number && event.target.closest("[data-desk]");
  if (!desk) return;
  const on = event.type === "pointerover" || event.type === "focusin";
  if (on || number !== numberAt(event.relatedTarget)) light(desk, number, on);
}

/** Bring the words of a figure into sight where the text scrolls by itself; the page stays where it is. */
function reveal(desk) {
  const mark = desk.querySelector(".by-fig--now");
  const box = desk.querySelector(".by-stick");
  if (!mark || !box || box.scrollHeight <= box.clientHeight) return;
  const away = mark.getBoundingClientRect().top - box.getBoundingClientRect().top;
  box.scrollTop += away - box.clientHeight / 3;
}

function isTyping(target) {
  return target.matches("input, textarea, select, [contenteditable]");
}

function isControl(target) {
  return target.matches("a, button, summary");
}

function buttonFor(event, desk) {
  if (event.key === "Enter" && event.shiftKey) return desk.querySelector("[data-all]");
  if (isTyping(event.target) || localStorage.getItem(OFF)) return null;
  if (event.key === "Enter") return isControl(event.target) ? null : desk.querySelector("[data-take]");
  if (event.key === "ArrowDown") return isControl(event.target) && !inCard(event.target) ? null : desk.querySelector("[data-later]");
  return { s: desk.querySelector("[data-change]"), x: desk.querySelector("[data-drop]") }[event.key.toLowerCase()] ?? null;
}

function inCard(target) {
  return Boolean(target.closest("[data-card]"));
}

function onKey(event) {
  const desk = document.querySelector("[data-desk]");
  if (!desk || event.ctrlKey || event.metaKey || event.altKey) return;
  const button = buttonFor(event, desk);
  if (!button) return;
  event.preventDefault();
  button.click();
}

function onClick(event) {
  const change = event.target instanceof Element && event.target.closest("[data-change]");
  if (!change) return;
  const field = change.closest("[data-card]").querySelector("[name=so_lieu]");
  field.focus();
  field.select();
}

function start() {
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  for (const one of desk.querySelectorAll("[data-change]")) one.hidden = false;
  reveal(desk);
}

/** After a decision the next figure has the focus; after a refusal the field in which to mend it. */
function focusNext() {
  const wrong = document.querySelector("[data-card] .wrong") && document.querySelector("[data-card] [name=so_lieu]");
  (wrong || document.querySelector("[data-desk] [data-take]"))?.focus({ preventScroll: true });
  document.querySelector("[data-card]")?.scrollIntoView({ block: "nearest" });
}

for (const type of ["pointerover", "pointerout", "focusin", "focusout"]) document.addEventListener(type, onPointer);
document.addEventListener("keydown", onKey);
document.addEventListener("click", onClick);
document.addEventListener("htmx:afterSettle", (event) => {
  if (!event.target.closest("[data-desk]")) return;
  start();
  focusNext();
});
start();
