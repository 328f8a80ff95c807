// What the page knows: the queue, the units that were asked for, and where the reviewer is.

import { get } from "./api.js";

const MOST_UNITS = 400;

export const store = {
  desk: null,
  rows: [],        // [document, place, words, worst severity, findings, suspicion, gaps]
  standing: [],    // [open, accepted, dismissed, disputed, missed, edited, read, comments]
  order: [],       // numbers of the units that pass the filters
  at: new Map(),   // number of a unit -> its place in the order
  unit: null,      // the number of the current one
  finding: 0,      // which of its findings and missed issues
  seq: 0,
  views: new Map(),
};

const asked = new Map();
const events = new EventTarget();
export const on = (name, listener) => events.addEventListener(name, (event) => listener(event.detail));
export const tell = (name, detail) => events.dispatchEvent(new CustomEvent(name, { detail }));

export function setOrder(order) {
  store.order = order;
  store.at = new Map(order.map((number, at) => [number, at]));
}

/** Keep what the desk says of a unit; the oldest go when there are many. */
export function keep(view) {
  store.views.delete(view.number);
  store.views.set(view.number, view);
  store.standing[view.number] = view.standing;
  if (store.views.size > MOST_UNITS) store.views.delete(store.views.keys().next().value);
}

/** Return a unit, at once where it is known. */
export function unit(number) {
  if (store.views.has(number)) return store.views.get(number);
  if (!asked.has(number)) {
    asked.set(number, get(`/api/units/${number}`).then((view) => { keep(view); return view; }).finally(() => asked.delete(number)));
  }
  return asked.get(number);
}

export const forget = (number) => store.views.delete(number);

/** Ask anew for a unit; what is known of it stays until the answer is there. */
export async function again(number) {
  const view = await get(`/api/units/${number}`);
  keep(view);
  return view;
}

/** Ask for the neighbours before they are wanted. */
export function prefetch(number) {
  const at = store.at.get(number) ?? 0;
  for (const near of [1, 2, 3, -1]) {
    const other = store.order[at + near];
    if (other !== undefined && !store.views.has(other)) Promise.resolve(unit(other)).catch(() => {});
  }
}

export const current = () => store.views.get(store.unit);
/** The findings of a unit and, behind them, what the toolkit missed. */
export const issues = (view) => (view ? [...view.findings, ...view.missed] : []);
