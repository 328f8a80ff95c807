// The findings of a unit as cards: an issue until somebody confirms it, then an error; and who said what.

import { clock, el, plural } from "./dom.js";
import { store, tell } from "./store.js";

export const SEVERITIES = ["neutral", "minor", "major", "critical"];
const COLOURS = { critical: "error", major: "error", minor: "warning", neutral: "info" };
const STATES = {
  open: "Issue", confirmed: "Error", fixed: "Error, mended", tolerated: "Error, left as it is", false_alarm: "False alarm", disputed: "Disputed",
};
const SAID = { confirmed: "confirmed", false_alarm: "false alarm", tolerated: "leave as it is", fixed: "mended", missed: "marked" };
const TOLD = { error: "error", warning: "warning", info: "note" };

const key = (letter) => el("kbd", {}, letter);
const button = (doing, letter, text, extra = {}) => el("button", { type: "button", "data-do": doing, "aria-keyshortcuts": letter, click: () => tell("do", doing), ...extra }, text, " ", key(letter));

export function categories(value, properties = {}) {
  const known = store.desk.categories.some(([dimension, kinds]) => kinds.some((kind) => `${dimension}/${kind}` === value));
  return el("select", { "aria-label": "Category", ...properties },
    value && !known ? el("option", { value, selected: true }, value) : null,
    store.desk.categories.map(([dimension, kinds]) => el("optgroup", { label: dimension.replaceAll("-", " ") },
      kinds.map((kind) => { const path = `${dimension}/${kind}`; return el("option", { value: path, selected: path === value }, kind.replaceAll("-", " ")); }))));
}

export function severities(value, name, changed) {
  return el("span", { class: "severities", role: "radiogroup", "aria-label": "Severity" }, SEVERITIES.map((severity, at) =>
    el("label", { class: `seg ${COLOURS[severity]}`, title: `${severity} (${at})` }, el("input", { type: "radio", class: "sr", name, value: severity, checked: severity === value, change: () => changed(severity) }), severity)));
}

function decisions(finding) {
  if (!finding.decisions?.length) return null;
  const kinds = new Set(finding.decisions.map((one) => (one.kind === "false_alarm" ? "no" : "yes")));
  return el("ul", { class: `said${kinds.size > 1 ? " apart" : ""}`, "aria-label": "Who said what" }, finding.decisions.map((one) =>
    el("li", {}, el("bdi", {}, one.reviewer), `: ${SAID[one.kind]}${one.severity ? `, ${one.severity}` : ""}`, el("span", { class: "quiet" }, ` ${clock(one.time)}`), one.comment ? el("q", { dir: "auto" }, one.comment) : null)));
}

export function comments(list) {
  return list?.length ? el("ul", { class: "comments", "aria-label": "Comments" }, list.map((one) => el("li", {}, el("bdi", { class: "by" }, one.reviewer), " ", el("span", { dir: "auto" }, one.comment), el("span", { class: "quiet" }, ` ${clock(one.time)}`)))) : null;
}

function title(finding) {
  if (finding.kind === "missed") return el("h3", {}, el("span", { class: `sev ${COLOURS[finding.severity ?? "minor"]}` }, `Error, ${finding.severity ?? "minor"}`), " ", el("span", { class: "check" }, "missed by the toolkit"), el("span", { class: "meta" }, finding.category));
  const colour = finding.state === "open" || finding.state === "disputed" ? finding.told : finding.state === "false_alarm" ? "none" : COLOURS[finding.severity];
  const accepted = ["confirmed", "fixed", "tolerated"].includes(finding.state);
  const name = finding.state === "open" ? `${STATES.open} · ${TOLD[finding.told]}` : STATES[finding.state] + (accepted ? ` · ${finding.severity}` : "");
  return el("h3", {}, el("span", { class: `sev ${colour}` }, name), " ", el("span", { class: "check" }, finding.check), el("span", { class: "meta" }, finding.category));
}

function missed(one) {
  return el("article", { class: `card missed ${COLOURS[one.severity ?? "minor"]}`, "data-number": one.number, tabindex: -1, "aria-label": `Missed by the toolkit: ${one.words}` },
    title(one), el("p", { class: "message", dir: "auto" }, one.words ? el("q", {}, one.words) : null, one.comment ? ` ${one.comment}` : ""),
    el("p", { class: "by" }, el("bdi", {}, one.reviewer), el("span", { class: "quiet" }, ` ${clock(one.time)}`),
      one.reviewer === store.reviewer ? el("button", { type: "button", class: "link", click: () => tell("remove", one.id) }, "take back") : null));
}

function card(finding) {
  const label = `Finding ${finding.number + 1}, ${STATES[finding.state]}: ${finding.message}`;
  return el("article", { class: `card ${finding.state} ${COLOURS[finding.severity]}`, "data-number": finding.number, tabindex: -1, "aria-label": label },
    title(finding),
    el("p", { class: "message", dir: "auto" }, finding.message),
    finding.suggestion ? el("p", { class: "suggestion" }, el("span", { class: "quiet" }, "Suggestion: "), el("b", { dir: "auto" }, finding.suggestion)) : null,
    el("div", { class: "more" },
      el("p", { class: "meta" }, [`to blame: ${finding.blame}`, finding.confidence === null ? "" : `confidence ${finding.confidence.toFixed(2).replace(/^0/, "")}`, finding.place ? `place ${finding.place}` : ""].filter(Boolean).join(" · ")),
      finding.evidence.map((line) => el("p", { class: "because", dir: "auto" }, line)),
      el("div", { class: "decide" },
        button("accept", "a", "Accept"), button("dismiss", "f", "False alarm"), button("tolerate", "t", "Leave as it is"),
        finding.fixable ? button("fix", "s", "Fix with suggestion") : null),
      el("div", { class: "class" }, severities(finding.severity, `severity-${finding.number}`, (severity) => tell("reclass", { severity })),
        categories(finding.category, { class: "category", change: (event) => tell("reclass", { category: event.target.value }) }))),
    decisions(finding),
    comments(finding.comments));
}

export function cards(view) {
  const every = [...view.findings.map(card), ...view.missed.map(missed)];
  const section = el("section", { class: "cards", "aria-label": plural(every.length, "issue") }, every,
    every.length ? null : el("p", { class: "nothing-found" }, view.gaps.length ? "No check found anything, and not every one could judge." : "No check found anything here.", " ",
      view.read.length ? null : el("button", { type: "button", click: () => tell("do", "read") }, "Read, and right ", key("r"))),
    comments(view.comments),
    view.read.length ? el("p", { class: "quiet small" }, "Read by ", view.read.map((name, at) => [at ? ", " : "", el("bdi", {}, name)]), ".") : null);
  section.addEventListener("click", (event) => {
    const at = event.target.closest(".card");
    if (at && !event.target.closest("button, select, input, label") && Number(at.dataset.number) !== store.finding && !getSelection().toString()) tell("go", { unit: store.unit, finding: Number(at.dataset.number) });
  });
  return section;
}
