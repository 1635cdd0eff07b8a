// Saves a drawing as a picture with its title above and its source and day below: SVG as it is, PNG twice as fine.

const SVG = "http://www.w3.org/2000/svg";
const KEPT = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity", "font-family",
  "font-size", "font-weight", "text-anchor", "dominant-baseline", "display",
];
const EDGE = 16;
const LINE = 18;

/** Return a copy in which every element carries its own looks, as no stylesheet goes with the file. */
function dressed(drawing) {
  const copy = drawing.cloneNode(true);
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((one, at) => {
    const looks = getComputedStyle(originals[at]);
    for (const name of KEPT) one.setAttribute(name, looks.getPropertyValue(name).replaceAll('url("#', "url(#").replaceAll('")', ")"));
    one.removeAttribute("class");
  });
  return copy;
}

function text(words, y, size, weight) {
  const made = document.createElementNS(SVG, "text");
  const looks = { x: EDGE, y, "font-size": size, "font-weight": weight, "font-family": "Be Vietnam Pro, sans-serif", fill: "#15211e" };
  for (const [name, value] of Object.entries(looks)) made.setAttribute(name, value);
  made.textContent = words;
  return made;
}

/** Break words into lines of about `width` pixels. */
function broken(words, width) {
  const most = Math.max(20, Math.floor(width / 6.6));
  const lines = [];
  for (const word of words.split(/\s+/)) {
    const last = lines.length - 1;
    if (last >= 0 && `${lines[last]} ${word}`.length <= most) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}

function keyOf(figure) {
  return [...figure.querySelectorAll(".by-key li")].map((one) => {
    const sign = one.querySelector("svg");
    return { sign: sign && dressed(sign), words: one.textContent.trim() };
  });
}

/** Put the sheet together: title, key, drawing, source. */
function sheet(figure) {
  const drawing = figure.querySelector("[data-chart-drawing] svg");
  const box = drawing.getBoundingClientRect();
  const width = Math.ceil(box.width) + 2 * EDGE;
  const outer = document.createElementNS(SVG, "svg");
  outer.append(...[...document.querySelectorAll("pattern")].map((one) => one.cloneNode(true)));
  const ground = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: "#ffffff" })) ground.setAttribute(name, value);
  outer.append(ground);
  let y = EDGE + 8;
  for (const line of broken(figure.querySelector("figcaption .name").textContent, width * 0.8)) {
    outer.append(text(line, (y += LINE) - 8, 15, 600));
  }
  for (const line of broken(document.querySelector("h1")?.textContent.trim() ?? "", width)) {
    outer.append(text(line, (y += LINE) - 8, 12, 400));
  }
  for (const { sign, words } of keyOf(figure)) {
    const line = text(words, (y += LINE) - 6, 12, 400);
    if (sign) {
      for (const [name, value] of Object.entries({ x: EDGE, y: y - 16, width: 12, height: 12 })) sign.setAttribute(name, value);
      line.setAttribute("x", EDGE + 18);
      outer.append(sign);
    }
    outer.append(line);
  }
  const copy = dressed(drawing);
  const place = { x: EDGE, y, width: box.width, height: box.height, overflow: "visible" };  // other fonts are wider
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, value);
  outer.append(copy);
  y += box.height + 4;
  for (const line of broken(figure.querySelector("[data-chart-source]").textContent.trim(), width)) {
    outer.append(text(line, (y += LINE) - 4, 11, 400));
  }
  const height = Math.ceil(y + EDGE);
  outer.setAttribute("xmlns", SVG);
  outer.setAttribute("width", width);
  outer.setAttribute("height", height);
  outer.setAttribute("viewBox", `0 0 ${width} ${height}`);
  return { words: new XMLSerializer().serializeToString(outer), width, height };
}

function keep(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function painted({ words, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(words)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * 2, height * 2];
  const brush = canvas.getContext("2d");
  brush.scale(2, 2);
  brush.drawImage(image, 0, 0);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/** Save the drawing of a figure as "png" or "svg". */
export async function saveDrawing(figure, kind) {
  const drawn = sheet(figure);
  const blob = kind === "svg" ? new Blob([drawn.words], { type: "image/svg+xml" }) : await painted(drawn);
  keep(blob, `${figure.id}.${kind}`);
}
