// Keys for people who receive reports all day: J and K walk the cells, Enter opens the reason, N takes the next report.
// Without this module everything is reached with the tab key. Single keys can be switched off in the account menu.

const OFF = "by-keys-off";
const desk = document.querySelector("[data-desk]");
const choice = document.querySelector("select[name=cell]");

function rows() {
  return [...desk.querySelectorAll("tr[data-row]")];
}

function current() {
  return document.activeElement?.closest?.("tr[data-row]");
}

/** Go to a row: its arrow takes the focus, and the question below is about its cell. */
function go(row) {
  row?.querySelector("summary")?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

function walk(step) {
  const all = rows();
  const at = all.indexOf(current());
  go(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))]);
}

function onKey(event) {
  const typing = event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(OFF)) return;
  if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (event.key === "n") document.querySelector("a[rel=next]")?.click();
  else return;
  event.preventDefault();
}

/** Open a row's reason and go into it at once: what is typed right after Enter is in it from the first letter. */
function onArrow(event) {
  const about = event.target.closest("summary")?.parentElement;
  if (!about) return;
  event.preventDefault();
  about.open = !about.open;
  if (about.open) about.querySelector("textarea")?.focus();
}

if (desk) {
  document.addEventListener("keydown", onKey);
  desk.addEventListener("focusin", () => {
    if (choice && current()) choice.value = current().dataset.row;
  });
  desk.addEventListener("click", onArrow);
}
