// Elements made by hand: every text goes in as text, never as markup.

export const $ = (id) => document.getElementById(id);

/** Make an element: properties by name, `data-…` and `aria-…` and `class` as attributes, functions as listeners. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else if (name in element && !name.includes("-") && name !== "list" && name !== "class") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const plural = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

/** Offsets count code points, as the toolkit's do; JavaScript's strings count halves of some. */
export const points = (text) => { let count = 0; for (const _ of text) count += 1; return count; };

export const clock = (time) => {
  const date = new Date(time);
  const today = date.toDateString() === new Date().toDateString();
  return date.toLocaleString("en-GB", today ? { hour: "2-digit", minute: "2-digit" }
    : { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
};

export const identity = () => [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

let hiding = 0;
/** Say something for a moment, to screen readers, too. */
export function say(text, kind = "") {
  const status = $("status");
  status.className = `toast ${kind}`;
  status.textContent = text;
  status.hidden = !text;
  clearTimeout(hiding);
  if (kind !== "bad") hiding = setTimeout(() => { status.hidden = true; }, 4000);
}
