// What the whole page knows: the session, the case, what is wrong, the jobs.
import { admit, ask, Lost, reach } from "./api";
import { cell } from "./cell";
import type { Job, Problem, Session, Summary } from "./types";

export const session = cell<Session | null>(null);
export const summary = cell<Summary | null>(null);
export const problems = cell<readonly Problem[] | null>(null);
export const jobs = cell<readonly Job[]>([]);
/** Why a page shows nothing yet, in the server's words. */
export const trouble = cell<unknown>(null);
/** Words for a screen reader, and for a line at the foot of the page. */
export const said = cell<string>("");

let clear = 0;
/** Say something in passing. */
export const tell = (words: string): void => {
  said.set("");
  clearTimeout(clear);
  setTimeout(() => said.set(words), 30);
  clear = setTimeout(() => said.set(""), 6000) as unknown as number;
};

/** The version of the case that changes are made against. */
export const version = (): number => session.get()?.version ?? 0;

/** A change was saved: take over the new version at once. */
export const moved = (next: number | undefined): void => {
  const now = session.get();
  if (!now || next === undefined || next === now.version) return;
  session.set({ ...now, version: next });
  void refreshCase();
};

/** Which case is open; changes kept in this browser belong to it. */
export const caseKey = (): string => {
  const found = session.get()?.case;
  return found ? found.folder ?? found.id ?? found.name : "";
};

/** Look who is there. */
export const refreshSession = async (): Promise<Session> => {
  const found = await ask<Session>("/api/session");
  admit(found);
  const before = session.get();
  const same = before && before.version === found.version && JSON.stringify(before.case) === JSON.stringify(found.case)
    && JSON.stringify(before.recent) === JSON.stringify(found.recent) && before.csrf === found.csrf;
  if (!same) session.set(found);
  return found;
};

let asked = 0;
/** Read the case and what is wrong with it again. */
export const refreshCase = async (): Promise<void> => {
  const turn = ++asked;
  if (!session.get()?.case) {
    summary.set(null);
    problems.set(null);
    return;
  }
  const [about, check] = await Promise.allSettled([ask<Summary>("/api/case"), ask<{ problems: readonly Problem[] }>("/api/check")]);
  if (turn !== asked) return;
  if (about.status === "fulfilled") { summary.set(about.value); trouble.set(null); }
  else if (!(about.reason instanceof Lost)) trouble.set(about.reason);
  if (check.status === "fulfilled") problems.set(check.value.problems);
};

/** Read the list of jobs again. */
export const refreshJobs = async (): Promise<void> => {
  if (!session.get()?.case) { jobs.set([]); return; }
  try {
    const found = await ask<{ jobs?: readonly Job[]; rows?: readonly Job[] }>("/api/jobs");
    jobs.set(found.jobs ?? found.rows ?? []);
  } catch { /* told by the banner, or no case is open */ }
};

/** Read everything again. */
export const refresh = async (): Promise<void> => {
  await refreshSession();
  await Promise.all([refreshCase(), refreshJobs()]);
};

const EVERY = 2500;
const RETRY = 1000;

/** Watch for changes by other tabs, by hand or by the command line, and for the server's return. */
export const watchServer = (): void => {
  let before = { version: version(), key: caseKey() };
  const look = async (): Promise<void> => {
    if (!document.hidden || !reach.get()) {
      try {
        const was = reach.get();
        await refreshSession();
        const now = { version: version(), key: caseKey() };
        if (!was || now.version !== before.version || now.key !== before.key) await Promise.all([refreshCase(), refreshJobs()]);
        before = now;
      } catch { /* the banner tells */ }
    }
    setTimeout(() => void look(), reach.get() ? EVERY : RETRY);
  };
  addEventListener("visibilitychange", () => { if (!document.hidden) void refreshSession().catch(() => undefined); });
  setTimeout(() => void look(), EVERY);
};

/** The name of an actor, or its code. */
export const actorName = (code: string): string => {
  const found = summary.get();
  if (!found) return code;
  const own = found.names?.[code];
  if (own) return own;
  for (const one of [...found.members, ...found.powers]) if (typeof one !== "string" && one.code === code) return one.name;
  return code;
};

/** The name of a good, or its code made readable. */
export const goodName = (code: string): string => summary.get()?.goods?.[code] ?? code.replaceAll("_", " ");
