// Which language the pages of a server are in: the browser keeps it, the server reads it.
import { language } from "./words";

const COOKIE = "suzerain-language";
const QUERY = "language";
const YEAR = 31536000; // seconds

const keep = (code: string): void => {
  document.cookie = `${COOKIE}=${code}; path=/; max-age=${YEAR}; samesite=strict`;
};

/** Codes of the languages that the server has words for. */
export const offered = (): readonly string[] => (document.body.dataset["languages"] ?? "").split(" ").filter(Boolean);

/** What a language calls itself, with a capital letter. */
export const ownName = (code: string): string => {
  const name = new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
};

/** A language that the link names is kept, so that what is asked from here on is told in it. */
export const restoreTongue = (): void => {
  if (new URLSearchParams(location.search).has(QUERY)) keep(language());
};

/** Show everything in another language: the page is asked for again, at the same place. */
export const setTongue = (code: string): void => {
  keep(code);
  const address = new URL(location.href);
  if (!address.searchParams.has(QUERY)) { location.reload(); return; }
  address.searchParams.delete(QUERY);
  location.replace(address);
  if (address.hash) location.reload();
};
