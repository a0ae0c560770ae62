// The case editor: its tables as grids, checked while one types, saved at once, undone at will.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ask, part, query, Refused } from "../api";
import { useCell } from "../cell";
import { Grid, type Spot } from "../editor/grid";
import { HeldEdits } from "../editor/held";
import { RowForm } from "../editor/form";
import { draft, drafted, held, landed, NEW, pending, put, save, saving, undraft } from "../editor/save";
import { acceptedWords, choicesOf, taken } from "../editor/values";
import { moment } from "../figures";
import { Told, Waiting } from "../parts/notice";
import { usePages } from "../parts/pages";
import { go, here, route, to } from "../route";
import { called, say } from "../say";
import { moved, problems, refreshSession, session, tell, version } from "../store";
import type { Column, History, Problem, Row, Rows, Table, Value } from "../types";

const ORDER = ["case", "actors", "pacts", "terms", "powers", "needs", "ties", "stances", "events", "contests", "questions"];
const place = (name: string): number => { const found = ORDER.indexOf(name); return found < 0 ? ORDER.length : found; };

/** Undo or do again, and say what. */
export const turnBack = async (way: "undo" | "redo"): Promise<void> => {
  try {
    await refreshSession();
    const made = await ask<{ version?: number; what?: string }>(`/api/history/${way}`, { method: "POST", body: {}, version: version() });
    moved(made.version);
    await refreshSession();
    tell(say(way === "undo" ? "undone" : "redone", { what: (made.what ?? "").replace(/^((un|re)do of \d+: )+/, "") }));
  } catch (error) {
    tell(error instanceof Refused ? error.message : say("lost.short"));
  }
};

const useHistory = (): History | null => {
  const now = useCell(session)?.version;
  const [found, keep] = useState<History | null>(null);
  useEffect(() => { ask<History>("/api/history").then(keep).catch(() => undefined); }, [now]);
  return found;
};

const HistoryList = ({ entries }: { entries: readonly History["entries"][number][] }) => (
  <details class="history">
    <summary>{say("history")} ({entries.length})</summary>
    {entries.length ? (
      <ol class="history-list" reversed>
        {entries.map((one, k) => (
          <li key={`${one.version}-${k}`}>
            <span class="by">{moment(one.when)}{one.who ? <> · <bdi>{one.who}</bdi></> : null}</span> <bdi>{one.what}</bdi>
            {one.table && one.id ? <> · <a href={to("case", [one.table], { row: one.id })}><bdi>{one.table}: {one.id}</bdi></a></> : null}
          </li>
        ))}
      </ol>
    ) : <p class="how">{say("history.none")}</p>}
  </details>
);

/** A problem of the case, with a link to its cell where that is known. */
export const ProblemLine = ({ one }: { one: Problem }) => (
  <li class={`problem ${one.severity ?? "error"}`}>
    <p><strong>{say(one.severity === "warning" ? "problem.warning" : "problem.error")}</strong> <bdi>{one.what}</bdi>{" "}
      {one.table ? <a href={to("case", [one.table], { row: one.id ?? undefined, column: one.column ?? undefined })}><bdi>{one.where}</bdi></a> : <code>{one.where}</code>}</p>
    {one.accepted ? <p class="how"><span class="by">{say("accepted")}</span> <bdi>{one.accepted}</bdi></p> : null}
    {one.hint ? <p class="how"><span class="by">{say("hint")}</span> <bdi>{one.hint}</bdi></p> : null}
  </li>
);

const About = ({ column, row, wrong }: { column: Column | undefined; row: Row | undefined; wrong: readonly Problem[] }) => {
  if (!column) return <div id="cell-bar" class="cell-bar" />;
  const choices = choicesOf(column);
  return (
    <div id="cell-bar" class="cell-bar">
      <p><strong>{(column.label ?? column.name).replaceAll("_", " ")}</strong>{column.unit ? ` (${column.unit})` : ""}{column.required ? ` · ${say("column.required")}` : ""}. {(column.help ?? "").replaceAll("`", "")}
        {acceptedWords(column) ? ` ${say("accepted")} ${acceptedWords(column)}` : choices.length && choices.length <= 8 ? ` ${say("accepted")} ${choices.map((one) => one.value).join(", ")}` : ""}</p>
      {row ? <p class="how"><code>{row.id}</code>{/^(tie|need|term)\./.test(row.id) ? <> · <a href={here({ why: row.id.replace(/~\d+$/, "") })}>{say("row.why")}</a></> : null}</p> : null}
      {wrong.map((one, k) => <p key={k} class={`cell-problem ${one.severity ?? "error"}`}><bdi>{one.what}</bdi>{one.hint ? <> <span class="by">{say("hint")}</span> <bdi>{one.hint}</bdi></> : null}</p>)}
    </div>
  );
};

const Sheet = ({ table, wanted }: { table: Table; wanted: { row?: string; column?: string; add?: boolean } }) => {
  const now = useCell(session)?.version ?? 0;
  const all = useCell(problems) ?? [];
  useCell(held);
  const arrived = useCell(landed);
  const [words, search] = useState("");
  const [asked, ask2] = useState("");
  useEffect(() => { const timer = setTimeout(() => ask2(words), 200); return () => clearTimeout(timer); }, [words]);
  const pages = usePages<Row>(`${table.name}?${asked}`, now, (offset, limit) =>
    ask<Rows>(`/api/tables/${part(table.name)}${query({ offset, limit, q: asked })}`).then(({ rows, total }) => ({ items: rows, total })));
  const [spot, spotAt] = useState<Spot>({ row: 0, column: 0 });
  const [grab, grabbed] = useState(0);
  const [form, open] = useState<{ row: Row | null; column?: string } | null>(null);
  const found = useRef("");

  // An edited row is drawn as the server now has it, before the whole page is read again.
  useEffect(() => {
    if (!arrived || arrived.edit.table !== table.name || !arrived.row) return;
    const id = arrived.edit.row;
    for (const [index, row] of pages.known) if (row.id === id) pages.patch(index, arrived.row);
  }, [arrived]);
  // A link names a row: its page is fetched, then it is gone to.
  useEffect(() => {
    const goal = `${table.name}/${wanted.row ?? ""}/${wanted.column ?? ""}`;
    if (!wanted.row || pages.total === null || found.current === goal) return;
    for (const [index, row] of pages.known) {
      if (row.id !== wanted.row) continue;
      found.current = goal;
      spotAt({ row: index, column: Math.max(0, table.columns.findIndex((one) => one.name === wanted.column)) });
      grabbed((n) => n + 1);
      return;
    }
    if (pages.known.size < pages.total) pages.want(0, pages.total);
    else found.current = goal;
  });
  useEffect(() => { if (wanted.add) open({ row: null }); }, [wanted.add, table.name]);
  useEffect(() => { if (pages.total !== null && spot.row >= pages.total) spotAt({ ...spot, row: Math.max(0, pages.total - 1) }); }, [pages.total]);

  const mine = useMemo(() => all.filter((one) => one.table === table.name), [all, table.name]);
  const row = pages.at(spot.row);
  const column = table.columns[spot.column];
  const remove = (): void => {
    if (!row) return;
    save({ table: table.name, row: row.id, kind: "delete", base: row, changes: {} });
    tell(say("row.deleted", { id: row.id }));
    grabbed((n) => n + 1);
  };
  const change = (base: Row, of: Row, about: Column, value: Value): void => put(table.name, base, of, { [about.name]: value });
  const drafting = (of: Row, about: Column, text: string | null): void => {
    if (text === null) undraft(table.name, of.id);
    else draft({ table: table.name, row: of.id, base: of, changes: { [about.name]: taken(about, text).value ?? text } });
  };
  return (
    <div class="sheet">
      <div class="line tools">
        <label class="find"><span class="unseen">{say("search")}</span><input type="search" data-search value={words} placeholder={say("search.table")} onInput={(event) => search(event.currentTarget.value)} /></label>
        <span class="by count" role="status">{pages.total === null ? "" : say("rows", { n: pages.total })}</span>
        {table.fixed ? null : <button type="button" onClick={() => open({ row: null })}>{say("row.add")}</button>}
        <button type="button" disabled={!row} onClick={() => { if (row) open({ row, ...(column ? { column: column.name } : {}) }); }}>{say("row.edit")}</button>
        {table.fixed ? null : <button type="button" disabled={!row} onClick={remove}>{say("row.delete")}</button>}
      </div>
      {pages.error ? <Told error={pages.error} again={pages.reload} /> : null}
      <Grid label={table.label ?? called("table", table.name)} columns={table.columns} pages={pages} spot={spot} grab={grab} describedby="cell-bar"
        move={(next, focus) => { spotAt(next); if (focus) grabbed((n) => n + 1); }} problems={mine} waiting={(id) => pending(table.name, id)}
        change={change} drafting={drafting} form={(of, about) => open({ row: of, column: about.name })} />
      <About column={column} row={row} wrong={row ? mine.filter((one) => one.id === row.id) : []} />
      {form ? (
        <RowForm key={form.row?.id ?? NEW} table={table} row={form.row} start={form.column}
          waiting={form.row ? { ...pending(table.name, form.row.id), ...drafted(table.name, form.row.id) } : drafted(table.name, NEW)}
          close={() => { open(null); if (wanted.add) go(here({ add: undefined }), true); }}
          save={(changes) => {
            const base = form.row;
            if (base) put(table.name, base, [...pages.known.values()].find((one) => one.id === base.id) ?? base, changes);
            else save({ table: table.name, row: null, kind: "post", base: null, changes });
            grabbed((n) => n + 1);
          }} />
      ) : null}
    </div>
  );
};

/** The case editor. */
export const Editor = () => {
  const now = useCell(route);
  const about = useCell(session);
  const wrong = useCell(problems);
  const state = useCell(saving);
  const past = useHistory();
  const [tables, keep] = useState<readonly Table[] | null>(null);
  const [error, tellError] = useState<unknown>(null);
  const load = (): void => {
    ask<{ tables?: readonly Table[]; rows?: readonly Table[] }>("/api/tables")
      .then((found) => { keep([...(found.tables ?? found.rows ?? [])].filter((one) => one.name !== "claims").sort((a, b) => place(a.name) - place(b.name))); tellError(null); })
      .catch(tellError);
  };
  // Names beside codes follow the case: they are read again with every version.
  useEffect(load, [about?.version, about?.case?.name]);
  if (error && !tables) return <Told error={error} again={load} />;
  if (!tables) return <Waiting />;
  const table = tables.find((one) => one.name === now.path[0]) ?? tables[0];
  const counted = (one: Table): number | undefined => one.count ?? one.total;
  const faults = (wrong ?? []).filter((one) => one.severity !== "warning");
  return (
    <>
      <div class="line title-line">
        <h1 tabIndex={-1}>{say("place.case")}</h1>
        <p class={`save-state ${state.state}`} role="status">{say(`saving.${state.state}`)}</p>
        <button type="button" disabled={!past?.can_undo} aria-keyshortcuts="Control+Z" title={past?.undo ?? undefined} onClick={() => void turnBack("undo")}>{say("undo")} <kbd>Ctrl Z</kbd></button>
        <button type="button" disabled={!past?.can_redo} aria-keyshortcuts="Control+Shift+Z" title={past?.redo ?? undefined} onClick={() => void turnBack("redo")}>{say("redo")}</button>
      </div>
      <HeldEdits />
      <nav class="tabs" aria-label={say("tables")}>
        <ul>
          {tables.map((one) => {
            const bad = (wrong ?? []).filter((problem) => problem.table === one.name).length;
            const n = counted(one);
            return <li key={one.name}><a href={to("case", [one.name])} aria-current={one === table ? "page" : undefined}>{one.label ?? called("table", one.name)}{n !== undefined ? <span class="by"> {n}</span> : null}{bad ? <span class="g-flag" role="img" aria-label={say("row.problem", { n: bad })}>!</span> : null}</a></li>;
          })}
        </ul>
      </nav>
      {table?.help ? <p class="intro">{table.help}</p> : null}
      {table ? <Sheet key={table.name} table={table} wanted={{ ...(now.given["row"] ? { row: now.given["row"] } : {}), ...(now.given["column"] ? { column: now.given["column"] } : {}), ...(now.given["add"] ? { add: true } : {}) }} /> : null}
      <section class="check" aria-labelledby="check-title">
        <h2 id="check-title">{say("check.title")}</h2>
        {wrong === null ? <Waiting /> : wrong.length === 0 ? <p class="good" role="status">{say("check.none")}</p> : (
          <>
            <p class="intro" role="status">{faults.length ? say("check.errors", { n: faults.length }) : say("check.warnings", { n: wrong.length })}</p>
            <ul class="problems">{wrong.map((one, k) => <ProblemLine key={k} one={one} />)}</ul>
          </>
        )}
      </section>
      <HistoryList entries={past?.entries ?? []} />
    </>
  );
};
