// A grid that is typed from paper: arrows move, a block from a workbook is pasted. Without this module it is a form.

const FOLD = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").trim().toLowerCase();
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0] };

/** Return the fields of a table as rows of cells. */
function cells(table) {
  return [...table.tBodies[0].rows]
    .map((row) => [...row.querySelectorAll("[data-cell]")])
    .filter((row) => row.length);
}

function place(grid, field) {
  const row = grid.findIndex((one) => one.includes(field));
  return row < 0 ? null : { row, column: grid[row].indexOf(field) };
}

function put(field, text) {
  const given = text.trim();
  if (field.tagName !== "SELECT") {
    field.value = given;
  } else {
    const wanted = FOLD(given);
    const found = [...field.options].find((one) => FOLD(one.text) === wanted || one.value === given);
    if (found || !wanted) field.value = found?.value ?? "";
  }
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function move(event, table) {
  const field = event.target.closest("[data-cell]");
  const step = STEPS[event.key];
  if (!field || !step || (field.tagName === "SELECT" && event.key !== "Enter")) return;
  const grid = cells(table);
  const at = place(grid, field);
  const next = grid[at.row + step[0]]?.[at.column];
  event.preventDefault();
  next?.focus();
  if (next?.select) next.select();
}

function paste(event, table) {
  const field = event.target.closest("[data-cell]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!field || !/[\t\n]/.test(text.trimEnd())) return;
  event.preventDefault();
  const grid = cells(table);
  const at = place(grid, field);
  text.trimEnd().split(/\r?\n/).forEach((line, down) => {
    line.split("\t").forEach((word, right) => {
      const target = grid[at.row + down]?.[at.column + right];
      if (target) put(target, word);
    });
  });
}

for (const table of document.querySelectorAll("table[data-entry]")) {
  table.addEventListener("keydown", (event) => move(event, table));
  table.addEventListener("paste", (event) => paste(event, table));
}
