// Draws lines and bars from the table behind each. A mark is a link over the drawing, so that it opens, and is opened in
// a new tab, like any number of a page. Without this module the table stands there by itself.

import {
  AriaComponent, BarChart, GridComponent, init, LineChart, MarkLineComponent, SVGRenderer, TooltipComponent, use,
} from "../vendor/echarts/echarts.min.js";
import { makeWalkable } from "./walking.js";

use([AriaComponent, BarChart, GridComponent, LineChart, MarkLineComponent, SVGRenderer, TooltipComponent]);

const SVG = "http://www.w3.org/2000/svg";
const SYMBOLS = ["circle", "rect", "triangle", "diamond", "path://M6 11.2.6 1.4h10.8z"];
const DASHES = ["solid", [6, 3], [2, 3], [9, 3, 2, 3], [4, 2]];
const written = new Intl.NumberFormat("vi-VN");

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Read the table: the names of columns and series, and each value with its words and its link. */
function read(figure) {
  const table = figure.querySelector("[data-chart-table] table");
  const rows = [...table.tBodies[0].rows];
  const names = [...table.querySelectorAll("th[data-series]")].map((one) => one.textContent);
  const series = names.map((name, at) => ({
    name,
    marks: rows.map((row) => {
      const cell = row.cells[at + 1];
      const number = cell.dataset.v === "" ? null : Number(cell.dataset.v);
      return { number, text: cell.textContent.trim(), href: cell.querySelector("a")?.href ?? "", note: cell.title };
    }),
  }));
  return { columns: rows.map((row) => row.cells[0].textContent), series };
}

function axes(kind, columns, unit, top) {
  const line = { lineStyle: { color: token("--by-muc-300") } };
  const label = { color: token("--by-muc-500"), fontSize: 12, hideOverlap: true };
  const named = { type: "category", data: columns, axisLine: line, axisTick: { show: false }, axisLabel: label };
  const counted = {
    type: "value",
    axisLabel: { ...label, formatter: (value) => written.format(value) + (unit === "%" ? " %" : "") },
    splitLine: { lineStyle: { color: token("--by-ke") } },
    splitNumber: 4,
    ...(top === undefined ? {} : { min: 0, max: Number(top) }),
  };
  if (kind === "bar") {
    return { xAxis: counted, yAxis: { ...named, inverse: true, axisLabel: { ...label, width: 150, overflow: "break" } } };
  }
  return { xAxis: named, yAxis: counted };
}

function limitLine(figure) {
  if (figure.dataset.limit === undefined) return undefined;
  const lying = figure.dataset.chart === "bar";
  return {
    silent: true,
    symbol: "none",
    lineStyle: { color: token("--by-muc-900"), type: "dashed", width: 1.5 },
    label: { formatter: figure.dataset.limitName, position: lying ? "end" : "insideEndTop", rotate: 0, color: token("--by-muc-900") },
    data: [{ [lying ? "xAxis" : "yAxis"]: Number(figure.dataset.limit) }],
  };
}

function seriesOf(figure, data) {
  const kind = figure.dataset.chart;
  return data.series.map((one, at) => ({
    type: kind === "line" ? "line" : "bar",
    name: one.name,
    data: one.marks.map((mark) => mark.number),
    color: token(`--by-cat-${at + 1}`),
    symbol: SYMBOLS[at],
    symbolSize: 8,
    showAllSymbol: true,
    connectNulls: false,
    lineStyle: { width: 2, type: DASHES[at] },
    barMaxWidth: 20,
    barMinHeight: 1,
    markLine: at === 0 ? limitLine(figure) : undefined,
  }));
}

function options(figure, data) {
  const kind = figure.dataset.chart;
  return {
    animation: false,
    textStyle: { fontFamily: token("--by-font") },
    grid: { left: 4, right: 20, top: 24, bottom: 10, outerBounds: { left: 0, right: 0, top: 0, bottom: 8 } },
    aria: { enabled: true, label: { enabled: false }, decal: { show: kind !== "line" && data.series.length > 1 } },
    tooltip: {
      trigger: "item",
      triggerOn: "none",
      renderMode: "richText",
      confine: true,
      formatter: ({ seriesIndex, dataIndex }) => said(data, seriesIndex, dataIndex),
      textStyle: { color: token("--by-muc-900") },
      borderColor: token("--by-muc-300"),
    },
    ...axes(kind, data.columns, figure.dataset.unit, figure.dataset.top),
    series: seriesOf(figure, data),
  };
}

function said(data, seriesIndex, dataIndex) {
  const series = data.series[seriesIndex];
  const mark = series.marks[dataIndex];
  const start = data.series.length > 1 ? `${series.name}, ${data.columns[dataIndex]}` : data.columns[dataIndex];
  return [`${start}: ${mark.text}`, mark.note].filter(Boolean).join("\n");
}

/** Return a shape to be laid over a mark, with its attributes. */
function shapeOf(kind, chart, seriesIndex, dataIndex, number) {
  if (kind === "line") {
    const [cx, cy] = chart.convertToPixel({ seriesIndex }, [dataIndex, number]);
    return ["circle", { cx, cy, r: 11 }];
  }
  const { x, y, width, height } = chart.getModel().getSeriesByIndex(seriesIndex).getData().getItemLayout(dataIndex);
  const box = { x: Math.min(x, x + width), y: Math.min(y, y + height) };
  return ["rect", { ...box, width: Math.max(Math.abs(width), 4), height: Math.max(Math.abs(height), 4) }];
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function markOf(chart, data, seriesIndex, dataIndex, shape) {
  const lying = chart.getOption().xAxis[0].type === "value";
  const place = lying ? `${seriesIndex} ${dataIndex}` : `${dataIndex} ${seriesIndex}`;
  const mark = data.series[seriesIndex].marks[dataIndex];
  const label = said(data, seriesIndex, dataIndex).replace("\n", ", ");
  const own = mark.href ? { href: mark.href } : { role: "img" };
  const link = element(mark.href ? "a" : "g", { ...own, "aria-label": label, "data-mark": place });
  link.append(element(...shape));
  const show = () => chart.dispatchAction({ type: "showTip", seriesIndex, dataIndex });
  const hide = () => chart.dispatchAction({ type: "hideTip" });
  for (const name of ["pointerenter", "focus"]) link.addEventListener(name, show);
  for (const name of ["pointerleave", "blur"]) link.addEventListener(name, hide);
  return link;
}

/** Lay a link over every mark. */
function layMarks(figure, chart, data, over) {
  over.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  over.replaceChildren();
  data.series.forEach((one, seriesIndex) => {
    one.marks.forEach(({ number }, dataIndex) => {
      if (number === null) return;
      const shape = shapeOf(figure.dataset.chart, chart, seriesIndex, dataIndex, number);
      over.append(markOf(chart, data, seriesIndex, dataIndex, shape));
    });
  });
  makeWalkable(over);
}

const PAPER = 880;
const HALF_A_PAPER = 480;

/** Draw anew for paper while it is printed, and open the table behind it unless the page has one below. */
function onPaper(figure, chart) {
  const table = figure.querySelector("[data-chart-table]");
  const open = table.open;
  addEventListener("beforeprint", () => {
    chart.resize({ width: figure.closest(".by-charts") ? HALF_A_PAPER : PAPER });
    chart.getZr().flush();
    scalable(chart);
    table.open = !figure.closest("[data-table-below]");
  });
  addEventListener("afterprint", () => {
    chart.resize({ width: "auto" });
    scalable(chart);
    table.open = open;
  });
}

/** Let stylesheets scale a drawing. */
function scalable(chart) {
  chart.getDom().querySelector("svg").setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
}

function heightFor(figure, data) {
  if (figure.dataset.chart !== "bar") return 280;
  return 60 + data.columns.length * Math.max(26, 18 * data.series.length);
}

/** Draw the table of a figure above it, and close the table. */
export function draw(figure) {
  const drawing = figure.querySelector("[data-chart-drawing]");
  const hint = figure.querySelector("[data-chart-hint]");
  const data = read(figure);
  drawing.hidden = false;
  figure.querySelector("[data-chart-table]").open = false;
  const under = document.createElement("div");
  under.setAttribute("aria-hidden", "true");
  under.style.height = `${heightFor(figure, data)}px`;
  const name = figure.querySelector("figcaption .name").textContent;
  const over = element("svg", { class: "by-chart-marks", role: "group", "aria-label": name });
  over.setAttribute("aria-describedby", hint.id);
  drawing.replaceChildren(under, over);
  const chart = init(under, null, { renderer: "svg" });
  chart.setOption(options(figure, data));
  layMarks(figure, chart, data, over);
  scalable(chart);
  onPaper(figure, chart);
  new ResizeObserver(() => {
    if (!under.clientWidth || under.clientWidth === chart.getWidth()) return;
    chart.resize();
    layMarks(figure, chart, data, over);
    scalable(chart);
  }).observe(under);
}
