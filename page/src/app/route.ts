// Where in the app one is, kept in the address so that links and the back button work.
import { cell } from "./cell";

export interface Route {
  readonly place: string;
  readonly path: readonly string[];
  readonly given: Readonly<Record<string, string>>;
}

const read = (): Route => {
  const hash = location.hash.startsWith("#/") ? location.hash.slice(2) : "";
  const [path = "", search = ""] = hash.split("?", 2) as [string, string?];
  const parts = path.split("/").filter(Boolean).map((one) => { try { return decodeURIComponent(one); } catch { return one; } });
  return { place: parts[0] ?? "", path: parts.slice(1), given: Object.fromEntries(new URLSearchParams(search)) };
};

/** Where one is. */
export const route = cell<Route>(read());

addEventListener("hashchange", () => {
  if (location.hash && !location.hash.startsWith("#/")) return;
  route.set(read());
});

/** The address of a place. */
export const to = (place: string, path: readonly string[] = [], given: Readonly<Record<string, string | number | undefined>> = {}): string => {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(given)) if (value !== undefined && value !== "") search.set(key, String(value));
  const tail = search.toString();
  return `#/${[place, ...path].map(encodeURIComponent).join("/")}${tail ? `?${tail}` : ""}`;
};

/** The address of where one is, with something changed in its query. */
export const here = (given: Readonly<Record<string, string | undefined>>): string => {
  const now = route.get();
  return to(now.place, now.path, { ...now.given, ...given });
};

/** Go there; `quietly` leaves no step for the back button. */
export const go = (address: string, quietly = false): void => {
  if (quietly) {
    history.replaceState(null, "", address);
    route.set(read());
  } else location.hash = address.slice(1);
};
