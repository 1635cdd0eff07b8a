// Lines of a form are dragged into their order. Without this module the buttons beside each line do the same.

const form = document.querySelector("[data-order-form]");
let dragged = null;

/** Write the order of all lines as the server reads it: "A:A2,A1;B:B1". */
function order() {
  return [...document.querySelectorAll("tbody[data-section]")]
    .map((body) => `${body.dataset.section}:${[...body.querySelectorAll("[data-line]")].map((row) => row.dataset.line).join(",")}`)
    .join(";");
}

function clear() {
  for (const row of document.querySelectorAll(".before, .after")) row.classList.remove("before", "after");
}

/** Tell before or after which row the dragged one would come. */
function target(event) {
  const row = event.target.closest?.("[data-line], tr.none");
  if (!row || row === dragged) return null;
  const box = row.getBoundingClientRect();
  return { row, after: row.dataset.line !== undefined && event.clientY > box.top + box.height / 2 };
}

function start(event) {
  const row = event.target.closest?.("tr[data-line]");
  if (!row) return;
  dragged = row;
  row.classList.add("dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", row.dataset.line);
}

function over(event) {
  const found = dragged && target(event);
  if (!found) return;
  event.preventDefault();
  clear();
  found.row.classList.add(found.after ? "after" : "before");
}

function drop(event) {
  const found = dragged && target(event);
  clear();
  if (!found) return;
  event.preventDefault();
  const before = order();
  found.row.parentNode.insertBefore(dragged, found.after ? found.row.nextSibling : found.row);
  if (order() === before) return;
  form.elements.order.value = order();
  form.submit();
}

function end() {
  dragged?.classList.remove("dragged");
  if (dragged) dragged.draggable = false;
  dragged = null;
  clear();
}

if (form) {
  for (const grip of document.querySelectorAll("[data-grip]")) {
    grip.hidden = false;
    grip.addEventListener("pointerdown", () => { grip.closest("tr").draggable = true; });
  }
  document.addEventListener("dragstart", start);
  document.addEventListener("dragover", over);
  document.addEventListener("drop", drop);
  document.addEventListener("dragend", end);
}
