// The app's words.
import { catalogue } from "../shared/words";
import english from "./words.json";

export const say = catalogue("app", english);
export type Key = Parameters<typeof say>[0];

const table: Readonly<Record<string, string>> = english;

/** Words for a name that data bring along, or the name itself made readable. */
export const called = (part: string, name: string): string => {
  const key = `${part}.${name}`;
  return key in table ? say(key as Key) : name.replaceAll("_", " ");
};
