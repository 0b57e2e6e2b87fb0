// Long tables: on a phone their cells say which column they are of. Each table is
// sorted by itself, within the groups of its rows, and one filter is for all of a
// page. What is chosen stays in the address, so that it can be sent on:
// ?filter=risk&sort=3 or ?sort=-3 for descending.
{
  const words = document.currentScript.dataset;
  const tables = [...document.querySelectorAll("table.list:not(.still)")].map((table) => ({
    table, heads: [...table.tHead.rows[0].cells],
    groups: [...table.tBodies].map((body) => ({ body, rows: [...body.rows].filter((row) => !row.querySelector("[scope=rowgroup]")) })),
  }));
  const rowsOf = ({ groups }) => groups.flatMap(({ rows }) => rows);
  const all = tables.flatMap(rowsOf);
  const address = new URL(location);
  const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true, sensitivity: "base" });
  const text = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
  const order = (x, y) => x - y || collator.compare(x, y);

  const remember = (key, value) => {
    if (value) address.searchParams.set(key, value);
    else address.searchParams.delete(key);
    address.hash = location.hash;
    try {
      history.replaceState(null, "", address);
    } catch {
      // Opened from a disk, where some browsers refuse: the choice isn't kept.
    }
  };

  // Numbers stand by their size. Rows without a value stand last in both directions.
  const sort = ({ groups, heads }, column, down) => {
    heads.forEach((head) => head.removeAttribute("aria-sort"));
    for (const { body, rows } of groups) {
      body.append(...column < 0 ? rows : rows.toSorted((a, b) => {
        const x = text(a, column), y = text(b, column);
        if (!x || !y) return !x - !y;
        return down ? order(y, x) : order(x, y);
      }));
    }
    if (column >= 0) heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
  };

  const addSorting = (list) => {
    const { heads } = list;
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        if (now === "descending") {
          sort(list, -1, false);
          if (tables.length === 1) remember("sort", "");
          return;
        }
        sort(list, column, now === "ascending");
        if (tables.length === 1) remember("sort", (now === "ascending" ? "-" : "") + (column + 1));
      });
    });
    const chosen = Number.parseInt(address.searchParams.get("sort"), 10);
    if (tables.length === 1 && chosen && Math.abs(chosen) <= heads.length) sort(list, Math.abs(chosen) - 1, chosen < 0);
  };

  const addFilter = () => {
    const box = document.createElement("div");
    box.className = "filter";
    const label = document.createElement("label");
    label.textContent = words.filter;
    label.htmlFor = "page.filter";
    const input = document.createElement("input");
    input.type = "search";
    input.id = "page.filter";
    input.autocomplete = "off";
    input.value = address.searchParams.get("filter") ?? "";
    const count = document.createElement("output");
    count.htmlFor = input.id;
    const texts = new Map(all.map((row) => [row, [...row.cells].map((cell) => cell.textContent).join(" ").toLowerCase()]));

    const apply = () => {
      const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [row, content] of texts) {
        row.hidden = !wanted.every((word) => content.includes(word));
        if (!row.hidden) shown++;
      }
      for (const { groups } of tables) {
        for (const { body, rows } of groups) body.hidden = rows.every((row) => row.hidden);
      }
      count.textContent = wanted.length ? words.shown.replace("{n}", shown).replace("{total}", all.length) : "";
    };
    input.addEventListener("input", () => {
      apply();
      remember("filter", input.value.trim());
    });
    apply();
    box.append(label, input, count);
    const { table } = tables[0];
    table.closest(".table").before(box);
  };

  for (const table of document.querySelectorAll("table.list:not(.stacked, .phases, .crosswalk)")) {
    const heads = table.tHead.rows[0].cells;
    for (const cell of table.querySelectorAll("tbody td")) cell.dataset.label = heads[cell.cellIndex].textContent;
    table.classList.add("stacked");
  }
  for (const list of tables) {
    if (rowsOf(list).length > 1) addSorting(list);
  }
  if (all.length > 1) addFilter();
}
