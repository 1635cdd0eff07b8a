// What every drawing can do: its marks are walked with arrow keys and it is saved as a picture. Lines and bars are drawn
// from their table by charts.js, which is loaded only where there are any; maps and rows of dots come from the server.

import { saveDrawing } from "./pictures.js";
import { makeWalkable } from "./walking.js";

function offerPictures(figure) {
  for (const button of figure.querySelectorAll("[data-chart-export]")) {
    button.hidden = false;
    button.addEventListener("click", () => saveDrawing(figure, button.dataset.chartExport));
  }
}

async function begin(figure) {
  figure.dataset.chartDone = "";
  if (figure.dataset.chart !== "drawn") {
    const { draw } = await import("./charts.js");
    draw(figure);
  }
  for (const hint of figure.querySelectorAll("[data-chart-hint]")) hint.hidden = false;
  figure.querySelectorAll("svg[data-walk]").forEach(makeWalkable);
  offerPictures(figure);
}

/** Begin every drawing under `root` that has not begun yet. */
export async function startDrawings(root) {
  const figures = [...root.querySelectorAll("[data-chart]:not([data-chart-bare], [data-chart-done])")];
  if (!figures.length) return;
  await document.fonts.ready; // texts are measured
  await Promise.all(figures.map(begin));
}
