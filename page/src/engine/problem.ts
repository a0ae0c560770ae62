/** The schema of a problem: what `outlook.whatif.compiled` makes of a case for the page. */

import type { Packed } from "./spread";
import type { Input, PowerToggle, TermToggle } from "./types";

/** A row of the register; the fifth entry is 1 where its unit is a part of one. */
export type Row = readonly [number, number | null, number, string, 0 | 1];

/** Good, actor, weight, home. */
export type NeedRow = readonly [string, string, Packed, Packed];
/** Good, provider, recipient, share. */
export type TieRow = readonly [string, string, string, Packed];
/** Good, giver, taker, status. */
export type TermRow = readonly [string, string, string, string];
/** Sort, stake, origin, and the certainties of the claims behind a piece of evidence. */
export type Evidence = readonly [string, string, string, readonly string[]];
/** Standing, direction, and the certainties of each speaker, in the speakers' order. */
export type VoiceRow = readonly [string, string, readonly (readonly string[])[]];

export interface Contest {
  readonly id: string;
  readonly actor: string;
  readonly pact: string;
  readonly rows: readonly string[];
  readonly stated: readonly Evidence[];
}

export interface Question {
  readonly id: string;
  readonly text: string;
  readonly term: string;
  readonly delivery: string;
  /** Years ahead; null where the case or the question has no date. */
  readonly years: number | null;
  readonly voices: readonly VoiceRow[];
}

export interface Problem {
  readonly schema: 1;
  readonly worlds: number;
  readonly seed: number;
  /** Names of actors and goods, for labels. */
  readonly names: Readonly<Record<string, string>>;
  /** Group and delivery of every good. */
  readonly goods: Readonly<Record<string, readonly [string, string]>>;
  readonly actors: readonly string[];
  readonly needs: readonly NeedRow[];
  readonly ties: readonly TieRow[];
  readonly rows: Readonly<Record<string, Row>>;
  /** Patterns of ids that are drawn anew for each actor, pair or term. */
  readonly about_one: readonly string[];
  readonly pact: {
    readonly id: string;
    readonly members: readonly string[];
    readonly terms: readonly TermRow[];
    readonly during_war: boolean;
    readonly temporary: boolean;
  };
  readonly powers: readonly (readonly [string, string])[];
  /** What each outsider has let be known, sorted. */
  readonly attitudes: Readonly<Record<string, readonly string[]>>;
  /** Pairs of rivals that sources call allied. */
  readonly bonds: readonly (readonly [string, string])[];
  /** Members that each outsider sanctions. */
  readonly sanctions: Readonly<Record<string, readonly string[]>>;
  readonly contests: readonly Contest[];
  /** Whether the case holds documents, whose silence can say something. */
  readonly documents: boolean;
  readonly questions: readonly Question[];
  readonly inputs: readonly Input[];
  readonly toggles: { readonly powers: readonly PowerToggle[]; readonly terms: readonly TermToggle[] };
  readonly limits: readonly string[];
}
