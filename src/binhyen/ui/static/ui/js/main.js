// The page's entry module. Everything here improves pages that already work without it.

/** "/" moves to the search box, unless the person is typing. */
function searchKey(event) {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const box = document.querySelector('[data-key="/"]');
  if (event.key !== "/" || typing || !box) return;
  event.preventDefault();
  box.focus();
}

document.addEventListener("keydown", searchKey);
