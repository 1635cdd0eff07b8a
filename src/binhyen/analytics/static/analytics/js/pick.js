// A long list to choose from: with scripts it is a list of boxes with a search over it, of buttons where one is chosen.
// The select, which works without scripts, stays the truth: its options are marked by them, and the form is sent as ever.

const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").trim().toLowerCase();

function made(tag, className, text = "") {
  const one = document.createElement(tag);
  one.className = className;
  one.textContent = text;
  return one;
}

class Pick {
  constructor(select) {
    this.select = select;
    this.most = Number(select.dataset.pickMost) || Infinity;
    this.search = made("input", "form-control");
    this.search.type = "search";
    this.search.id = `${select.id}-tim`;
    this.search.autocomplete = "off";
    this.search.placeholder = select.dataset.pickSearch;
    this.search.setAttribute("aria-label", select.dataset.pickSearch);
    this.list = made("div", "by-pick-list");
    this.list.setAttribute("role", select.multiple ? "group" : "radiogroup");
    this.list.setAttribute("aria-label", select.labels[0]?.textContent ?? "");
    this.said = made("p", "by-pick-said");
    this.said.setAttribute("role", "status");
    this.groups = [...select.querySelectorAll("optgroup")].map((group) => this.group(group));
    this.items = this.groups.flatMap((group) => group.items);
    const box = made("div", "by-pick");
    box.append(this.search, this.list, this.said);
    for (const label of select.labels) label.htmlFor = this.search.id;
    select.hidden = true;
    select.after(box);
    this.search.addEventListener("input", () => this.filter());
    this.search.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("change", () => this.tell());
    this.tell();
    const first = this.items.find((item) => item.box.checked)?.label;
    if (first) this.list.scrollTop = first.offsetTop - this.list.offsetTop - this.list.clientHeight / 3;
  }

  group(group) {
    const head = made("p", "by-pick-head", group.label);
    this.list.append(head);
    return { head, items: [...group.querySelectorAll("option")].map((option) => this.item(option, group.label)) };
  }

  item(option, group) {
    const label = made("label", "by-pick-item");
    const box = made("input", "form-check-input");
    box.type = this.select.multiple ? "checkbox" : "radio";
    if (!this.select.multiple) {
      box.name = `${this.select.id}-mot`;
      box.setAttribute("form", box.name); // no form has this name, so that nothing but the select is sent
    }
    box.checked = option.selected;
    box.addEventListener("change", () => { option.selected = box.checked; });
    label.append(box, made("span", "", option.textContent));
    this.list.append(label);
    return { label, box, words: fold(`${option.textContent} ${group}`) };
  }

  /** Show what has every word that was typed, without diacritics too. */
  filter() {
    const words = fold(this.search.value).split(/\s+/).filter(Boolean);
    for (const { head, items } of this.groups) {
      for (const item of items) item.label.hidden = !words.every((word) => item.words.includes(word));
      head.hidden = items.every((item) => item.label.hidden);
    }
    this.list.scrollTop = 0;
    this.tell();
  }

  tell() {
    const chosen = this.items.filter((item) => item.box.checked).length;
    for (const { box } of this.items) box.disabled = this.select.multiple && !box.checked && chosen >= this.most;
    const found = this.shown().length;
    const { pickChosen, pickFound, pickNone } = this.select.dataset;
    const search = found ? pickFound.replace("#", found) : pickNone;
    const told = this.select.multiple && pickChosen.replace("#", chosen);
    this.said.textContent = [told, this.search.value.trim() && search].filter(Boolean).join(" · ");
  }

  shown() {
    return this.items.filter((item) => !item.label.hidden);
  }

  /** Arrows walk from the search through the boxes that are shown; Enter in the search goes to the first of them. */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const places = [this.search, ...this.shown().map((item) => item.box).filter((box) => !box.disabled)];
    const at = places.indexOf(document.activeElement);
    const search = at === 0;
    if (event.key === "ArrowDown" || (event.key === "Enter" && search)) places[Math.min(at + 1, places.length - 1)].focus();
    else if (event.key === "ArrowUp" && !search) places[Math.max(at - 1, 0)].focus();
    else if (event.key === "Escape" && (this.search.value || !search)) this.clear();
    else return;
    event.preventDefault();
  }

  clear() {
    this.search.value = "";
    this.filter();
    this.search.focus();
  }
}

for (const select of document.querySelectorAll("select[data-pick]")) new Pick(select);
