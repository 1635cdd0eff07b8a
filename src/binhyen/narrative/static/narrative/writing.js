// Writing a part by hand: a click puts a figure where the cursor stands. Without this the codes beside it are copied.

function insert(field, words) {
  field.focus();
  field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

const field = document.querySelector("[data-writing] textarea");
for (const button of field ? document.querySelectorAll("button[data-insert]") : []) {
  button.hidden = false;
  button.addEventListener("click", () => insert(field, button.dataset.insert));
}
