// What is asked of the server, and how it refuses.
import { cell } from "./cell";
import type { Session } from "./types";

/** The server understood and said no; it tells what, what it accepts, and one thing to do. */
export class Refused extends Error {
  readonly status: number;
  readonly accepted: string;
  readonly hint: string;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(words(body["error"]) || `HTTP ${status}`);
    this.status = status;
    this.accepted = words(body["accepted"]);
    this.hint = words(body["hint"]);
    this.body = body;
  }
}

/** The server did not answer at all. */
export class Lost extends Error {}

const words = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).join(", ") : value === undefined || value === null ? "" : String(value);

/** Whether the server answered the last time it was asked. */
export const reach = cell<boolean>(true);

let csrf = "";

/** Keep what changes must carry. */
export const admit = (session: Session): void => { csrf = session.csrf; };

export interface Wish {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: unknown;
  readonly file?: Blob;
  readonly version?: number | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const told = async (response: Response): Promise<Record<string, unknown>> => {
  const kind = response.headers.get("content-type") ?? "";
  if (!kind.includes("json")) return {};
  const value: unknown = await response.json();
  return Array.isArray(value) ? { rows: value } : (value as Record<string, unknown>) ?? {};
};

const send = async (path: string, wish: Wish): Promise<Response> => {
  const method = wish.method ?? "GET";
  const headers: Record<string, string> = { Accept: "application/json", ...wish.headers };
  if (method !== "GET") headers["X-Suzerain"] = csrf;
  if (wish.version !== undefined && wish.version !== null) headers["If-Match"] = String(wish.version);
  if (wish.file) headers["Content-Type"] ??= "application/octet-stream";
  else if (wish.body !== undefined) headers["Content-Type"] = "application/json";
  try {
    const response = await fetch(path, {
      method, headers, cache: "no-store", credentials: "same-origin",
      ...(wish.file ? { body: wish.file } : wish.body !== undefined ? { body: JSON.stringify(wish.body) } : {}),
      ...(wish.signal ? { signal: wish.signal } : {}),
    });
    reach.set(true);
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    reach.set(false);
    throw new Lost(String(error));
  }
};

/** Ask the server; a restart of it in between goes unnoticed. */
export const ask = async <T>(path: string, wish: Wish = {}): Promise<T> => {
  let response = await send(path, wish);
  if (response.status === 403 && wish.method && wish.method !== "GET") {
    const session = await send("/api/session", {});
    if (session.ok) {
      admit((await session.json()) as Session);
      response = await send(path, wish);
    }
  }
  const body = await told(response);
  if (!response.ok) throw new Refused(response.status, body);
  return body as T;
};

/** One part of an address. */
export const part = (name: string): string => encodeURIComponent(name);

/** The query of an address; what is empty is left out. */
export const query = (given: Readonly<Record<string, string | number | boolean | null | undefined>>): string => {
  const found = new URLSearchParams();
  for (const [key, value] of Object.entries(given)) {
    if (value !== undefined && value !== null && value !== "" && value !== false) found.set(key, String(value));
  }
  const text = found.toString();
  return text ? `?${text}` : "";
};
