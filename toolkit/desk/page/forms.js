// Forms in the page, where their words are: an edit, a comment, an issue that the toolkit missed.

import { $, el, say } from "./dom.js";
import { categories, severities } from "./findings.js";
import { current, store, tell } from "./store.js";

const draft = (number) => `desk-draft-${number}`;
const keep = (number, text) => { try { if (text === null) sessionStorage.removeItem(draft(number)); else sessionStorage.setItem(draft(number), text); } catch { /* not kept */ } };
const kept = (number) => { try { return sessionStorage.getItem(draft(number)); } catch { return null; } };

export const isOpen = () => Boolean($("form-place")?.hasChildNodes() || document.querySelector("#unit textarea"));

export function close() {
  $("form-place")?.replaceChildren();
  const area = document.querySelector("#unit textarea.edit");
  if (area) { area.closest(".editing").previousElementSibling.hidden = false; area.closest(".editing").remove(); }
  $("unit").focus({ preventScroll: true });
}

function fits(area) { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 4}px`; }

/** Open the translation for writing; the text of the original stays beside it. */
export function edit() {
  const view = current();
  if (!view.editable) { say("The translation has nothing here; write a comment (c).", "bad"); return; }
  close();
  const text = $("translation");
  const half = text?.closest(".half") ?? document.querySelector(".half.translation");
  const shown = text ?? half.querySelector(".missing");
  const area = el("textarea", { class: "edit text", value: kept(view.number) ?? view.text, lang: view.translation.language, dir: "auto", "aria-label": "Translation", spellcheck: true });
  let before = view.text;
  const save = async () => {
    const now = current();
    const done = await store.send({ doing: "edit", unit: view.number, text: area.value, before }, { form: true });
    if (done) { keep(view.number, null); close(); return; }
    before = (store.views.get(view.number) ?? now).text;
  };
  const box = el("div", { class: "editing" }, area, el("p", { class: "row" },
    el("button", { type: "button", class: "main", click: save }, "Save ", el("kbd", {}, "Enter")),
    el("button", { type: "button", click: () => { keep(view.number, null); close(); } }, "Cancel ", el("kbd", {}, "Esc"))));
  area.addEventListener("input", () => { keep(view.number, area.value === view.text ? null : area.value); fits(area); });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); save(); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
  });
  shown.hidden = true;
  shown.after(box);
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
  fits(area);
}

function form(title, parts, submit) {
  close();
  const node = el("form", { class: "small-form", "aria-label": title, submit: (event) => { event.preventDefault(); submit(); } },
    el("h3", {}, title), ...parts,
    el("p", { class: "row" }, el("button", { type: "submit", class: "main" }, "Save ", el("kbd", {}, "Enter")), el("button", { type: "button", click: close }, "Cancel ", el("kbd", {}, "Esc"))));
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); }
    if (event.key === "Enter" && event.target.tagName === "TEXTAREA" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
  });
  $("form-place").append(node);
  node.scrollIntoView({ block: "nearest" });
  return node;
}

/** Ask for a comment on the chosen finding, or on the unit where there is none. */
export function comment() {
  const view = current();
  const finding = view.findings[store.finding];
  const area = el("textarea", { rows: 2, dir: "auto", maxlength: 10000, "aria-label": "Comment", required: true });
  form(finding ? `Comment on: ${finding.message}` : "Comment on this unit", [area], async () => {
    if (!area.value.trim()) { area.focus(); return; }
    if (await store.send({ doing: "comment", unit: view.number, finding: finding ? finding.number : null, comment: area.value }, { form: true })) close();
  });
  area.focus();
}

let lastCategory = "accuracy/mistranslation";

/** Ask what kind of error the selected words are. */
export function missed({ spans, words }) {
  const view = current();
  let severity = "minor";
  const category = categories(lastCategory);
  const text = el("input", { type: "text", maxlength: 10000, dir: "auto", "aria-label": "Comment", placeholder: "Comment (optional)" });
  form("Missed by the toolkit", [el("p", { class: "message", dir: "auto" }, el("q", {}, words)),
    el("div", { class: "class" }, severities(severity, "severity-missed", (chosen) => { severity = chosen; }), category), text], async () => {
    lastCategory = category.value;
    if (await store.send({ doing: "missed", unit: view.number, spans, category: category.value, severity, comment: text.value }, { form: true })) {
      close();
      tell("go", { unit: view.number, finding: (current()?.findings.length ?? 0) + (current()?.missed.length ?? 1) - 1 });
    }
  });
  category.focus();
}
