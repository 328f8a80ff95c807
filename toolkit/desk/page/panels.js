// What is a key away: other versions, what the engines made of the unit, and the edits of each reviewer.

import { get } from "./api.js";
import { clock, el } from "./dom.js";
import { store } from "./store.js";

const open = { versions: true, engines: false, edits: true, gaps: false };
const evidence = new Map();

const step = ([kind, text]) => {
  if (kind === "same") return document.createTextNode(text);
  const words = text.trimStart();
  return [text.slice(0, text.length - words.length), el(kind === "added" ? "ins" : "del", {}, words)];
};
export const redline = (changes) => changes.map(step);

function panel(name, title, letter, fill) {
  const body = el("div", { class: "panel-body" });
  const details = el("details", { class: "panel", "data-panel": name }, el("summary", {}, title, letter ? [" ", el("kbd", {}, letter)] : null), body);
  const show = () => { if (details.open && !body.hasChildNodes()) fill(body); };
  details.open = open[name];
  show();
  details.addEventListener("toggle", () => { open[name] = details.open; show(); });
  return details;
}

export function toggle(name) {
  const details = document.querySelector(`[data-panel="${name}"]`);
  if (!details) return false;
  details.open = !details.open;
  if (details.open) requestAnimationFrame(() => details.scrollIntoView({ block: "nearest" }));
  return true;
}

function versions(view) {
  const language = store.views.get(view.number)?.translation.language;
  return panel("versions", `Other versions (${view.versions.length})`, "v", (body) => body.append(...view.versions.map((one) =>
    el("section", { class: "heard" }, el("h4", {}, el("bdi", {}, one.name)),
      one.text ? el("p", { class: "text", lang: language, dir: "auto" }, redline(one.changes)) : el("p", { class: "missing" }, "Nothing."),
      one.findings.map(([severity, check, message]) => el("p", { class: "small" }, el("span", { class: `sev ${severity}` }, check), " ", el("span", { dir: "auto" }, message)))))));
}

function edits(view) {
  return panel("edits", "Edited", "", (body) => body.append(
    el("section", { class: "heard" }, el("h4", {}, "As it was handed in, and now"), el("p", { class: "text", lang: view.translation.language, dir: "auto" }, redline(view.was ?? [["same", view.text]]))),
    ...view.edits.map((one) => el("p", { class: "small" }, el("bdi", { class: "by" }, one.reviewer), ` ${clock(one.time)}: `, el("span", { dir: "auto" }, one.text), one.holds ? el("span", { class: "tag" }, "holds") : el("span", { class: "quiet" }, " (overtaken)")))));
}

function heard(one) {
  return el("section", { class: "heard" },
    el("h4", {}, one.title, one.against ? el("span", { class: "quiet" }, ` against ${one.against}`) : null),
    one.changes.length ? el("p", { class: "text", lang: one.language, dir: "auto" }, redline(one.changes)) : el("p", { class: "missing" }, "Nothing."),
    one.losses.map((loss) => el("p", { class: "loss", dir: "auto" }, el("strong", {}, "Lost here "), loss)),
    one.scores ? el("p", { class: "quiet small" }, one.scores) : null,
    one.notes.map((note) => el("p", { class: "quiet small", dir: "auto" }, note)));
}

function expected(one) {
  const words = one.words.map((word) => el("li", {}, el("b", { dir: "auto" }, word.text), word.preferred?.length ? [" – rather ", word.preferred.map((start, at) => [at ? " or " : "", start ? el("q", { dir: "auto" }, start) : "the end"])] : null, el("span", { class: "quiet" }, ` ${word.deficit.toFixed(1)} nats`)));
  return el("section", { class: "heard" }, el("h4", {}, "What ", el("bdi", {}, one.name), one.side === "original" ? " expected in the original, given this translation" : " expected"),
    words.length ? el("ul", { class: "plain" }, words) : el("p", { class: "quiet" }, "No word surprised it."),
    one.unrendered.length ? el("p", { class: "small", dir: "auto" }, "Not rendered: ", one.unrendered.join(", ")) : null);
}

async function fillEngines(number, body) {
  body.append(el("p", { class: "quiet" }, "…"));
  try {
    if (!evidence.has(number)) evidence.set(number, await get(`/api/units/${number}/evidence`));
    const { routes, unlikely, confidence } = evidence.get(number);
    body.replaceChildren(...unlikely.map(expected), ...routes.map((route) => el("section", { class: "route" },
      el("h3", {}, el("bdi", {}, route.route), " ", el("span", { class: "quiet" }, route.family)),
      route.faults.map((fault) => el("p", { class: "fault" }, `No evidence: ${fault}`)), el("div", { class: "legs" }, route.heard.map(heard)))),
    confidence === null ? "" : el("p", { class: "quiet small" }, `Alignment of original and translation: confidence ${confidence.toFixed(2).replace(/^0/, "")}`));
    if (!routes.length && !unlikely.length) body.replaceChildren(el("p", { class: "quiet" }, "No engine was asked about this text."));
  } catch (error) { body.replaceChildren(el("p", { class: "fault" }, error.message)); }
}

export function panels(view) {
  const document = store.desk.documents[view.document];
  return [
    view.was || view.edits.length ? edits(view) : null,
    view.versions.length ? versions(view) : null,
    panel("engines", document.engines ? "Back, return and what the engines expected" : "What the engines expected", "b", (body) => fillEngines(view.number, body)),
    document.gaps.length ? panel("gaps", `Not checked in this text (${document.gaps.length})`, "", (body) => body.append(el("ul", { class: "plain" }, document.gaps.map((gap) => el("li", { dir: "auto" }, gap))))) : null,
  ].filter(Boolean);
}
