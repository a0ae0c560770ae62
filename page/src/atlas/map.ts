// All states at once: a heat map that a pointer or the arrow keys walk.
import { byId, make } from "../shared/dom";
import { line } from "./chart";
import { range, say, worth, type Cell, type Layer, type Numbers } from "./numbers";
import type { Choose, Links } from "./state";

const BOUNDS = [0.1, 0.3, 1, 3, 10];
const GRADES = ["grade.0", "grade.1", "grade.2", "grade.3", "grade.4", "grade.5"] as const;
const STEPS: Readonly<Record<string, readonly [number, number]>> =
  { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const LEFT = 40, TOP = 40, LISTED = 25;

interface Spot { readonly row: number; readonly column: number }
interface View {
  readonly down: readonly number[];
  readonly across: readonly number[];
  readonly width: number;
  readonly height: number;
}

const grade = (code: number): number => BOUNDS.filter((bound) => worth(code) >= bound).length;

export class HeatMap {
  private readonly canvas = byId<HTMLCanvasElement>("map");
  private readonly rows = byId<HTMLSelectElement>("rows");
  private readonly columns = byId<HTMLSelectElement>("columns");
  private view: View = { down: [], across: [], width: 1, height: 1 };
  private spot: Spot | null = null;
  private tabled = "";

  constructor(
    private readonly numbers: Numbers, private readonly links: Links,
    private readonly layer: () => Layer, private readonly choose: Choose,
  ) {
    this.legend();
    this.selects();
    this.canvas.addEventListener("pointermove", (event) => this.move(this.point(event)));
    this.canvas.addEventListener("click", (event) => this.follow(this.point(event)));
    this.canvas.addEventListener("keydown", (event) => this.key(event));
  }

  /** Forget which cell is pointed at. */
  forget(): void {
    this.spot = null;
  }

  private legend(): void {
    const item = (look: string, words: string): void => {
      const made = make("li");
      made.append(make("span", "", `swatch ${look}`), words);
      byId("legend").append(made);
    };
    GRADES.forEach((key, k) => item(`w${k}`, say(key)));
    item("wnone", say("not-observed"));
  }

  private selects(): void {
    const regions = [...new Set(this.numbers.told.states.map(([, , region]) => region))].sort();
    const offers = [["all", say("all-states")], ["top", say("top-states")], ...regions.map((one) => [one, one])];
    for (const [select, first] of [[this.rows, "all"], [this.columns, "top"]] as const) {
      for (const [value, label] of offers) {
        const option = make("option", label ?? "");
        option.value = value ?? "";
        select.append(option);
      }
      select.value = first;
      select.onchange = () => { this.spot = null; this.show(); };
    }
  }

  private order(): number[] {
    const rank = new Map(this.numbers.spanOf(this.layer().year).holders.map(([place], k) => [place, k]));
    return [...this.layer().here].sort((one, other) => (rank.get(one) ?? 999) - (rank.get(other) ?? 999));
  }

  private chosen(select: HTMLSelectElement, sorted: readonly number[]): readonly number[] {
    if (select.value === "all") return sorted;
    if (select.value === "top") return sorted.slice(0, 40);
    return sorted.filter((place) => this.numbers.told.states[place]?.[2] === select.value);
  }

  private cell(to: number, by: number): Cell | null {
    return to === by ? null : this.numbers.cell(this.layer(), to, by);
  }

  private code(place: number): string {
    return this.numbers.told.states[place]?.[0] ?? "";
  }

  show(): void {
    const { canvas } = this;
    const sorted = this.order(), down = this.chosen(this.rows, sorted), across = this.chosen(this.columns, sorted);
    const wide = canvas.parentElement?.clientWidth ?? 0, ratio = devicePixelRatio || 1;
    const style = getComputedStyle(document.documentElement);
    const value = (name: string): string => style.getPropertyValue(name);
    const paint = GRADES.map((_, k) => value(`--h${k}`));
    const width = Math.min((wide - LEFT) / Math.max(across.length, 1), 34);
    const height = Math.min(Math.max(down.length > 90 ? 5 : 14, 4), 18);
    const tall = TOP + height * down.length;
    canvas.width = Math.round(wide * ratio);
    canvas.height = Math.round(tall * ratio);
    canvas.style.height = `${tall}px`;
    const pen = canvas.getContext("2d");
    if (!pen) return;
    pen.scale(ratio, ratio);
    pen.clearRect(0, 0, wide, tall);
    const none = value("--none");
    down.forEach((to, row) => across.forEach((by, column) => {
      const one = this.cell(to, by);
      pen.fillStyle = one ? paint[grade(one[0])] ?? none : none;
      pen.fillRect(LEFT + column * width, TOP + row * height, width - (width > 6 ? 0.6 : 0), height - (height > 6 ? 0.6 : 0));
    }));
    this.view = { down, across, width, height };
    this.names(pen, value("--ink"), value("--sans"));
    if (this.spot) this.frame(pen, value("--b"), this.spot);
    this.showTable(down, across);
  }

  private names(pen: CanvasRenderingContext2D, ink: string, font: string): void {
    const { down, across, width, height } = this.view;
    pen.fillStyle = ink;
    pen.font = `11px ${font}`;
    pen.textBaseline = "middle";
    const everyRow = Math.ceil(12 / height), everyColumn = Math.ceil(13 / width);
    down.forEach((to, row) => { if (row % everyRow === 0) pen.fillText(this.code(to), 4, TOP + (row + 0.5) * height); });
    across.forEach((by, column) => {
      if (column % everyColumn) return;
      pen.save();
      pen.translate(LEFT + (column + 0.5) * width, TOP - 5);
      pen.rotate(-Math.PI / 2);
      pen.fillText(this.code(by), 0, 0);
      pen.restore();
    });
  }

  private frame(pen: CanvasRenderingContext2D, colour: string, { row, column }: Spot): void {
    const { down, across, width, height } = this.view;
    pen.strokeStyle = colour;
    pen.lineWidth = 2;
    pen.strokeRect(LEFT + column * width - 1, TOP + row * height - 1, width + 2, height + 2);
    pen.globalAlpha = 0.5;
    pen.lineWidth = 1;
    pen.strokeRect(LEFT, TOP + row * height, width * across.length, height);
    pen.strokeRect(LEFT + column * width, TOP, width, height * down.length);
    pen.globalAlpha = 1;
  }

  private showTable(down: readonly number[], across: readonly number[]): void {
    const { year } = this.layer();
    const key = [year, this.rows.value, this.columns.value].join();
    if (key === this.tabled) return;
    this.tabled = key;
    const pairs = down.flatMap((to) => across.flatMap((by): [number, number, Cell][] => {
      const value = this.cell(to, by);
      return value && value[0] > 1 ? [[to, by, value]] : [];
    })).sort(([, , one], [, , other]) => other[0] - one[0]).slice(0, LISTED);
    byId("map-caption").textContent = say("map-caption", { count: pairs.length, year });
    byId("map-table").replaceChildren(...pairs.map(([to, by, value]) => line([
      this.links.pair(to, by, this.numbers.name(to)), this.numbers.name(by), make("span", range(value), "number")])));
  }

  private at(spot: Spot | null): [number, number] | null {
    const to = spot && this.view.down[spot.row], by = spot && this.view.across[spot.column];
    return typeof to === "number" && typeof by === "number" ? [to, by] : null;
  }

  private tell(): void {
    const pair = this.at(this.spot);
    if (!pair) return;
    const value = this.cell(...pair), { year } = this.layer();
    const [to, by] = [this.numbers.name(pair[0]), this.numbers.name(pair[1])];
    byId("cell").textContent = pair[0] === pair[1] ? to
      : value ? say("cell", { to, by, year, loss: range(value), share: value[3] }) : say("cell-unseen", { to, by, year });
  }

  private point(event: MouseEvent): Spot | null {
    const box = this.canvas.getBoundingClientRect(), { down, across, width, height } = this.view;
    const column = Math.floor((event.clientX - box.left - LEFT) / width);
    const row = Math.floor((event.clientY - box.top - TOP) / height);
    return row >= 0 && column >= 0 && row < down.length && column < across.length ? { row, column } : null;
  }

  private move(next: Spot | null): void {
    if (!next || (this.spot && next.row === this.spot.row && next.column === this.spot.column)) return;
    this.spot = next;
    this.show();
    this.tell();
  }

  private follow(spot: Spot | null): void {
    const pair = this.at(spot);
    if (pair) this.choose(...pair);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Enter") this.follow(this.spot);
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const at = this.spot ?? { row: -step[0] || 0, column: -step[1] || 0 };
    const within = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
    this.move({
      row: within(at.row + step[0], this.view.down.length - 1),
      column: within(at.column + step[1], this.view.across.length - 1),
    });
  }
}
