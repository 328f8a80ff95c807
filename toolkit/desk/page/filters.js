// Which units are in the queue: the form of filters, and the same in the page's address, so that it comes back.

import { get } from "./api.js";
import { $, el, plural } from "./dom.js";
import { setOrder, store, tell } from "./store.js";

const form = $("filters");
const NAMES = ["text", "document", "state", "severity", "check", "reviewer", "order"];

export const filters = () => Object.fromEntries(NAMES.map((name) => [name, form.elements[name].value.trim()]).filter(([name, value]) => value && !(name === "order" && value === "suspicion")));

export function fill() {
  const { documents, checks, reviewers } = store.desk;
  const add = (name, options) => form.elements[name].append(...options.map(([value, text]) => el("option", { value }, text)));
  add("document", documents.map((one) => [one.number, one.failure ? `${one.name} (failed)` : one.version ? `${one.version} (${one.group})` : one.name]));
  form.elements.document.closest("label").hidden = documents.length < 2;
  add("check", checks.map((check) => [check, check]));
  people(reviewers);
}

export function people(reviewers) {
  const select = form.elements.reviewer;
  const known = [...select.options].map((option) => option.value);
  select.append(...reviewers.filter((name) => !known.includes(name)).map((name) => el("option", { value: name }, name)));
  select.closest("label").hidden = select.options.length < 2;
}

export function set(values) {
  for (const name of NAMES) {
    const control = form.elements[name], value = values[name] ?? (name === "order" ? "suspicion" : "");
    if (control.tagName === "SELECT" && value && ![...control.options].some((option) => option.value === value)) control.append(el("option", { value }, value));
    control.value = value;
    control.classList.toggle("on", Boolean(value) && value !== "suspicion");
  }
}

const STATES = { accepted: ["confirmed", "fixed", "tolerated"], dismissed: ["false_alarm"], open: ["open"], disputed: ["disputed"] };

/** Whether a finding is one for which its unit is in the queue. */
export function wants(finding) {
  const { check, severity, state } = filters();
  return (!check || finding.check === check) && (!severity || finding.told === severity) && (!STATES[state] || STATES[state].includes(finding.state));
}

/** Ask which units pass, and show how many. */
export async function apply() {
  const chosen = filters();
  for (const name of NAMES) form.elements[name].classList.toggle("on", Boolean(chosen[name]));
  setOrder(await get(`/api/found?${new URLSearchParams(chosen)}`));
  const narrowed = Object.keys(chosen).some((name) => name !== "order");
  $("count").replaceChildren(narrowed ? `${store.order.length.toLocaleString("en")} of ${plural(store.rows.length, "unit")}` : plural(store.rows.length, "unit"),
    narrowed ? el("button", { type: "button", class: "link", click: () => { set({}); tell("filters"); } }, "show all") : "");
  tell("order");
}

export const search = () => { form.elements.text.focus(); form.elements.text.select(); };

$("fold").addEventListener("click", () => { const fold = $("fold"); fold.setAttribute("aria-expanded", String(fold.getAttribute("aria-expanded") === "false")); });

let typing = 0;
form.addEventListener("submit", (event) => { event.preventDefault(); tell("filters"); });
form.addEventListener("change", (event) => {
  if (event.target.name === "text") return;
  tell("filters");
  event.target.blur();  // j and k walk through findings again, not through the options
});
form.elements.text.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(() => tell("filters"), 200); });
form.elements.text.addEventListener("keydown", (event) => { if (event.key === "Escape" || event.key === "Enter") { event.preventDefault(); $("unit").focus(); } });
