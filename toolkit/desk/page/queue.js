// The queue: thousands of rows of one height, of which only those that can be seen are in the page.

import { $, el, plural } from "./dom.js";
import { on, store, tell } from "./store.js";

const HEIGHT = 46, BEYOND = 8;
const SEVERITIES = ["error", "warning", "info", "none"];
const box = $("queue"), all = $("all");
const shown = new Map();

function mark(standing, row) {
  const [open, accepted, dismissed, disputed, missed, edited, read] = standing;
  const parts = [];
  if (disputed) parts.push(["≠", "disputed"]);
  if (edited) parts.push(["✎", "edited"]);
  if (missed) parts.push(["+", `${missed} missed`]);
  if (row[4] && !open && !disputed) parts.push(["✓", "decided"]);
  else if (!row[4] && read) parts.push(["✓", "read"]);
  const left = row[4] && open ? (accepted + dismissed ? `${row[4] - open}/${row[4]}` : `${row[4]}`) : "";
  return { parts, left };
}

function make(at) {
  const number = store.order[at], row = store.rows[number], standing = store.standing[number];
  const { parts, left } = mark(standing, row);
  const done = row[4] ? !standing[0] && !standing[3] : standing[6] > 0;
  const several = store.desk.documents.length > 1;
  const document = store.desk.documents[row[0]];
  const where = [several ? document.version || document.name : "", row[1] || "left out"].filter(Boolean).join(", ");
  const label = [where, row[4] ? plural(row[4], "finding") : row[6] ? "could not be judged" : "nothing found", standing[0] && row[4] ? `${standing[0]} open` : "", ...parts.map((one) => one[1])].filter(Boolean).join(", ");
  return el("div", {
    class: `row ${SEVERITIES[row[3]]}${done ? " done" : ""}${row[6] && !row[4] ? " unjudged" : ""}`, role: "option", id: `row-${number}`,
    "aria-selected": String(number === store.unit), "aria-setsize": store.order.length, "aria-posinset": at + 1,
    "aria-label": `${label}: ${row[2]}`, "data-number": number, style: `top:${at * HEIGHT}px`,
  },
  el("span", { class: "where" }, el("bdi", {}, where), row[5] ? el("span", { class: "suspicion", title: "suspicion: expected serious errors" }, `· ${row[5].toFixed(2).replace(/^0/, "")}`) : null,
    el("span", { class: "signs" }, parts.map((one) => el("span", { title: one[1] }, one[0])), row[6] && !row[4] ? el("span", { title: "could not be judged" }, "?") : null, left ? el("b", {}, left) : null)),
  el("span", { class: "words", dir: "auto" }, row[2] || "—"));
}

function place(element, at) { element.style.top = `${at * HEIGHT}px`; }

export function draw(anew = false) {
  if (!store.desk) return;
  const first = Math.max(0, Math.floor(box.scrollTop / HEIGHT) - BEYOND);
  const last = Math.min(store.order.length, Math.ceil((box.scrollTop + box.clientHeight) / HEIGHT) + BEYOND);
  all.style.height = `${store.order.length * HEIGHT}px`;
  const wanted = new Set();
  const selected = store.at.get(store.unit);
  const places = [];
  for (let at = first; at < last; at += 1) places.push(at);
  if (selected !== undefined && (selected < first || selected >= last)) places.push(selected);
  for (const at of places) wanted.add(store.order[at]);
  for (const [number, element] of shown) if (anew || !wanted.has(number)) { element.remove(); shown.delete(number); }
  const added = [];
  for (const at of places) {
    const number = store.order[at];
    const known = shown.get(number);
    if (known) { place(known, at); continue; }
    const element = make(at);
    place(element, at);
    shown.set(number, element);
    added.push(element);
  }
  all.append(...added);
}

/** Draw the rows anew of which something else is said. */
export function refresh(numbers) {
  for (const number of numbers) {
    const element = shown.get(number);
    if (!element) continue;
    const fresh = make(store.at.get(number));
    place(fresh, store.at.get(number));
    element.replaceWith(fresh);
    shown.set(number, fresh);
  }
}

export function select() {
  const at = store.at.get(store.unit);
  for (const element of all.querySelectorAll('[aria-selected="true"]')) element.setAttribute("aria-selected", "false");
  if (at === undefined) { box.removeAttribute("aria-activedescendant"); return; }
  const top = at * HEIGHT;
  if (top < box.scrollTop || top + HEIGHT > box.scrollTop + box.clientHeight) box.scrollTop = Math.max(0, top - box.clientHeight / 3);
  draw();
  shown.get(store.unit)?.setAttribute("aria-selected", "true");
  box.setAttribute("aria-activedescendant", `row-${store.unit}`);
}

let waiting = false;
box.addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; draw(); });
}, { passive: true });
box.addEventListener("click", (event) => {
  const row = event.target.closest(".row");
  if (row) tell("go", { unit: Number(row.dataset.number), jump: true });
});
new ResizeObserver(() => draw()).observe(box);
on("order", () => { box.scrollTop = 0; draw(true); });
