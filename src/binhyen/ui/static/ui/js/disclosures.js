// Menus and questions are <details>: they open without scripts. This closes them as people expect.

function closeMenus(event) {
  for (const menu of document.querySelectorAll("details.by-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}

function closeOnEscape(event) {
  const open = event.key === "Escape" && document.activeElement?.closest("details.by-menu[open], details.by-confirm[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
}

/** Show the "leave it" buttons of questions under `root`. */
export function startDisclosures(root) {
  for (const button of root.querySelectorAll("details [data-close][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const details = button.closest("details");
      details.open = false;
      details.querySelector("summary").focus();
    });
  }
}

document.addEventListener("click", closeMenus);
document.addEventListener("keydown", closeOnEscape);
