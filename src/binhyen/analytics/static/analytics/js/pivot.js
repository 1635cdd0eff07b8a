// Rows and columns of a pivot by hand: fields are dragged between two lists, or moved with arrow keys. The selects that
// work without scripts stay the truth: they are filled from the lists, and the form is sent as ever.

function field(option) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "by-chip";
  button.draggable = true;
  button.dataset.axis = option.value;
  button.textContent = option.textContent;
  item.append(button);
  return item;
}

class Axes {
  constructor(box) {
    this.across = box.querySelector("select[name=cot]");
    this.down = [...box.querySelectorAll("select[name=hang]")];
    this.lists = Object.fromEntries([...box.querySelectorAll("[data-axes-list]")].map((one) => [one.dataset.axesList, one]));
    const item = (value) => field([...this.across.options].find((one) => one.value === value));
    this.lists.cot.append(item(this.across.value));
    this.lists.hang.append(...this.down.map((one) => item(one.value)));
    box.querySelector("[data-axes-drag]").hidden = false;
    box.dataset.axesOn = "";
    for (const list of Object.values(this.lists)) this.listen(list);
  }

  listen(list) {
    list.addEventListener("dragstart", (event) => {
      this.held = event.target.closest("li");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", event.target.textContent);
    });
    list.addEventListener("dragover", (event) => {
      if (!this.held) return;
      event.preventDefault();
      list.classList.add("is-over");
    });
    list.addEventListener("dragleave", () => list.classList.remove("is-over"));
    list.addEventListener("drop", (event) => {
      event.preventDefault();
      list.classList.remove("is-over");
      if (this.held) this.put(this.held, list, event.target.closest("li"));
      this.held = undefined;
    });
    list.addEventListener("keydown", (event) => this.key(event, list));
  }

  key(event, list) {
    const item = event.target.closest("li");
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const other = list === this.lists.cot ? this.lists.hang : this.lists.cot;
    const moves = {
      ArrowLeft: () => this.put(item, list, item.previousElementSibling),
      ArrowRight: () => this.put(item, list, item.nextElementSibling?.nextElementSibling ?? null),
      ArrowUp: () => this.put(item, other, null),
      ArrowDown: () => this.put(item, other, null),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
    item.querySelector("button").focus();
  }

  /** Put a field into a list before another; columns hold one field, so what stood there changes places with it. */
  put(item, list, before) {
    const from = item.parentElement;
    if (from === this.lists.cot && list === from) return;
    if (from === this.lists.cot) from.append(this.lists.hang.firstElementChild);
    if (list === this.lists.cot) this.lists.hang.append(list.firstElementChild);
    const next = before === item ? item.nextElementSibling : before;
    list.insertBefore(item, next?.parentElement === list ? next : null);
    this.write();
  }

  write() {
    const values = (list) => [...list.querySelectorAll("[data-axis]")].map((one) => one.dataset.axis);
    [this.across.value] = values(this.lists.cot);
    values(this.lists.hang).forEach((value, at) => { this.down[at].value = value; });
  }
}

for (const box of document.querySelectorAll("[data-axes]")) new Axes(box);
