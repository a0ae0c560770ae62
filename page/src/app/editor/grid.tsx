// A table as a grid: arrow keys move, Enter edits, and only rows in sight are drawn.
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Pages } from "../parts/pages";
import { say } from "../say";
import type { Column, Problem, Row, Value } from "../types";
import { FEW, Field } from "./field";
import { choicesOf, nameOf, shown, taken, typed } from "./values";

const HEIGHT = 38;
const BEYOND = 6;
const WIDTHS: Readonly<Record<string, number>> = { number: 7, integer: 6, flag: 6, choice: 13, date: 8, list: 15, longtext: 22, records: 9, text: 13 };
const IN_FORM = new Set(["longtext", "list", "records"]);

export interface Spot { readonly row: number; readonly column: number }

interface Props {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly pages: Pages<Row>;
  readonly spot: Spot;
  readonly move: (spot: Spot, focus: boolean) => void;
  readonly problems: readonly Problem[];
  readonly waiting: (row: string) => Readonly<Record<string, Value>>;
  readonly change: (base: Row, row: Row, column: Column, value: Value) => void;
  readonly drafting: (row: Row, column: Column, text: string | null) => void;
  readonly form: (row: Row, column: Column) => void;
  readonly describedby: string;
  readonly grab: number;
}

interface Typing { readonly row: string; readonly base: Row; readonly column: number; readonly text: string; readonly wrong: string }

/** How wide a column is, in rem. */
const width = (column: Column): number => Math.max(WIDTHS[column.type] ?? 12, Math.min(16, column.name.length * 0.62 + 1.4));

/** The grid. */
export const Grid = (props: Props) => {
  const { columns, pages, spot, move, problems } = props;
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLElement>(null);
  const [top, scroll] = useState(0);
  const [room, measure] = useState(500);
  const [typing, type] = useState<Typing | null>(null);
  const total = pages.total ?? 0;
  const first = Math.max(0, Math.floor(top / HEIGHT) - BEYOND);
  const last = Math.min(total, Math.ceil((top + room) / HEIGHT) + BEYOND);
  const template = `3.4rem ${columns.map((column) => `${width(column)}rem`).join(" ")}`;

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const look = (): void => measure(element.clientHeight || 500);
    look();
    const watching = new ResizeObserver(look);
    watching.observe(element);
    return () => watching.disconnect();
  }, []);
  useEffect(() => { pages.want(first, last); }, [first, last, total]);

  // The cell in focus is brought into sight; then it takes the focus.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || total === 0) return;
    const above = spot.row * HEIGHT, view = element.clientHeight - HEIGHT;
    if (above < element.scrollTop) element.scrollTop = above;
    else if (above + HEIGHT > element.scrollTop + view) element.scrollTop = above + HEIGHT - view;
  }, [spot.row, total]);
  // Before the next key comes: a fast typist must lose none.
  useLayoutEffect(() => {
    if (!props.grab) return;
    const seek = (turns: number): void => {
      const cell = box.current?.querySelector<HTMLElement>('[data-spot="here"]');
      if (cell) cell.focus({ preventScroll: false });
      else if (turns) requestAnimationFrame(() => seek(turns - 1));
    };
    seek(20);
  }, [props.grab]);
  useLayoutEffect(() => {
    const element = field.current;
    if (!typing || !element) return;
    element.focus();
    if (element instanceof HTMLInputElement) element.setSelectionRange(element.value.length, element.value.length);
  }, [typing?.row, typing?.column]);

  const begin = (row: Row, column: number, text?: string): void => {
    const about = columns[column];
    if (!about) return;
    if (IN_FORM.has(about.type)) { props.form(row, about); return; }
    const now = { ...row, ...props.waiting(row.id) }[about.name] as Value | undefined;
    type({ row: row.id, base: row, column, text: text ?? typed(about, now), wrong: "" });
  };
  const commit = (row: Row): boolean => {
    if (!typing) return true;
    const about = columns[typing.column];
    if (!about) return true;
    const { value, wrong } = taken(about, typing.text);
    if (wrong !== undefined) { type({ ...typing, wrong }); return false; }
    const now = { ...typing.base, ...props.waiting(row.id) }[about.name] as Value | undefined;
    type(null);
    props.drafting(row, about, null);
    if (typed(about, now) !== typed(about, value)) props.change(typing.base, row, about, value ?? null);
    return true;
  };
  const step = (rows: number, across: number): void => move({
    row: Math.max(0, Math.min(total - 1, spot.row + rows)), column: Math.max(0, Math.min(columns.length - 1, spot.column + across)),
  }, true);

  const pressed = (event: KeyboardEvent): void => {
    const row = pages.at(spot.row);
    if (typing) {
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        const about = columns[typing.column];
        if (row && about) props.drafting(row, about, null);
        type(null);
        move(spot, true);
      } else if (event.key === "Enter" || event.key === "Tab") {
        event.preventDefault();
        if (row && !commit(row)) return;
        if (event.key === "Tab") step(0, event.shiftKey ? -1 : 1);
        else step(event.shiftKey ? -1 : 1, 0);
      }
      return;
    }
    const page = Math.max(1, Math.floor(room / HEIGHT) - 2);
    const ways: Readonly<Record<string, () => void>> = {
      ArrowDown: () => step(1, 0), ArrowUp: () => step(-1, 0), ArrowLeft: () => step(0, -1), ArrowRight: () => step(0, 1),
      PageDown: () => step(page, 0), PageUp: () => step(-page, 0),
      Home: () => move({ row: event.ctrlKey ? 0 : spot.row, column: 0 }, true),
      End: () => move({ row: event.ctrlKey ? total - 1 : spot.row, column: columns.length - 1 }, true),
      Enter: () => { if (row) begin(row, spot.column); },
      F2: () => { if (row) begin(row, spot.column); },
    };
    const way = ways[event.key];
    if (way && !event.altKey && !(event.metaKey || (event.ctrlKey && !["Home", "End"].includes(event.key)))) {
      event.preventDefault();
      way();
    } else if (event.key.length === 1 && event.key !== "?" && !event.ctrlKey && !event.metaKey && !event.altKey && row) {
      const about = columns[spot.column];
      if (about && !IN_FORM.has(about.type) && about.type !== "flag" && event.key !== " ") {
        event.preventDefault();
        event.stopPropagation();
        const few = choicesOf(about).length <= FEW ? choicesOf(about) : [];
        const begins = (words: string | undefined): boolean => words?.toLowerCase().startsWith(event.key.toLowerCase()) ?? false;
        if (few.length) begin(row, spot.column, few.find((one) => begins(one.value) || begins(one.name))?.value);
        else begin(row, spot.column, event.key);
      } else if (event.key === " ") { event.preventDefault(); begin(row, spot.column); }
    }
  };

  const cell = (row: Row, index: number, column: Column, k: number, wait: Readonly<Record<string, Value>>): ComponentChildren => {
    const here = spot.row === index && spot.column === k;
    const mine = typing && typing.row === row.id && typing.column === k ? typing : null;
    const value = { ...row, ...wait }[column.name] as Value | undefined;
    const wrong = problems.some((one) => one.id === row.id && (one.column === column.name || (!one.column && k === 0)));
    const name = nameOf(column, value);
    const text = shown(column, value);
    return (
      <div key={column.name} role={k === 0 ? "rowheader" : "gridcell"} aria-colindex={k + 2} tabIndex={here && !mine ? 0 : -1}
        data-spot={here ? "here" : undefined} data-column={column.name} aria-describedby={here ? props.describedby : undefined} aria-invalid={wrong || undefined}
        class={`g-cell ${column.type} ${column.name in wait ? "unsaved" : ""} ${wrong ? "bad" : ""} ${mine ? "typing" : ""}`}
        title={!mine && text.length > 18 ? text : undefined}
        onMouseDown={() => { if (!mine) move({ row: index, column: k }, false); }}
        onFocus={() => { if (!here) move({ row: index, column: k }, false); }}
        onDblClick={() => begin(row, k)}>
        {mine ? (
          <Field id="cell-field" column={column} value={mine.text} label={say("cell.label", { column: column.label ?? column.name })} field={field}
            wrong={mine.wrong} describedby="cell-wrong"
            change={(next) => { type({ ...mine, text: next, wrong: "" }); props.drafting(row, column, next); }} />
        ) : <span class="g-text"><bdi>{text}</bdi>{name ? <span class="g-name"> <bdi>{name}</bdi></span> : null}</span>}
        {mine?.wrong ? <span id="cell-wrong" class="g-wrong" role="alert">{mine.wrong}</span> : null}
      </div>
    );
  };

  const rows: ComponentChildren[] = [];
  for (let k = first; k < last; k += 1) {
    const row = pages.at(k);
    const wait = row ? props.waiting(row.id) : {};
    const wrong = row ? problems.filter((one) => one.id === row.id) : [];
    rows.push(
      <div key={k} role="row" aria-rowindex={k + 2} class={`g-row ${wrong.length ? "has-problem" : ""} ${spot.row === k ? "here" : ""}`} style={{ top: `${k * HEIGHT}px`, gridTemplateColumns: template }}>
        <div role="gridcell" aria-colindex={1} class="g-num">{k + 1}{wrong.length ? <span class="g-flag" role="img" aria-label={say("row.problem", { n: wrong.length })}>!</span> : null}</div>
        {row ? columns.map((column, c) => cell(row, k, column, c, wait)) : <div role="gridcell" class="g-cell wait" aria-colspan={columns.length}>…</div>}
      </div>,
    );
  }
  return (
    <div ref={box} class="g-box" role="grid" aria-label={props.label} aria-rowcount={total + 1} aria-colcount={columns.length + 1}
      onScroll={(event) => scroll(event.currentTarget.scrollTop)} onKeyDown={pressed}
      onFocusOut={(event) => {
        if (!typing || !(event.target instanceof HTMLElement) || event.target !== field.current) return;
        const row = [...pages.known.values()].find((one) => one.id === typing.row);
        if (row && !commit(row)) return;
      }}>
      <div role="rowgroup" class="g-heads">
        <div role="row" aria-rowindex={1} class="g-head" style={{ gridTemplateColumns: template }}>
          <div role="columnheader" aria-colindex={1} class="g-num"><span class="unseen">{say("row")}</span></div>
          {columns.map((column, k) => (
            <div key={column.name} role="columnheader" aria-colindex={k + 2} class={`g-cell ${column.type}`} title={column.help ?? undefined}>
              {(column.label ?? column.name).replaceAll("_", " ")}{column.required ? <span class="must" title={say("column.required")}> *</span> : null}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" class="g-rows" style={{ height: `${Math.max(1, total) * HEIGHT}px` }}>
        {total === 0 ? <div role="row" class="g-none"><div role="gridcell" aria-colspan={columns.length + 1}>{pages.total === null ? say("waiting") : say("table.empty")}</div></div> : rows}
      </div>
    </div>
  );
};
