// One tab stop for a whole drawing: arrow keys go to the nearest mark in their direction, Home and End to the first and
// last. Without scripts every mark that opens is a tab stop of its own.

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Return where a mark lies: its column and row where it says them, else the middle of what is drawn. */
function middle(mark) {
  if (mark.dataset.mark) return mark.dataset.mark.split(" ").map(Number);
  const box = mark.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Return the mark that lies nearest in a direction; going astray counts double. */
function nearest(marks, from, [dx, dy]) {
  const [x, y] = middle(from);
  let best, least = Infinity;
  for (const mark of marks) {
    const [mx, my] = middle(mark);
    const ahead = (mx - x) * dx + (my - y) * dy;
    const astray = Math.abs((mx - x) * dy) + Math.abs((my - y) * dx);
    if (mark === from || ahead < 1 || astray > ahead * 3) continue;
    const far = ahead + astray * 2;
    if (far < least) [best, least] = [mark, far];
  }
  return best;
}

function goTo(marks, mark) {
  for (const one of marks) one.setAttribute("tabindex", one === mark ? "0" : "-1");
  mark.focus();
}

/** Make a drawing one tab stop. */
export function makeWalkable(drawing) {
  const marks = [...drawing.querySelectorAll("[data-mark]")];
  marks.forEach((mark, at) => mark.setAttribute("tabindex", at ? "-1" : "0"));
  drawing.onkeydown = (event) => {
    const from = event.target.closest("[data-mark]");
    if (!from || event.ctrlKey || event.metaKey || event.altKey) return;
    const ends = { Home: marks[0], End: marks.at(-1) };
    const next = ends[event.key] ?? (STEPS[event.key] && nearest(marks, from, STEPS[event.key]));
    if (!STEPS[event.key] && !ends[event.key]) return;
    event.preventDefault();
    if (next) goTo(marks, next);
  };
}
