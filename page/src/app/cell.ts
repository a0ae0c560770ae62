// A value that parts of the page watch.
import { useEffect, useState } from "preact/hooks";

export interface Cell<T> {
  get(): T;
  set(value: T): void;
  watch(run: (value: T) => void): () => void;
}

/** Make a value that tells whoever watches it when it changes. */
export const cell = <T>(first: T): Cell<T> => {
  let value = first;
  const watching = new Set<(value: T) => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const run of [...watching]) run(next);
    },
    watch: (run) => {
      watching.add(run);
      return () => watching.delete(run);
    },
  };
};

/** Draw again whenever the value changes. */
export const useCell = <T>(watched: Cell<T>): T => {
  const [, again] = useState(0);
  useEffect(() => watched.watch(() => again((n) => n + 1)), [watched]);
  return watched.get();
};
