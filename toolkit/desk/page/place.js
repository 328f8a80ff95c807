// Where the reviewer is, in the address: a page loaded again, and the way back, lead to the same place.

import { filters } from "./filters.js";
import { store } from "./store.js";

export function read() {
  const query = Object.fromEntries(new URLSearchParams(location.search));
  const { unit, finding, token: _, ...rest } = query;
  const number = (text) => (/^\d{1,9}$/.test(text ?? "") ? Number(text) : undefined);
  return { unit: number(unit), finding: number(finding) ?? 0, filters: rest };
}

export function remember(jump = false) {
  const query = new URLSearchParams({ ...filters(), ...(store.unit === null ? {} : { unit: store.unit }), ...(store.finding ? { finding: store.finding } : {}) });
  const address = `/?${query}`;
  // The token goes from the address: it is in a cookie by now.
  if (jump && !location.search.includes("token=") && address !== location.pathname + location.search) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}
