// Scenarios by name: kept in the case where the page is served, else by the browser where it allows that.
import { readSettings, settings, type Changes } from "./changes";

export interface Keeper {
  /** False where the browser keeps nothing beyond this page. */
  readonly lasts: boolean;
  /** True where scenarios are kept in the case itself. */
  readonly shared: boolean;
  all(): ReadonlyMap<string, Changes>;
  /** It throws, in words, where it could not be kept. */
  save(name: string, changes: Changes): Promise<void>;
  remove(name: string): Promise<void>;
  /** Run this whenever what is kept has changed; it returns how to stop that. */
  listen(changed: () => void): () => void;
}

/** Those who want to know when something has changed. */
export const listeners = (): { tell: () => void; listen: Keeper["listen"] } => {
  const all = new Set<() => void>();
  return {
    tell: () => all.forEach((run) => run()),
    listen: (run) => { all.add(run); return () => { all.delete(run); }; },
  };
};

/** All that is kept, in the order of the names. */
export const byName = (kept: ReadonlyMap<string, Changes>): ReadonlyMap<string, Changes> =>
  new Map([...kept].sort(([one], [other]) => one.localeCompare(other, "en")));

type Stored = Readonly<Record<string, readonly string[]>>;

/** A keeper of the scenarios of one case. */
export const keeperOf = (key: string): Keeper => {
  const place = `suzerain.what-if.${key}`;
  const store = storage();
  const kept = new Map<string, Changes>(read(store, place));
  const { tell, listen } = listeners();
  const write = (): void => {
    const table = Object.fromEntries([...kept].map(([name, changes]) => [name, settings(changes)]));
    try { store?.setItem(place, JSON.stringify(table)); } catch { /* full or forbidden: this page still has them */ }
    tell();
  };
  return {
    lasts: store !== null,
    shared: false,
    listen,
    all: () => byName(kept),
    save: async (name, changes) => { kept.set(name, changes); write(); },
    remove: async (name) => { kept.delete(name); write(); },
  };
};

const storage = (): Storage | null => {
  try {
    const store = window.localStorage, probe = "suzerain.probe";
    store.setItem(probe, "");
    store.removeItem(probe);
    return store;
  } catch {
    return null;
  }
};

const read = (store: Storage | null, place: string): [string, Changes][] => {
  try {
    const table = JSON.parse(store?.getItem(place) ?? "{}") as Stored;
    return Object.entries(table).flatMap(([name, texts]) => {
      try { return [[name, readSettings(texts)] as [string, Changes]]; } catch { return []; }
    });
  } catch {
    return [];
  }
};

const MARK = "#what-if?";

/** The part of an address that carries a scenario. */
export const toHash = (changes: Changes, name: string | null): string => {
  if (!changes.size) return "#what-if";
  const parts = new URLSearchParams();
  if (name) parts.set("name", name);
  for (const one of settings(changes)) parts.append("set", one);
  return `${MARK}${parts}`;
};

/** What an address carries; nothing where it carries none. It throws where it is unreadable. */
export const fromHash = (hash: string): { changes: Changes; name: string | null } | null => {
  if (!hash.startsWith(MARK)) return null;
  const parts = new URLSearchParams(hash.slice(MARK.length));
  return { changes: readSettings(parts.getAll("set")), name: parts.get("name") };
};
