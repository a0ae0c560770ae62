// What the review's server tells of a claim and its document.
import { catalogue } from "../shared/words";
import english from "./words.json";

export const say = catalogue("review", english);

export type Status = "unreviewed" | "accepted" | "edited" | "rejected" | "added";
export type Field = "subject" | "relation" | "object" | "good" | "low" | "high" | "value" | "unit"
  | "polarity" | "certainty" | "kind" | "attributed_to" | "time" | "place";
export type Value = string | number | null;

export interface Claim extends Record<Field, Value> {
  readonly id: string;
  readonly doc: string;
  readonly quote: string;
  readonly extractor: string;
  readonly status: Status;
  readonly latest: string;
  readonly standing: string | null;
  readonly was: Readonly<Record<string, Value>>;
  readonly words: Readonly<Record<"subject" | "object" | "attributed_to" | "relation" | "good" | "amount", string>>;
  readonly grade: string;
  readonly flags: readonly string[];
  readonly doubt: number;
}

export interface Segment {
  readonly text: string;
  readonly kind: string;
  readonly claims: readonly string[];
}

export interface Paper {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly publisher: string;
  readonly published: string;
  readonly segments: readonly Segment[];
}

export interface Choices {
  readonly actors: Readonly<Record<string, string>>;
  readonly relations: Readonly<Record<string, string>>;
  readonly goods: Readonly<Record<string, string>>;
  readonly polarity: readonly string[];
  readonly certainty: readonly string[];
  readonly kind: readonly string[];
}

export interface State {
  readonly case: string;
  readonly notices: readonly string[];
  readonly documents: readonly Paper[];
  readonly claims: Claim[];
  readonly choices: Choices;
  version: string;
}

/** What the server answers to a decision. */
export interface Told {
  readonly status?: number;
  readonly error?: string;
  readonly wrong?: Readonly<Record<string, string>>;
  readonly claim?: string;
  readonly card?: Claim | null;
  readonly version?: string;
}

/** The claim as one spoken line. */
export const spoken = (claim: Claim): string => [
  claim.words.subject || say("nobody"), claim.polarity === "negative" ? say("not") : "",
  claim.words.relation, claim.good ? claim.words.good : "", claim.words.object,
].filter(Boolean).join(" ");
