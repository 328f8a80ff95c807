// The desk: opens it, walks through it, and does what keys and buttons ask for.

import { act, get, Refused, resend } from "./api.js";
import { $, say } from "./dom.js";
import * as filters from "./filters.js";
import { SEVERITIES } from "./findings.js";
import * as forms from "./forms.js";
import * as keys from "./keys.js";
import * as overview from "./overview.js";
import { toggle } from "./panels.js";
import * as place from "./place.js";
import * as queue from "./queue.js";
import { ask, reviewer, showReviewer } from "./reviewer.js";
import { isPicking, pick, selected, stopPicking } from "./selecting.js";
import { again, current, forget, issues, keep, on, prefetch, setOrder, store, unit } from "./store.js";
import { choose, draw } from "./unit.js";

const PACE = 1000, SLOW = 5000;
const DECISIONS = { accept: "Accepted", dismiss: "False alarm", tolerate: "Left as it is", fix: "Fixed", read: "Read" };

async function go({ unit: number, finding = 0, jump = false, quiet = false }) {
  if (number === undefined || number === null) return;
  const other = number !== store.unit;
  stopPicking();
  store.unit = number;
  store.finding = finding;
  if (other) queue.select();
  const known = unit(number);
  const view = known instanceof Promise ? await known.catch((error) => { say(error.message, "bad"); return null; }) : known;
  if (!view || store.unit !== number) return;
  if (other && finding === 0) store.finding = Math.max(0, view.findings.findIndex(filters.wants));
  if (store.finding < 0) store.finding = Math.max(0, issues(view).length + store.finding);
  if (other || quiet) draw(view, !document.activeElement?.closest(".side")); else choose(view);
  place.remember(jump);
  prefetch(number);
  document.body.classList.remove("in-queue");
}

/** Go to the next or previous finding; a unit without findings is one step. */
async function walk(step) {
  const view = current() ?? (store.unit === null ? null : await unit(store.unit)), count = Math.max(1, issues(view).length);
  const next = store.finding + step;
  if (next >= 0 && next < count) { go({ unit: store.unit, finding: next }); return; }
  walkUnits(step, step < 0 ? -1 : 0);
}

function walkUnits(step, finding = 0) {
  const at = store.at.get(store.unit);
  const next = store.order[at === undefined ? 0 : at + step];
  if (next === undefined) { say(step > 0 ? "This is the last unit." : "This is the first unit."); return; }
  go({ unit: next, finding });
}

/** Go to the next finding that nobody decided on, from here on and then from the start. */
async function nextOpen() {
  const own = (current()?.findings ?? []).findIndex((one, at) => at > store.finding && one.state === "open");
  if (own >= 0) { go({ unit: store.unit, finding: own }); return; }
  const from = (store.at.get(store.unit) ?? -1) + 1;
  const next = [...store.order.slice(from), ...store.order.slice(0, from)].find((number) => number !== store.unit && store.standing[number][0] > 0);
  if (next === undefined) { say("Every finding in this queue is decided."); return; }
  const view = await unit(next);
  go({ unit: next, finding: Math.max(0, view.findings.findIndex((one) => one.state === "open")) });
}

/** Send an action; draws what the desk says of the unit and returns whether it was done. */
store.send = async (action, { form = false } = {}) => {
  if (!reviewer() && !(await ask())) return false;
  try {
    const answer = await act({ reviewer: reviewer(), ...action });
    if (answer.view) {
      keep(answer.view);
      queue.refresh([answer.unit]);
      if (answer.unit === store.unit && !(form === false && forms.isOpen())) { if (form) forms.close(); draw(answer.view); }
    }
    poll();
    return answer;
  } catch (error) {
    say(error.message, "bad");
    if (error instanceof Refused && error.conflict) await again(action.unit);
    return false;
  }
};

async function decide(doing, more = {}) {
  const finding = current()?.findings[store.finding];
  if (!finding) { say(doing === "accept" ? "Nothing to decide here; r says that you read it." : "No check found anything here."); return; }
  if (doing === "fix" && !finding.fixable) { say("There is no suggestion that fits these words; edit them (e)."); return; }
  const here = [store.unit, store.finding];
  if (doing === "accept" || doing === "dismiss" || doing === "tolerate") walkOn();
  const done = await store.send({ doing, unit: here[0], finding: finding.number, ...more });
  if (done) say(`${DECISIONS[doing]}: ${finding.message}`);
  else go({ unit: here[0], finding: here[1], quiet: true });
}

/** After a decision go on, but not beyond the end. */
function walkOn() {
  if (store.finding + 1 < issues(current()).length || (store.at.get(store.unit) ?? 0) + 1 < store.order.length) walk(1);
}

function reclass(change) {
  const finding = current()?.findings[store.finding];
  if (!finding) return;
  const doing = { fixed: "accept", tolerated: "tolerate" }[finding.state] ?? "accept";
  store.send({ doing, unit: store.unit, finding: finding.number, severity: finding.severity, category: finding.category, ...change });
}

async function undo() {
  const answer = await store.send({ doing: "undo" });
  if (!answer) return;
  say("Undone.");
  if (answer.unit !== null && answer.unit !== store.unit) go({ unit: answer.unit, jump: true });
}

function mark() {
  const words = selected();
  if (words) { stopPicking(); forms.missed(words); getSelection().removeAllRanges(); }
  else if (!isPicking()) pick();
}

const doings = {
  next: () => walk(1), previous: () => walk(-1), nextUnit: () => walkUnits(1), previousUnit: () => walkUnits(-1), open: nextOpen,
  accept: () => decide("accept"), dismiss: () => decide("dismiss"), tolerate: () => decide("tolerate"), fix: () => decide("fix"),
  edit: forms.edit, comment: forms.comment, mark, undo,
  read: async () => { const number = store.unit; walkUnits(1); if (await store.send({ doing: "read", unit: number })) say("Read."); },
  category: () => document.querySelector(".card.current .category")?.focus(),
  engines: () => toggle("engines"), versions: () => toggle("versions") || say("Only one version is on the desk."),
  search: filters.search, help: keys.help,
  order: () => { filters.set({ ...filters.filters(), order: filters.filters().order ? "" : "text" }); refilter(); },
  escape: () => { stopPicking(); forms.close(); getSelection().removeAllRanges(); },
  ...Object.fromEntries(SEVERITIES.map((severity) => [severity, () => reclass({ severity })])),
};

async function refilter(first = null) {
  await filters.apply();
  const stays = first === null && store.at.has(store.unit);
  if (stays) { queue.select(); place.remember(true); draw(current() ?? (await unit(store.unit))); return; }
  const number = first?.unit !== undefined && first.unit < store.rows.length ? first.unit : store.order[0];
  if (number === undefined) { store.unit = null; $("unit").replaceChildren(Object.assign(document.createElement("p"), { className: "nothing", textContent: "Nothing passes these filters." })); place.remember(true); return; }
  const same = number === store.unit;
  await go({ unit: number, finding: first?.finding ?? 0, jump: first === null, quiet: same });
}

let asking = false, timer = 0, owed = false;
/** Ask what others said meanwhile; the score comes with it. */
async function poll() {
  if (asking) return;
  asking = true;
  clearTimeout(timer);
  try {
    const chosenDocument = filters.filters().document;
    const news = await get(`/api/changes?since=${store.seq}${chosenDocument ? `&document=${chosenDocument}` : ""}`);
    store.seq = news.seq;
    const numbers = Object.keys(news.units).map(Number);
    for (const number of numbers) store.standing[number] = news.units[number];
    overview.show(news);
    filters.people(news.reviewers);
    const stale = numbers.filter((number) => String(store.views.get(number)?.standing) !== String(news.units[number]) || number === store.unit);
    stale.filter((number) => number !== store.unit).forEach(forget);
    queue.refresh(numbers);
    if (stale.includes(store.unit)) {
      const before = JSON.stringify(current()), number = store.unit;
      owed = owed || JSON.stringify(await again(number)) !== before;
    }
    // Nobody's hand is to be pushed: what is new waits until no word is being written, chosen or selected.
    if (owed && current() && !forms.isOpen() && !isPicking() && !getSelection().toString() && !document.activeElement?.matches("#unit select, #unit input")) {
      owed = false;
      draw(current());
    }
    document.body.classList.remove("lost");
  } catch (error) {
    document.body.classList.add("lost");
    say(error instanceof Refused ? error.message : "The desk does not answer; what you do is kept and sent again.", "bad");
  } finally {
    asking = false;
    timer = setTimeout(poll, document.hidden ? SLOW : PACE);
  }
}

on("go", go);
on("do", (doing) => doings[doing]?.());
on("reclass", reclass);
on("remove", (of) => store.send({ doing: "undo", of }));
on("filters", () => refilter());
$("help-button").addEventListener("click", keys.help);
$("who").addEventListener("click", () => ask());
addEventListener("popstate", () => { const back = place.read(); filters.set(back.filters); refilter(back); });

async function start() {
  try {
    await resend();
    const [desk, rows] = await Promise.all([get("/api/desk"), get("/api/rows")]);
    store.desk = desk;
    store.rows = rows.rows;
    store.standing = rows.standing;
    store.seq = rows.seq;
    setOrder([]);
    overview.title();
    overview.show(desk);
    showReviewer();
    filters.fill();
    keys.bar();
    const at = place.read();
    filters.set(at.filters);
    await refilter(at);
    if (desk.problems.length) say(desk.problems[0], "bad");
    document.body.classList.add("ready");
    timer = setTimeout(poll, PACE);
  } catch (error) { $("unit").textContent = error.message; }
}

start();
