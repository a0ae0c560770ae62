// Edits on their way to the server: kept in this browser until they are saved.
import { ask, Lost, part, reach, Refused } from "../api";
import { cell } from "../cell";
import { caseKey, moved, refreshCase, refreshSession, session, version } from "../store";
import type { Row, Value } from "../types";

export interface Edit {
  readonly key: string;
  readonly table: string;
  /** The row that changes; null for a new one. */
  readonly row: string | null;
  readonly kind: "put" | "post" | "delete";
  /** The row as it was seen when it was edited. */
  readonly base: Row | null;
  readonly changes: Readonly<Record<string, Value>>;
  readonly when: string;
}

export interface Held {
  readonly edit: Edit;
  readonly why: "draft" | "refused" | "conflict" | "lost";
  /** A draft that an earlier page left behind. */
  readonly left?: boolean;
  readonly error?: Refused;
  /** The row as it is on the server, when another tab has changed it. */
  readonly newest?: Row | null;
}

export interface Landed { readonly edit: Edit; readonly row: Row | null }
export interface Saving { readonly state: "saved" | "saving" | "lost" | "unsaved"; readonly when?: string }

/** Where saving stands, for the line that tells it. */
export const saving = cell<Saving>({ state: "saved" });
/** Edits that could not be saved, each with why. */
export const held = cell<readonly Held[]>([]);
/** Told of every edit that was saved. */
export const landed = cell<Landed | null>(null);

/** The row of a draft that is a new one. */
export const NEW = "+";
const RETRIES = 5;
const PAUSE = 800;
let queue: Edit[] = [];
let busy = false;

const HEAD = "suzerain.unsaved:";
const BEAT = 2000;
/** This page; each keeps its own list, for several tabs may be open. */
const PAGE = Math.random().toString(36).slice(2, 10);
const prefix = (): string => `${HEAD}${encodeURIComponent(caseKey())}:`;

interface Kept { readonly beat: number; readonly held: readonly Pick<Held, "edit" | "why">[] }

const keep = (): void => {
  const all = [...queue.map((edit) => ({ edit, why: "lost" as const })), ...held.get().map(({ edit, why }) => ({ edit, why }))];
  try {
    if (all.length) localStorage.setItem(prefix() + PAGE, JSON.stringify({ beat: Date.now(), held: all } satisfies Kept));
    else localStorage.removeItem(prefix() + PAGE);
  } catch { /* a browser that keeps nothing: the page itself still does */ }
};

// A page that lives holds a lock of its name; where there are no locks, it tells the time.
const lock = (page: string): string => `suzerain.page:${page}`;
if (navigator.locks) void navigator.locks.request(lock(PAGE), () => new Promise(() => undefined)).catch(() => undefined);
setInterval(() => { if (queue.length || held.get().length) keep(); }, BEAT);

const living = async (): Promise<ReadonlySet<string> | null> => {
  if (!navigator.locks) return null;
  const { held: locks = [] } = await navigator.locks.query();
  return new Set(locks.map((one) => one.name ?? ""));
};

/** Changes of a row that wait or were refused, by column, to be shown in their cells. */
export const pending = (table: string, row: string): Readonly<Record<string, Value>> => {
  const found: Record<string, Value> = {};
  for (const edit of [...queue, ...held.get().filter((one) => one.why !== "draft").map((one) => one.edit)]) {
    if (edit.table === table && edit.row === row && edit.kind === "put") Object.assign(found, edit.changes);
  }
  return found;
};

/** What was being typed into a row when an earlier page ended, by column. */
export const drafted = (table: string, row: string): Readonly<Record<string, Value>> =>
  held.get().find((one) => one.why === "draft" && one.edit.table === table && one.edit.row === row)?.edit.changes ?? {};

let restored = "";

/** Whether what the browser kept is an edit; another program of this address may have written there. */
const isEdit = (one: unknown): one is Edit => {
  if (typeof one !== "object" || one === null) return false;
  const { key, table, row, kind, base, changes, when } = one as Readonly<Record<string, unknown>>;
  const plain = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof key === "string" && typeof table === "string" && typeof when === "string" && (row === null || typeof row === "string")
    && (kind === "put" || kind === "post" || kind === "delete") && (base === null || plain(base)) && plain(changes);
};

/** Take over edits that pages left which ended before they were saved. */
export const restore = async (): Promise<void> => {
  const own = prefix();
  if (!caseKey() || restored === own) return;
  restored = own;
  const alive = await living();
  const found: Held[] = [];
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(own) && key !== own + PAGE);
    for (const key of keys) {
      const left = JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null;
      const there = alive ? alive.has(lock(key.slice(own.length))) : Date.now() - (left?.beat ?? 0) < 2 * BEAT;
      if (!left || there) continue;
      found.push(...left.held.filter((one) => isEdit(one?.edit)).map((one): Held => ({ edit: one.edit, why: one.why === "draft" ? "draft" : "lost", left: true })));
      localStorage.removeItem(key);
    }
  } catch { /* nothing that can be read */ }
  if (!found.length) return;
  held.set([...held.get(), ...found]);
  keep();
  if (!queue.length) saving.set({ state: "unsaved" });
};

const unhold = (key: string): void => held.set(held.get().filter((one) => one.edit.key !== key));

const settle = (): void => {
  keep();
  if (queue.length) return;
  saving.set(held.get().some((one) => one.why !== "draft") ? { state: "unsaved" } : { state: "saved", when: new Date().toISOString() });
};

const same = (one: Value | undefined, other: Value | undefined): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null) || (one ?? "") === (other ?? "");

/** Whether what this edit changes is on the server still as it was seen here. */
const apart = (edit: Edit, newest: Row | null | undefined): boolean =>
  edit.kind === "post" || (newest !== null && newest !== undefined && edit.base !== null
    && Object.keys(edit.kind === "delete" ? newest : edit.changes).every((name) => name === "id" || same(edit.base?.[name], newest[name])));

interface Answer { readonly row?: Row | null; readonly version?: number }

const send = (edit: Edit): Promise<Answer> => {
  const rows = `/api/tables/${part(edit.table)}/rows`;
  if (edit.kind === "post") return ask(rows, { method: "POST", body: { row: edit.changes }, version: version() });
  const one = `${rows}/${part(edit.row ?? "")}`;
  if (edit.kind === "delete") return ask(one, { method: "DELETE", version: version() });
  return ask(one, { method: "PUT", body: { row: edit.changes }, version: version() });
};

const pause = (): Promise<void> => new Promise((go) => { setTimeout(go, PAUSE); });

const one = async (edit: Edit): Promise<void> => {
  for (let turn = 0; turn < RETRIES; turn += 1) {
    try {
      const answer = await send(edit);
      const row = answer.row ?? null;
      if (row && edit.row && row.id !== edit.row) queue = queue.map((next) => next.table === edit.table && next.row === edit.row ? { ...next, row: row.id } : next);
      moved(answer.version);
      landed.set({ edit, row });
      return;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.status === 429 || error.status === 503) { await pause(); continue; }
      if (error.status === 409 || error.status === 412 || error.status === 428) {
        await refreshSession();
        const newest = error.body["row"] as Row | null | undefined;
        if (apart(edit, newest)) continue;
        held.set([...held.get(), { edit, why: "conflict", error, newest: newest ?? null }]);
        void refreshCase();
        return;
      }
      held.set([...held.get(), { edit, why: "refused", error }]);
      return;
    }
  }
  held.set([...held.get(), { edit, why: "lost" }]);
};

const drain = async (): Promise<void> => {
  if (busy) return;
  busy = true;
  try {
    while (queue.length) {
      saving.set({ state: "saving" });
      const edit = queue[0] as Edit;
      try {
        await one(edit);
      } catch (error) {
        if (error instanceof Lost) { saving.set({ state: "lost" }); return; }
        held.set([...held.get(), { edit, why: "refused", error: new Refused(0, { error: String(error) }) }]);
      }
      queue = queue.filter((next) => next.key !== edit.key);
      keep();
    }
    settle();
  } finally { busy = false; }
};

reach.watch((there) => {
  if (there && queue.length) setTimeout(() => void refreshSession().then(drain, () => undefined), 0);
  else if (!there && queue.length) saving.set({ state: "lost" });
});

let count = 0;
const fresh = (): string => `${Date.now().toString(36)}-${(count += 1).toString(36)}-${Math.random().toString(36).slice(2, 8)}`;

/** Save an edit; it is kept in this browser until the server has it. */
export const save = (wish: Omit<Edit, "key" | "when">): void => {
  if (wish.kind === "put") {
    for (const old of held.get()) {
      const about = old.edit.table === wish.table && old.edit.row === wish.row && old.edit.kind === "put";
      if (about && Object.keys(old.edit.changes).every((name) => name in wish.changes)) unhold(old.edit.key);
    }
  }
  queue.push({ ...wish, key: fresh(), when: new Date().toISOString() });
  keep();
  void drain();
};

/** Save a change of a row that was begun on `base`; where another tab has changed the same cells by now, show both. */
export const put = (table: string, base: Row, latest: Row, changes: Readonly<Record<string, Value>>): void => {
  const edit: Edit = { table, row: latest.id, kind: "put", base, changes, key: fresh(), when: new Date().toISOString() };
  if (apart(edit, latest)) { save({ table, row: latest.id, kind: "put", base: latest, changes }); return; }
  held.set([...held.get(), { edit, why: "conflict", newest: latest }]);
  keep();
  if (!queue.length) saving.set({ state: "unsaved" });
};

/** Keep what is being typed, so that it outlives the page. */
export const draft = (wish: Omit<Edit, "key" | "when" | "kind">): void => {
  const rest = held.get().filter((one) => !(one.why === "draft" && one.edit.table === wish.table && one.edit.row === wish.row));
  held.set([...rest, { why: "draft", edit: { ...wish, kind: "put", key: `draft:${wish.table}:${wish.row}`, when: new Date().toISOString() } }]);
  keep();
};

/** What was being typed is done with. */
export const undraft = (table: string, row: string): void => {
  const rest = held.get().filter((one) => !(one.why === "draft" && one.edit.table === table && one.edit.row === row));
  if (rest.length !== held.get().length) { held.set(rest); keep(); }
};

/** Try an edit that was held once more, perhaps with other values. */
export const retry = (one: Held, changes: Readonly<Record<string, Value>> = one.edit.changes): void => {
  unhold(one.edit.key);
  const isNew = one.edit.row === NEW;
  queue.push({ ...one.edit, ...(isNew ? { row: null, kind: "post" as const } : {}), changes, base: one.newest ?? one.edit.base, key: fresh() });
  keep();
  void drain();
};

/** Give an edit up. */
export const drop = (one: Held): void => {
  unhold(one.edit.key);
  settle();
};

/** Whether leaving the page now would lose nothing that this browser does not keep. */
export const quiet = (): boolean => queue.length === 0;

session.watch(() => { if (session.get()?.case) void restore(); });
