// Cells as a reader sees them and as they are typed.
import { actorName, goodName } from "../store";
import { say } from "../say";
import type { Choice, Column, Value } from "../types";

/** What a column accepts, as choices; empty when anything goes. */
export const choicesOf = (column: Column): readonly Choice[] =>
  Array.isArray(column.accepted)
    ? (column.accepted as readonly (string | Choice)[]).map((one) => (typeof one === "string" ? { value: one } : one))
    : [];

/** What a column accepts, in words. */
export const acceptedWords = (column: Column): string =>
  typeof column.accepted === "string" ? column.accepted : "";

const nested = (value: Value | undefined): boolean =>
  typeof value === "object" && value !== null && (!Array.isArray(value) || value.some((one) => typeof one === "object"));

/** A cell as text to read. */
export const shown = (column: Column, value: Value | undefined): string => {
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "boolean") return value ? say("yes") : say("no");
  if (nested(value)) return say("records", { n: Array.isArray(value) ? value.length : 1 });
  if (Array.isArray(value)) return value.join("; ");
  if (typeof value === "number") return String(Number(value.toPrecision(4)));
  if (column.type === "flag") return value === "true" ? say("yes") : value === "false" ? say("no") : String(value);
  return String(value);
};

/** The name beside a code, where it has one. */
export const nameOf = (column: Column, value: Value | undefined): string => {
  if (typeof value !== "string" || !value || column.type === "longtext" || column.type === "text") return "";
  const found = choicesOf(column).find((one) => one.value === value)?.name;
  if (found) return found === value ? "" : found;
  const actor = actorName(value);
  if (actor !== value) return actor;
  const good = goodName(value);
  return good === value || column.name !== "good" ? "" : good;
};

/** A cell as text to type. */
export const typed = (column: Column, value: Value | undefined): string => {
  if (value === null || value === undefined) return "";
  if (column.type === "records" || nested(value)) return JSON.stringify(value, null, 1);
  if (Array.isArray(value)) return value.join(column.type === "list" ? "; " : ", ");
  return String(value);
};

export interface Taken { readonly value?: Value; readonly wrong?: string }

/** What was typed, as the value it stands for, or why it is none. */
export const taken = (column: Column, text: string): Taken => {
  const trimmed = text.trim();
  switch (column.type) {
    case "number":
    case "integer": {
      if (!trimmed) return { value: null };
      const plain = trimmed.replace("−", "-").replace(/^(-?\d+),(\d+)$/, "$1.$2");
      const percent = /^(-?[\d.]+)\s*%$/.exec(plain);
      const number = percent ? Number(percent[1]) / 100 : Number(plain);
      if (!Number.isFinite(number)) return { wrong: say("cell.number", { text: trimmed }) };
      if (column.type === "integer" && !Number.isInteger(number)) return { wrong: say("cell.integer", { text: trimmed }) };
      return { value: number };
    }
    case "flag": return { value: trimmed === "true" };
    case "list": return { value: trimmed ? trimmed.split(/[;\n]/).map((one) => one.trim()).filter(Boolean) : [] };
    case "records": {
      if (!trimmed) return { value: [] };
      try { return { value: JSON.parse(trimmed) as Value }; } catch (error) { return { wrong: say("cell.json", { why: error instanceof Error ? error.message : "" }) }; }
    }
    case "date":
      if (trimmed && !/^\d{4}(-\d{2}(-\d{2})?)?$/.test(trimmed)) return { wrong: say("cell.date", { text: trimmed }) };
      return { value: trimmed };
    default: return { value: column.type === "longtext" ? text : trimmed };
  }
};
