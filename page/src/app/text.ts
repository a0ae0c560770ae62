// The text of a document, cut where claims begin and end.
import type { Claim } from "./types";

export interface Piece { readonly text: string; readonly claims: readonly string[] }

/** Cut a text at the bounds of claims, which count code points and may overlap. */
export const pieces = (text: string, claims: readonly Claim[]): readonly Piece[] => {
  const units = positions(text, claims);
  const bounds = new Set<number>([0, text.length]);
  for (const claim of claims) {
    bounds.add(units(claim.start));
    bounds.add(units(claim.end));
  }
  const sorted = [...bounds].sort((a, b) => a - b);
  const starts = new Map<number, string[]>(), ends = new Map<number, string[]>();
  const put = (at: Map<number, string[]>, key: number, id: string): void => { const list = at.get(key); if (list) list.push(id); else at.set(key, [id]); };
  for (const claim of claims) {
    if (claim.end <= claim.start) continue;
    put(starts, units(claim.start), claim.id);
    put(ends, units(claim.end), claim.id);
  }
  const open = new Set<string>();
  const found: Piece[] = [];
  for (let k = 0; k + 1 < sorted.length; k += 1) {
    const from = sorted[k] as number;
    for (const id of ends.get(from) ?? []) open.delete(id);
    for (const id of starts.get(from) ?? []) open.add(id);
    found.push({ text: text.slice(from, sorted[k + 1]), claims: [...open] });
  }
  return found;
};

/** A function from code points to the units that strings count in. */
const positions = (text: string, claims: readonly Claim[]): ((point: number) => number) => {
  const wanted = [...new Set(claims.flatMap((claim) => [claim.start, claim.end]))].sort((a, b) => a - b);
  const found = new Map<number, number>();
  let unit = 0, point = 0;
  for (const goal of wanted) {
    while (point < goal && unit < text.length) {
      unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
      point += 1;
    }
    found.set(goal, unit);
  }
  return (at) => found.get(at) ?? 0;
};
