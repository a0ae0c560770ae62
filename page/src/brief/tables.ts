// Tables: sorted by their heads, filtered when long, shown a page at a time when very long,
// and walked by the arrow keys when they hold many figures.
import { button, make } from "../shared/dom";
import { language } from "../shared/words";
import { say } from "./words";

const LONG = 20; // rows from which on a filter is offered
const VERY_LONG = 200, PAGE = 100;
const FIGURES = 10; // figures from which on one Tab stop stands for all of a table

const plain = (words: string): string => words.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

/** The number that a cell begins with, as the page's language writes it; nothing when it has none. */
export const numberIn = (words: string, comma: boolean): number | null => {
  const found = /^(\D{0,24}?)([-−]?)(\d[\d.,\u00a0\u202f' ]*)/.exec(words.trim());
  if (!found) return null;
  const [, before = "", sign = "", digits = ""] = found;
  const bare = digits.replace(/[\u00a0\u202f' ]+/g, "").replace(/[.,]+$/, "");
  const value = Number(comma ? bare.replace(/\./g, "").replace(",", ".") : bare.replace(/,/g, ""));
  if (!Number.isFinite(value)) return null;
  return (sign ? -1 : 1) * value - (before.includes("<") ? value / 2 : 0);
};

class Sheet {
  private readonly body: HTMLTableSectionElement;
  private readonly rows: readonly HTMLTableRowElement[];
  private order: readonly HTMLTableRowElement[];
  private readonly words = new Map<HTMLTableRowElement, string>();
  private wanted = "";
  private page = 0;
  private told: HTMLElement | null = null;
  private turns: { earlier: HTMLButtonElement; later: HTMLButtonElement } | null = null;

  constructor(private readonly table: HTMLTableElement, body: HTMLTableSectionElement) {
    this.body = body;
    this.rows = [...body.rows];
    this.order = this.rows;
    if (this.rows.length > 1) this.heads();
    if (this.rows.length > LONG) this.tools();
    this.show();
  }

  private heads(): void {
    const heads = [...(this.table.tHead?.rows[0]?.cells ?? [])];
    heads.forEach((head, column) => {
      const words = (head.textContent ?? "").trim();
      if (!words) return;
      const sort = button("", () => this.sort(heads, head, column), "sort");
      if (head.querySelector("a")) {
        sort.setAttribute("aria-label", say("sort", { head: words }));
        head.append(sort);
      } else {
        sort.append(...head.childNodes);
        head.append(sort);
      }
      head.setAttribute("aria-sort", "none");
    });
  }

  private sort(heads: readonly HTMLElement[], head: HTMLElement, column: number): void {
    const before = head.getAttribute("aria-sort");
    const next = before === "none" ? "ascending" : before === "ascending" ? "descending" : "none";
    heads.forEach((one) => { if (one.hasAttribute("aria-sort")) one.setAttribute("aria-sort", "none"); });
    head.setAttribute("aria-sort", next);
    this.order = next === "none" ? this.rows : this.sorted(column, next === "ascending" ? 1 : -1);
    this.body.append(...this.order);
    this.page = 0;
    this.show();
  }

  private sorted(column: number, sign: number): HTMLTableRowElement[] {
    const comma = new Intl.NumberFormat(language()).format(1.5).includes(",");
    const cells = this.rows.map((row) => (row.cells[column]?.textContent ?? "").trim());
    const numbers = cells.map((words) => numberIn(words, comma));
    const numeric = 2 * numbers.filter((one) => one !== null).length > cells.filter(Boolean).length;
    const compare = new Intl.Collator(language(), { numeric: true }).compare;
    const places = this.rows.map((_, place) => place);
    places.sort((one, other) => {
      const [a, b] = [numbers[one] ?? null, numbers[other] ?? null];
      if (numeric && a !== null && b !== null) return sign * (a - b) || one - other;
      if (numeric && (a === null) !== (b === null)) return a === null ? 1 : -1; // without a number: last
      const [first, second] = [cells[one] ?? "", cells[other] ?? ""];
      if (!first !== !second) return first ? -1 : 1;
      return sign * compare(first, second) || one - other;
    });
    return places.flatMap((place) => this.rows[place] ?? []);
  }

  private tools(): void {
    const bar = make("div", "", "tools"), label = make("label", say("filter"));
    const input = make("input");
    input.type = "search";
    input.autocomplete = "off";
    input.setAttribute("aria-label", say("filter-label"));
    input.addEventListener("input", () => {
      this.wanted = plain(input.value.trim());
      this.page = 0;
      this.show();
    });
    this.told = make("span", "", "told");
    this.told.setAttribute("role", "status");
    label.append(" ", input);
    bar.append(label, this.told);
    if (this.rows.length > VERY_LONG) {
      const turn = (step: number) => () => { this.page += step; this.show(); };
      this.turns = { earlier: button(say("earlier"), turn(-1)), later: button(say("later"), turn(1)) };
      bar.append(this.turns.earlier, this.turns.later);
    }
    (this.table.closest(".scroll") ?? this.table).before(bar);
  }

  private fits(row: HTMLTableRowElement): boolean {
    let words = this.words.get(row);
    if (words === undefined) {
      words = plain(row.textContent ?? "");
      this.words.set(row, words);
    }
    return this.wanted.split(/\s+/).every((part) => words.includes(part));
  }

  private show(): void {
    if (!this.told) return;
    const found = this.wanted ? this.order.filter((row) => this.fits(row)) : this.order;
    const paged = this.rows.length > VERY_LONG;
    const from = paged ? this.page * PAGE : 0, to = Math.min(paged ? from + PAGE : found.length, found.length);
    const visible = new Set(found.slice(from, to));
    for (const row of this.rows) row.hidden = !visible.has(row);
    this.told.textContent = paged && found.length > PAGE
      ? say("rows-page", { from: from + 1, to, all: found.length })
      : say("rows", { shown: found.length, all: this.rows.length });
    if (!this.turns) return;
    this.turns.earlier.disabled = from === 0;
    this.turns.later.disabled = to >= found.length;
  }
}

const links = (row: HTMLTableRowElement): HTMLElement[] => [...row.querySelectorAll<HTMLElement>("a.n")];

/** One Tab stop for a table of many figures; arrows, Home and End move among them. */
const rove = (table: HTMLTableElement): void => {
  const all = [...table.querySelectorAll<HTMLElement>("tbody a.n")];
  if (all.length <= FIGURES) return;
  all.forEach((link, k) => { link.tabIndex = k ? -1 : 0; });
  const hint = make("span", say("arrow-keys"), "keys");
  table.caption?.append(" ", hint);
  const focus = (link: HTMLElement | undefined): void => {
    if (!link) return;
    for (const one of table.querySelectorAll<HTMLElement>("a.n[tabindex='0']")) one.tabIndex = -1;
    link.tabIndex = 0;
    link.focus();
  };
  table.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && target.matches("tbody a.n") && target.tabIndex !== 0) focus(target);
  });
  table.addEventListener("keydown", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("a.n") : null;
    const row = link?.closest("tr");
    if (!link || !row || event.altKey || event.ctrlKey || event.metaKey) return;
    const visible = [...table.querySelectorAll<HTMLTableRowElement>("tbody tr:not([hidden])")].filter((one) => links(one).length);
    const flat = visible.flatMap(links), at = flat.indexOf(link);
    const beside = (step: number): HTMLElement | undefined => {
      const next = visible[visible.indexOf(row) + step], own = links(row);
      if (!next) return undefined;
      const cell = link.closest("td, th") as HTMLTableCellElement | null;
      const same = cell && next.cells[cell.cellIndex]?.querySelector<HTMLElement>("a.n");
      return same ?? links(next)[Math.min(own.indexOf(link), links(next).length - 1)];
    };
    const back = getComputedStyle(table).direction === "rtl" ? 1 : -1;
    const moves: Readonly<Record<string, () => HTMLElement | undefined>> = {
      ArrowDown: () => beside(1), ArrowUp: () => beside(-1),
      ArrowLeft: () => flat[at + back], ArrowRight: () => flat[at - back],
      Home: () => flat[0], End: () => flat[flat.length - 1],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    focus(move());
  });
};

// On a phone a row is shown as a block, and each cell is named by its head.
const nameCells = (table: HTMLTableElement, heads: readonly string[]): void => {
  for (const row of table.tBodies[0]?.rows ?? [])
    for (const cell of row.cells) cell.dataset["head"] = heads[cell.cellIndex] ?? "";
};

/** Make the tables below an element work. */
export const upgradeTables = (root: ParentNode): void => {
  for (const table of root.querySelectorAll<HTMLTableElement>("main table:not([data-ready])")) {
    const body = table.tBodies[0];
    if (!body) continue;
    table.dataset["ready"] = "yes";
    if (table.matches(".quotes, .wide"))
      nameCells(table, [...(table.tHead?.rows[0]?.cells ?? [])].map((head) => head.textContent ?? ""));
    new Sheet(table, body);
    rove(table);
  }
};
