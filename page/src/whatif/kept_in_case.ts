// Scenarios of a page that `suzerain serve` gives: kept in the case, where all tabs see them.
import { readSettings, settings, type Changes } from "./changes";
import { byName, listeners, type Keeper } from "./keeping";
import { say } from "./say";

interface Session { readonly csrf: string; readonly case: { readonly name: string } | null }
interface Listed { readonly version: number; readonly scenarios: readonly { readonly name: string; readonly changes: readonly string[] }[] }
interface Refusal { readonly error?: string; readonly hint?: string }

/** Where the workplace is that served this page; nothing for a page that lies in a file. */
const workplace = (): string | null =>
  location.protocol.startsWith("http") ? document.querySelector<HTMLMetaElement>('meta[name="suzerain-app"]')?.content ?? null : null;

/** A keeper that keeps in the case of this name; nothing for a page that was not served. */
export const caseKeeper = (name: string): Keeper | null => {
  const home = workplace();
  if (home === null) return null;
  const { tell, listen } = listeners();
  let kept: ReadonlyMap<string, Changes> = new Map();
  let version = 0;
  const load = async (): Promise<void> => {
    const found = await ask<Listed>(`${home}api/scenarios`);
    version = found.version;
    kept = byName(new Map(found.scenarios.flatMap((one) => {
      try { return [[one.name, readSettings(one.changes)] as const]; } catch { return []; }
    })));
    tell();
  };
  const change = async (method: "PUT" | "DELETE", scenario: string, body?: object): Promise<void> => {
    const session = await ask<Session>(`${home}api/session`);
    if (session.case?.name !== name) throw new Error(say("other_case", { name }));
    const headers = { "Content-Type": "application/json", "X-Suzerain": session.csrf, "If-Match": String(version) };
    const options = body ? { method, headers, body: JSON.stringify(body) } : { method, headers };
    try { await ask(`${home}api/scenarios/${encodeURIComponent(scenario)}`, options); } finally { await load(); }
  };
  const again = (): void => { load().catch(() => undefined); };
  again();
  addEventListener("focus", again);
  return {
    lasts: true,
    shared: true,
    all: () => kept,
    listen,
    save: (scenario, changes) => change("PUT", scenario, { changes: settings(changes), note: "" }),
    remove: (scenario) => change("DELETE", scenario),
  };
};

const ask = async <T>(path: string, options: RequestInit = {}): Promise<T> => {
  let answer: Response;
  try { answer = await fetch(path, { cache: "no-store", credentials: "same-origin", ...options }); } catch { throw new Error(say("silent")); }
  const told = (await answer.json().catch(() => ({}))) as T & Refusal;
  if (!answer.ok) throw new Error([told.error ?? `HTTP ${answer.status}`, told.hint].filter(Boolean).join("; "));
  return told;
};
