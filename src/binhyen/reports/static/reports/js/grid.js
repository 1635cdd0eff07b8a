// The entry grid: each cell saves itself, arrows move, a column is pasted from Excel. Without this module the grid is
// one form with a button, and the server shows the same findings at the same cells.
//
//   <form data-grid data-beside="beside" action="…"> with fields v.ADDRESS (what is typed; data-cell, data-before),
//   b.ADDRESS (over which version) and n.ADDRESS (the note), and parts marked data-slot that answers replace.
//
// The server answers with HTML: rows and parts, each with its data-slot. What was typed since is never replaced. Cells
// that could not be sent (no network, session over, fault) stay on the page and are sent again in their order.

import { askToSignIn } from "../../ui/js/session.js";
import { csrfToken } from "../../ui/js/words.js";

const QUIET_MS = 1200;
const SOON_MS = 60;
const RETRY_MS = 15000;
const PANEL_MS = 250;
const MOST_CELLS = 200;

const form = document.querySelector("form[data-grid]");
const net = document.querySelector("[data-net]");
const waiting = new Map(); // address → what was typed, in the order in which it was typed
const held = new Set(); // addresses whose value the server did not take: they wait for their author
let timer = 0;
let queue = Promise.resolve(true);
let lost = false;

const inputs = () => [...form.querySelectorAll("input[data-cell]")];
const inputOf = (address) => inputs().find((one) => one.dataset.cell === address);
const slot = (name) => document.querySelector(`[data-slot="${CSS.escape(name)}"]`);

// ------------------------------------------------------------------ what was typed

/** Return the note of a cell: from its row, or from the panel; null where none can be written now. */
function noteOf(address) {
  const fields = [...document.querySelectorAll(`input[name="${CSS.escape(`n.${address}`)}"]`)];
  const field = fields.find((one) => one.value) ?? fields[0];
  return field ? field.value : null;
}

function note(address) {
  const input = inputOf(address);
  if (!input) return;
  waiting.delete(address);
  waiting.set(address, { text: input.value, note: noteOf(address) });
  input.closest("td").classList.add("waits");
  held.delete(address);
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(flush, wait);
}

function put(input, text) {
  if (input.value === text) return;
  input.value = text;
  note(input.dataset.cell);
}

// ------------------------------------------------------------------ sending

function bodyOf(entries, extra) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", csrfToken());
  body.set("phan", form.elements.phan?.value ?? "");
  for (const [address, typed] of entries) {
    body.append(`v.${address}`, typed.text);
    body.append(`b.${address}`, form.elements[`b.${address}`]?.value ?? "0");
    if (typed.note !== null) body.append(`n.${address}`, typed.note);
  }
  for (const row of form.querySelectorAll("tr.finding:not([hidden])")) {
    const input = row.previousElementSibling?.querySelector("input[data-cell]");
    if (input) body.append("found", input.dataset.cell);
  }
  for (const [name, value] of extra) body.append(name, value);
  return body;
}

/** Send what waits, oldest first; one request at a time, so that values arrive in their order. */
function flush(extra = []) {
  clearTimeout(timer);
  queue = queue.then(() => sendWaiting(extra));
  return queue;
}

async function sendWaiting(extra) {
  if (!waiting.size && !extra.length) return true;
  const went = await send([...waiting].slice(0, MOST_CELLS), extra);
  return went && waiting.size ? sendWaiting([]) : went;
}

async function send(entries, extra) {
  say("saving");
  try {
    const answer = await fetch(form.getAttribute("action"), {
      method: "POST",
      body: bodyOf(entries, extra),
      headers: { "HX-Request": "true" },
    });
    return hear(answer.status, await answer.text(), entries, extra);
  } catch {
    return wait("offline");
  }
}

function hear(status, body, entries, extra) {
  lost = false; // somebody answered
  if (status === 200) {
    for (const [address, typed] of entries) {
      if (waiting.get(address) === typed) waiting.delete(address);
    }
    say("");
    apply(body, new Map(entries));
    return true;
  }
  if (status === 401) {
    wait("over", false);
    askToSignIn(body, () => flush(extra));
    return false;
  }
  if (status === 403 || status === 409) {
    refused(body);
    return false;
  }
  return wait("fault");
}

/** Keep what was typed on the page, and say so. */
function wait(why, again = true) {
  lost = true;
  say(why);
  if (again) later(RETRY_MS);
  return false;
}

function refused(body) {
  const place = document.querySelector('[data-slot="told"]');
  if (!/^\s*<!doctype/i.test(body)) place.innerHTML = body;
  say("");
}

function say(name, places = {}) {
  const words = name ? net.dataset[name] : "";
  net.textContent = words.replace("{count}", String(places.count ?? waiting.size));
  net.classList.toggle("by-save--conflict", lost);
  net.closest("[data-foot]")?.classList.toggle("by-status--off", lost);
}

// ------------------------------------------------------------------ answers

/** Put the parts of an answer in their places; `sent` is what was sent, by address. */
function apply(html, sent) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const focused = document.activeElement?.dataset?.cell;
  for (const fresh of [...holder.content.querySelectorAll("[data-slot]")]) {
    const old = slot(fresh.dataset.slot);
    if (old) replace(old, fresh, sent);
  }
  for (const address of sent.keys()) if (meets(address)) held.add(address);
  if (focused && document.activeElement?.dataset?.cell !== focused) inputOf(focused)?.focus();
}

/** Tell whether a cell waits for its author's choice. */
function meets(address) {
  return Boolean(document.querySelector(`.by-conflict button[name="keep"][value="${CSS.escape(address)}"]`));
}

/** Replace a part; what was typed into it after it was sent stays, and so does the caret. */
function replace(old, fresh, sent) {
  const kept = [...old.querySelectorAll("input[data-cell], input[data-note]")].map((input) => ({
    name: input.name,
    value: input.value,
    focused: input === document.activeElement,
    start: input.selectionStart,
    end: input.selectionEnd,
  }));
  old.replaceWith(fresh);
  for (const one of kept) keep(one, fresh, sent);
}

function keep(one, fresh, sent) {
  const input = [...fresh.querySelectorAll("input")].find((field) => field.name === one.name);
  if (!input) return;
  const address = one.name.slice(2);
  if (waiting.has(address)) {
    input.value = one.value;
    input.closest("td").classList.add("waits");
  } else if (one.name.startsWith("n.") && !sent.has(address)) input.value = one.value;
  if (!one.focused) return;
  input.focus();
  if (one.start === 0 && one.end === one.value.length) input.select();
  else input.setSelectionRange(one.start, one.end);
}

// ------------------------------------------------------------------ moving and keys

function column(input) {
  const all = inputs();
  const at = input.closest("td").cellIndex;
  return all.filter((one) => one.closest("td").cellIndex === at);
}

function beside(input, step) {
  const row = [...input.closest("tr").querySelectorAll("input[data-cell]")];
  return row[row.indexOf(input) + step];
}

function stepFrom(input, key, back) {
  const down = column(input);
  const at = down.indexOf(input);
  if (key === "ArrowUp" || (key === "Enter" && back)) return down[at - 1];
  if (key === "ArrowDown" || key === "Enter") return down[at + 1];
  if (key === "ArrowRight" && (whole(input) || input.selectionStart === input.value.length)) return beside(input, 1);
  if (key === "ArrowLeft" && (whole(input) || input.selectionEnd === 0)) return beside(input, -1);
  return null;
}

function whole(input) {
  return input.selectionStart === 0 && input.selectionEnd === input.value.length;
}

function shortcut(input, key) {
  if (!whole(input)) return false;
  if (key === "=" && input.dataset.before) return put(input, input.dataset.before), true;
  if (key === "k" || key === "K") {
    // Further letters replace the end: "khoảng 200" can be typed all the same.
    put(input, "KPS");
    input.setSelectionRange(1, 3);
    return true;
  }
  if (key === "g" || key === "G") return explain(input.dataset.cell);
  return false;
}

function onKey(event) {
  const input = event.target.closest("input[data-cell]");
  if (!input || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Enter" || event.key.startsWith("Arrow")) {
    const next = stepFrom(input, event.key, event.shiftKey);
    if (event.key === "Enter" || next) event.preventDefault();
    if (event.key === "Enter") later(SOON_MS);
    next?.focus();
    return;
  }
  if (shortcut(input, event.key)) {
    event.preventDefault();
    later(QUIET_MS);
  }
}

function onPaste(event) {
  const input = event.target.closest("input[data-cell]");
  const text = (event.clipboardData?.getData("text/plain") ?? "").replace(/\r/g, "").replace(/\n+$/, "");
  if (!input || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  const block = text.split("\n").map((line) => line.split("\t"));
  const rows = column(input);
  const first = rows.indexOf(input);
  const single = rows.length === inputs().length;
  let placed = 0;
  let outside = 0;
  block.forEach((words, down) => {
    const cells = single ? [words.at(lastColumn(block))] : words;
    cells.forEach((word, right) => {
      const start = rows[first + down];
      const target = right ? beside(start ?? input, start ? right : NaN) : start;
      if (target) put(target, (word ?? "").trim());
      target ? (placed += 1) : (outside += 1);
    });
  });
  later(SOON_MS);
  say("pasted", { count: placed });
  if (outside) net.textContent += ` ${net.dataset.outside.replace("{count}", String(outside))}`;
}

/** Return the last column of a block that holds anything: labels and numbers of rows stand before it. */
function lastColumn(block) {
  const width = Math.max(...block.map((words) => words.length));
  for (let at = width - 1; at > 0; at -= 1) if (block.some((words) => (words[at] ?? "").trim())) return at;
  return 0;
}

// ------------------------------------------------------------------ the panel of the chosen cell

const panel = document.getElementById(form?.dataset.beside ?? "");
let panelTimer = 0;
let shown = "";

async function showPanel(address, then = () => {}) {
  if (!panel || panel.contains(document.activeElement)) return then();
  shown = address;
  const [report, ...cell] = address.split(".");
  const path = form.getAttribute("action").replace(/\d+\/o\/$/, `${report}/o/${encodeURIComponent(cell.join("."))}/`);
  try {
    const answer = await fetch(path, { headers: { "HX-Request": "true" } });
    if (!answer.ok || shown !== address) return undefined;
    panel.innerHTML = await answer.text();
  } catch {
    return undefined; // without a network the panel stays as it is
  }
  return then();
}

function explain(address) {
  const row = inputOf(address)?.closest("tr")?.nextElementSibling;
  if (!row?.querySelector("[data-explain]")) return false;
  flush().then(() => {
    clearTimeout(panelTimer); // the panel of the cell that had the focus would come in between
    return showPanel(address, () => panel.querySelector(".by-explain textarea")?.focus());
  });
  return true;
}

async function sendExplanation(event) {
  const asked = event.target.closest("form[data-at-cell]");
  if (!asked) return;
  event.preventDefault();
  const body = new FormData(asked);
  body.set("csrfmiddlewaretoken", csrfToken());
  body.set("phan", form.elements.phan?.value ?? "");
  try {
    const answer = await fetch(asked.action, { method: "POST", body, headers: { "HX-Request": "true" } });
    const text = await answer.text();
    if (answer.status === 401) return askToSignIn(text, () => asked.requestSubmit());
    if (!answer.ok) return refused(text);
    apply(text, new Map());
    inputOf(shown)?.focus();
    await showPanel(shown);
  } catch {
    say("offline");
  }
}

// ------------------------------------------------------------------ buttons

function onClick(event) {
  const go = event.target.closest("[data-go]");
  const target = go && inputOf(go.dataset.go);
  if (target) {
    event.preventDefault();
    target.focus();
    target.scrollIntoView({ block: "center" });
    return;
  }
  const asked = event.target.closest("[data-explain]");
  if (asked && explain(asked.dataset.explain)) event.preventDefault();
}

async function onSubmit(event) {
  const button = event.submitter;
  if (button?.hasAttribute("data-send")) {
    if (!waiting.size) return;
    event.preventDefault();
    if (await flush()) document.querySelector("[data-send]")?.click();
    return;
  }
  event.preventDefault();
  if (!button?.name) return void flush();
  if (button.name === "keep") {
    waiting.delete(button.value);
    held.delete(button.value);
  }
  if (button.name === "use") note(button.value.slice(0, button.value.lastIndexOf("=")));
  button.closest("details")?.removeAttribute("open");
  await flush([[button.name, button.value]]);
}

// ------------------------------------------------------------------ start

function start() {
  for (const one of document.querySelectorAll("[data-scripted]")) one.hidden = false;
  for (const one of document.querySelectorAll("[data-unscripted]")) one.hidden = true;
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.matches("[data-cell]")) note(field.dataset.cell);
    else if (field.matches("[data-note]")) note(field.name.slice(2));
    else return;
    later(QUIET_MS);
  });
  document.addEventListener("change", (event) => event.target.matches("[data-cell], [data-note]") && later(SOON_MS));
  form.addEventListener("focusin", (event) => {
    const input = event.target.closest("input[data-cell]");
    if (!input) return;
    input.select();
    clearTimeout(panelTimer);
    panelTimer = setTimeout(() => showPanel(input.dataset.cell), PANEL_MS);
  });
  form.addEventListener("keydown", onKey);
  form.addEventListener("paste", onPaste);
  // Buttons in rows and in the bar belong to the form wherever they stand.
  form.addEventListener("submit", onSubmit);
  document.addEventListener("submit", sendExplanation);
  document.addEventListener("click", onClick);
  addEventListener("online", () => waiting.size && later(0));
  addEventListener("offline", () => { lost = true; say("offline"); });
  addEventListener("beforeunload", (event) => (waiting.size || held.size) && event.preventDefault());
}

if (form) start();
