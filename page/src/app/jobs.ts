// Work the server does in the background: start it, watch it, stop it, keep what it found.
import { useEffect, useState } from "preact/hooks";
import { ask, part } from "./api";
import { cell, useCell } from "./cell";
import { jobs, refreshJobs, tell } from "./store";
import { say } from "./say";
import type { Job } from "./types";

const KEY = "suzerain.run";
const POLL = 350;
const MOST = 30;

export interface Run { readonly worlds: number; readonly seed: number }

const remembered = (): Run => {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Run | null;
    if (found && Number.isInteger(found.worlds) && Number.isInteger(found.seed)) return found;
  } catch { /* begin anew */ }
  return { worlds: 4000, seed: 1 };
};

/** In how many worlds one solves, and from which seed. */
export const run = cell<Run>(remembered());
run.watch((value) => { try { sessionStorage.setItem(KEY, JSON.stringify(value)); } catch { /* not kept */ } });

export const active = (job: Job): boolean => job.state === "waiting" || job.state === "running";

const found = new Map<string, Job>();
let polling = 0;

const poll = async (): Promise<void> => {
  await refreshJobs();
  polling = jobs.get().some(active) ? (setTimeout(() => void poll(), POLL) as unknown as number) : 0;
};

/** Watch the jobs until none runs. */
export const follow = (): void => { if (!polling) polling = setTimeout(() => void poll(), POLL) as unknown as number; };

jobs.watch((now) => { if (now.some(active)) follow(); });

/** Start a job. */
export const start = async (kind: string, options: Readonly<Record<string, unknown>> = {}, how: Run = run.get()): Promise<Job | null> => {
  const made = await ask<{ job?: Job | string; id?: string }>("/api/jobs", {
    method: "POST", body: { kind, worlds: how.worlds, seed: how.seed, options },
  });
  await refreshJobs();
  follow();
  const id = typeof made.job === "string" ? made.job : made.job?.id ?? made.id ?? "";
  return jobs.get().find((job) => job.id === id) ?? (typeof made.job === "object" ? made.job : null);
};

/** Stop a job. */
export const cancel = async (job: Job): Promise<void> => {
  await ask(`/api/jobs/${part(job.id)}`, { method: "DELETE" });
  await refreshJobs();
  tell(say("job.cancelled.said"));
};

/** What a finished job found; asked once and kept. */
export const resultOf = async (job: Job): Promise<Job> => {
  const kept = found.get(job.id);
  if (kept) return kept;
  const whole = await ask<Job>(`/api/jobs/${part(job.id)}`);
  if (whole.state === "done" && whole.result !== undefined) {
    found.set(whole.id, whole);
    if (found.size > MOST) found.delete([...found.keys()][0] as string);
  }
  return whole;
};

export type Fits = (job: Job) => boolean;

/** The newest job of a kind, the newest that is done, and what that found. */
export const useLatest = (kind: string, fits: Fits = () => true): { readonly last: Job | null; readonly done: Job | null } => {
  const all = useCell(jobs).filter((job) => job.kind === kind && fits(job));
  const last = all[0] ?? null;
  const newest = all.find((job) => job.state === "done") ?? null;
  const [done, keep] = useState<Job | null>(newest ? found.get(newest.id) ?? null : null);
  useEffect(() => {
    let gone = false;
    if (newest) resultOf(newest).then((whole) => { if (!gone) keep(whole); }).catch(() => undefined);
    else keep(null);
    return () => { gone = true; };
  }, [newest?.id]);
  return { last, done };
};
