(() => {
  // Tables: what has no value stands last whichever way; equals keep their order.
  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows);
    rows.forEach((row, number) => { row.dataset.order = number; });
    const heads = Array.from(table.tHead.rows[0].cells);
    const value = (row, column, kind) => {
      const text = row.cells[column].dataset.value;
      return kind === "number" ? (text === "" ? null : Number(text)) : text;
    };
    const compare = (column, kind, direction) => (left, right) => {
      const [a, b] = [value(left, column, kind), value(right, column, kind)];
      if (a === b) return left.dataset.order - right.dataset.order;
      if (a === null || b === null) return a === null ? 1 : -1;
      return direction * (kind === "number" ? a - b : a.localeCompare(b, "en"));
    };
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(head.querySelector("span"));
      head.prepend(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => {
        const first = head.dataset.sort === "number" ? "descending" : "ascending";
        const other = first === "descending" ? "ascending" : "descending";
        const order = head.getAttribute("aria-sort") === first ? other : first;
        heads.forEach((one) => one.setAttribute("aria-sort", one === head ? order : "none"));
        body.append(...[...rows].sort(compare(column, head.dataset.sort, order === "ascending" ? 1 : -1)));
        table.dispatchEvent(new Event("sorted"));
      });
    });
  }
})();
