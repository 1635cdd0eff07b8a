// The bar under a table while rows are selected.
//
//   <form data-bulk> … <input type="checkbox" data-bulk-all hidden> … <input type="checkbox" name="row" value="7"> …
//     <div class="by-status by-bulk" data-bulk-bar><span data-bulk-count></span> … </div></form>
//
// Without this module the bar is always there and the "all" box is not.

import { word } from "./words.js";

/** Start the bars of the forms under `root`. */
export function startBulk(root) {
  for (const form of root.querySelectorAll("form[data-bulk]:not([data-bulk='on'])")) {
    form.dataset.bulk = "on";
    const all = form.querySelector("[data-bulk-all]");
    const bar = form.querySelector("[data-bulk-bar]");
    const rows = () => [...form.querySelectorAll("input[type=checkbox][name]:not([data-bulk-all])")];

    const show = () => {
      const chosen = rows().filter((row) => row.checked);
      bar.hidden = chosen.length === 0;
      bar.querySelector("[data-bulk-count]").textContent = word("selected", { count: chosen.length.toLocaleString("vi-VN") });
      for (const row of rows()) row.closest("tr")?.classList.toggle("is-on", row.checked);
      if (all) {
        all.checked = chosen.length > 0 && chosen.length === rows().length;
        all.indeterminate = chosen.length > 0 && !all.checked;
      }
    };

    if (all) {
      all.hidden = false;
      all.addEventListener("change", () => {
        for (const row of rows()) row.checked = all.checked;
        show();
      });
    }
    form.addEventListener("change", (event) => event.target !== all && show());
    show();
  }
}
