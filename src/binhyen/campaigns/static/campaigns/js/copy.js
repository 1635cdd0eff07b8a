// Buttons that copy a text of the page in one tap. Without scripts the text is selected by one tap on it.

/** Copy the text of the element named by `data-copy`, and say so on the button. */
async function copy(button) {
  const text = document.getElementById(button.dataset.copy)?.innerText.trim() ?? "";
  await navigator.clipboard.writeText(text);
  const word = button.querySelector("[data-word]");
  const before = word.textContent;
  word.textContent = button.dataset.done;
  button.setAttribute("aria-live", "polite");
  setTimeout(() => { word.textContent = before; }, 2000);
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}
