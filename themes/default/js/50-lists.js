// Sorting and filtering of a long table. What is chosen stays in the address,
// so that it can be sent on: ?filter=risk&sort=3 or ?sort=-3 for descending.
{
  const words = document.currentScript.dataset;
  const table = document.querySelector("table.list");
  const body = table?.tBodies[0];
  const rows = body ? [...body.rows] : [];
  const heads = table ? [...table.tHead.rows[0].cells] : [];
  const address = new URL(location);
  const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true, sensitivity: "base" });
  const text = (row, column) => row.cells[column].textContent.trim();

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

  // Rows without a value stand last in both directions.
  const sort = (column, down) => {
    heads.forEach((head) => head.removeAttribute("aria-sort"));
    const sorted = column < 0 ? rows : rows.toSorted((a, b) => {
      const x = text(a, column), y = text(b, column);
      if (!x || !y) return !x - !y;
      return down ? collator.compare(y, x) : collator.compare(x, y);
    });
    if (column >= 0) heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
    body.append(...sorted);
  };

  const addSorting = () => {
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        if (now === "descending") {
          sort(-1, false);
          remember("sort", "");
          return;
        }
        sort(column, now === "ascending");
        remember("sort", (now === "ascending" ? "-" : "") + (column + 1));
      });
    });
    const chosen = Number.parseInt(address.searchParams.get("sort"), 10);
    if (chosen && Math.abs(chosen) <= heads.length) sort(Math.abs(chosen) - 1, chosen < 0);
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
    const texts = new Map(rows.map((row) => [row, [...row.cells].map((cell) => cell.textContent).join(" ").toLowerCase()]));

    const apply = () => {
      const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [row, content] of texts) {
        row.hidden = !wanted.every((word) => content.includes(word));
        if (!row.hidden) shown++;
      }
      count.textContent = wanted.length ? words.shown.replace("{n}", shown).replace("{total}", rows.length) : "";
    };
    input.addEventListener("input", () => {
      apply();
      remember("filter", input.value.trim());
    });
    apply();
    box.append(label, input, count);
    table.closest(".table").before(box);
  };

  if (rows.length > 1) {
    addSorting();
    addFilter();
  }
}
