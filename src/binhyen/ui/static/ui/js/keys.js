// Keys for people who type all day. "/" goes to the search box; inside a list marked data-keys, J and K (or the
// arrows) go to the next and previous link; in three answers marked data-verdicts, 1, 2 and 3 choose.
// Single keys outside a part that has the focus can be switched off in the account menu (WCAG 2.1.4).

const OFF = "by-keys-off";

function isTyping(target) {
  return target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
}

function goToSearch(event) {
  const box = document.querySelector('[data-key="/"]');
  if (event.key !== "/" || !box || localStorage.getItem(OFF)) return false;
  box.focus();
  return true;
}

function walk(event) {
  const list = event.target.closest("[data-keys]");
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (!list || !step) return false;
  const links = [...list.querySelectorAll("a[href]")];
  const next = links[links.indexOf(document.activeElement) + step];
  next?.focus();
  return Boolean(next);
}

function answer(event) {
  const group = event.target.closest("[data-verdicts]");
  const radio = group && "123".includes(event.key) && group.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
  if (!radio || radio.disabled) return false;
  radio.click();
  radio.focus();
  return true;
}

function onKey(event) {
  if (event.key === "Escape" && event.target.matches('[data-key="/"]')) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (goToSearch(event) || walk(event) || answer(event)) event.preventDefault();
}

/** Show the switch of single keys where the page has one. */
export function startKeys(root) {
  const box = root.querySelector("input[data-keys-switch]");
  if (!box) return;
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.checked = !localStorage.getItem(OFF);
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
}

document.addEventListener("keydown", onKey);
