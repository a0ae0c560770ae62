// What assumptions are called, read once a version.
import { useEffect } from "preact/hooks";
import { ask, query } from "./api";
import { cell, useCell } from "./cell";
import { called, say, type Key } from "./say";
import { goodName, session } from "./store";
import english from "./words.json";
import type { Assumption } from "./types";

const MOST = 1000;
const labels = cell<ReadonlyMap<string, string>>(new Map());
let read = -1;

/** Read the names of all assumptions, if they are not known yet. */
export const useLabels = (): void => {
  useCell(labels);
  const now = useCell(session)?.version ?? 0;
  useEffect(() => {
    if (read === now) return;
    read = now;
    ask<{ rows: readonly Assumption[] }>(`/api/assumptions${query({ limit: MOST })}`)
      .then(({ rows }) => labels.set(new Map(rows.map((one) => [one.id, one.label ?? one.id]))))
      .catch(() => { read = -1; });
  }, [now]);
};

/** What an assumption is called; one of a good is called after its parameter. */
export const labelOf = (id: string): string => {
  const own = labels.get().get(id);
  if (own && own !== id) return own;
  const [head = "", good = "", parameter = ""] = id.split(".");
  const key = `parameter.${parameter}`;
  if (head === "good" && key in english) return say(key as Key, { good: goodName(good) });
  for (let parts = id.split("."); parts.length > 1; parts = parts.slice(0, -1)) {
    const shorter = labels.get().get(parts.slice(0, -1).join("."));
    if (shorter) return shorter;
  }
  return called("assumption", id);
};
