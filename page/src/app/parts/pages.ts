// A long list that the server gives in pages: those in sight are fetched and kept.
import { useEffect, useRef, useState } from "preact/hooks";

const PAGE = 100;

export interface Pages<T> {
  readonly total: number | null;
  readonly at: (index: number) => T | undefined;
  readonly want: (first: number, last: number) => void;
  readonly reload: () => void;
  readonly error: unknown;
  /** What has been fetched so far, by its place. */
  readonly known: ReadonlyMap<number, T>;
  readonly patch: (index: number, value: T) => void;
}

type Fetch<T> = (offset: number, limit: number) => Promise<{ readonly items: readonly T[]; readonly total: number }>;

/** Keep the pages of a list; `key` names what is listed, a new one begins anew, `fresh` reads the same again. */
export const usePages = <T>(key: string, fresh: string | number, get: Fetch<T>): Pages<T> => {
  const [, again] = useState(0);
  const state = useRef({ key: "", fresh: "" as string | number, total: null as number | null, items: new Map<number, T>(), asked: new Set<number>(), turn: 0, error: null as unknown, seen: [0, PAGE] as [number, number] });
  const keep = state.current;
  const load = (page: number): void => {
    if (keep.asked.has(page)) return;
    keep.asked.add(page);
    const turn = keep.turn;
    get(page * PAGE, PAGE).then(({ items, total }) => {
      if (turn !== keep.turn) return;
      items.forEach((item, k) => keep.items.set(page * PAGE + k, item));
      for (const index of [...keep.items.keys()]) if (index >= total) keep.items.delete(index);
      keep.total = total;
      keep.error = null;
      again((n) => n + 1);
    }).catch((error: unknown) => {
      if (turn !== keep.turn) return;
      keep.asked.delete(page);
      keep.error = error;
      again((n) => n + 1);
    });
  };
  const want = (first: number, last: number): void => {
    keep.seen = [first, last];
    for (let page = Math.floor(first / PAGE); page <= Math.floor(Math.max(first, last - 1) / PAGE); page += 1) load(page);
  };
  const reload = (): void => {
    keep.turn += 1;
    keep.asked.clear();
    want(...keep.seen);
  };
  useEffect(() => {
    if (keep.key !== key) { keep.items.clear(); keep.total = null; keep.seen = [0, PAGE]; }
    keep.key = key;
    keep.fresh = fresh;
    reload();
    if (keep.total === null) again((n) => n + 1);
  }, [key, fresh]);
  return {
    total: keep.key === key ? keep.total : null, at: (index) => keep.items.get(index), want, reload, error: keep.error, known: keep.items,
    patch: (index, value) => { keep.items.set(index, value); again((n) => n + 1); },
  };
};
