// Keys and buttons: one table, from which the keys, the bar at the bottom and the help are made.

import { $, el } from "./dom.js";
import { isPicking, pickingKey } from "./selecting.js";
import { tell } from "./store.js";

export const KEYS = [
  ["j", "next", "next finding", "Next"], ["k", "previous", "previous finding"], ["n", "open", "next finding that nobody decided on"],
  ["J", "nextUnit", "next unit"], ["K", "previousUnit", "previous unit"],
  ["a", "accept", "accept: it is an error", "Accept"], ["f", "dismiss", "false alarm", "False alarm"], ["t", "tolerate", "right, but leave it as it is"],
  ["s", "fix", "fix with the suggestion", "Fix"], ["e", "edit", "edit the translation", "Edit"], ["m", "mark", "mark what the toolkit missed: select words first, or pick them with arrows", "Missed"],
  ["c", "comment", "comment", "Comment"], ["u", "undo", "undo what you did last", "Undo"], ["r", "read", "read to its end: nothing else is wrong here"],
  ["0", "neutral", "severity: neutral"], ["1", "minor", "severity: minor"], ["2", "major", "severity: major"], ["3", "critical", "severity: critical"],
  ["g", "category", "choose the category"], ["b", "engines", "back translation, return trip, what the engines expected"], ["v", "versions", "other versions"],
  ["/", "search", "search"], ["w", "order", "worst first, or as in the text"], ["?", "help", "all keys", "All keys"],
];
const DOING = new Map(KEYS.map(([key, doing]) => [key, doing]));
const ALSO = { ArrowDown: "next", ArrowUp: "previous" };
const WRITING = "textarea, select, input:not([type=checkbox]):not([type=radio])";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector("dialog[open]")) return;
  const on = event.target instanceof Element ? event.target : document.body;
  if (on.closest(WRITING)) return;
  if (isPicking() && pickingKey(event)) { event.preventDefault(); return; }
  if (event.key === "Escape") { tell("do", "escape"); return; }
  if (event.key === "Enter" && isPicking()) { event.preventDefault(); tell("do", "mark"); return; }
  const radio = on.closest("[role=radiogroup]");
  const doing = DOING.get(event.key) ?? (radio ? null : on.closest("[role=listbox]") ? { ArrowDown: "nextUnit", ArrowUp: "previousUnit" }[event.key] : ALSO[event.key]);
  if (!doing) return;
  event.preventDefault();
  tell("do", doing);
});

export function bar() {
  $("keys").replaceChildren(...KEYS.filter((one) => one[3]).map(([key, doing, title, name]) =>
    el("button", { type: "button", title, "data-key": key, pointerdown: (event) => { if (doing === "mark") event.preventDefault(); }, click: () => tell("do", doing) }, el("kbd", {}, key), " ", name)));
}

export function help() {
  const dialog = $("help");
  dialog.replaceChildren(
    el("form", { method: "dialog" }, el("button", { "aria-label": "Close" }, "×")),
    el("h2", { id: "help-title" }, "Keys"),
    el("dl", { class: "columns" }, KEYS.map(([key, , title]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, title)])),
    el("h2", {}, "What the words mean"),
    el("dl", {}, [
      ["issue, error", "What a check tells is an issue. It is an error once a person confirms it; only errors count in the score."],
      ["disputed", "As many reviewers say that it is an error as say that it is none. Both are kept."],
      ["read", "Somebody read the unit to its end; what is not marked in it is right as far as they see."],
      ["edits", "They are recorded at once, and saved beside the original as NAME.reviewed, in its format; the original stays."],
      ["suspicion", "How many serious errors are to be expected: by length, likelihood and findings. It orders the queue; what could not be judged comes behind what was found."],
    ].map(([term, text]) => [el("dt", {}, term), el("dd", {}, text)])));
  dialog.showModal();
}
