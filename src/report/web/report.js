// Sorts tables by a click on a column's heading and filters long ones. The page is complete without it.
"use strict";
(() => {
  const language = document.documentElement.lang;
  const { sort, filter } = document.body.dataset;
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);

  const key = (row, column) => {
    const cell = row.cells[column];
    if (cell.dataset.order === undefined) return cell.textContent.trim();
    return cell.dataset.order === "" ? Number.NEGATIVE_INFINITY : Number(cell.dataset.order);
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? (a === b ? 0 : a < b ? -1 : 1) :
    String(a).localeCompare(String(b), language, { numeric: true });

  const sortBy = (table, column, heading) => {
    const down = heading.getAttribute("aria-sort") !== "descending";
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => ({ row, key: key(row, column) }));
    rows.sort((a, b) => (down ? compare(b.key, a.key) : compare(a.key, b.key)));
    body.append(...rows.map((entry) => entry.row));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  };

  for (const table of document.querySelectorAll("table")) {
    const rows = table.tBodies[0].rows;
    if (rows.length < 2) continue;
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      // No <button>: browsers print it on the first page of a table only.
      const button = document.createElement("span");
      button.setAttribute("role", "button");
      button.tabIndex = 0;
      button.title = sort;
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sortBy(table, column, heading));
      button.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        button.click();
      });
      heading.append(button);
    });
    if (rows.length < 18) continue;
    const field = document.createElement("input");
    field.type = "search";
    field.placeholder = filter;
    field.setAttribute("aria-label", filter);
    field.setAttribute("aria-controls", table.id);
    field.className = "filter";
    field.addEventListener("input", () => {
      const wanted = folded(field.value.trim());
      for (const row of table.tBodies[0].rows) row.hidden = !folded(row.textContent).includes(wanted);
    });
    table.parentElement.before(field);
  }
})();
