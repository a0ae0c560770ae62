// What the server answers.
export interface Limits { readonly upload_bytes?: number; readonly files?: number }
export interface Recent { readonly name: string; readonly title?: string; readonly folder?: string; readonly when?: string }
export interface Session {
  readonly version: number;
  readonly csrf: string;
  readonly case: { readonly id?: string; readonly name: string; readonly title?: string; readonly as_of?: string; readonly folder?: string } | null;
  readonly product_version?: string;
  readonly limits?: Limits;
  readonly recent?: readonly Recent[];
}

export interface Named { readonly code: string; readonly name: string; readonly role?: string }
export interface Summary {
  readonly version: number;
  readonly id?: string;
  readonly name: string;
  readonly title?: string;
  readonly as_of?: string;
  readonly folder?: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly members: readonly (Named | string)[];
  readonly pact: { readonly id: string; readonly name: string } | null;
  readonly powers: readonly Named[];
  readonly patron?: string | null;
  readonly names?: Readonly<Record<string, string>>;
  readonly goods?: Readonly<Record<string, string>>;
  readonly problems?: number | { readonly error?: number; readonly errors?: number; readonly warning?: number; readonly warnings?: number };
  readonly reviewed?: { readonly decided: number; readonly total: number };
  readonly gaps?: readonly string[];
  readonly questions?: readonly { readonly id: string; readonly text: string }[];
}

export interface Problem {
  readonly where: string;
  readonly what: string;
  readonly accepted?: string;
  readonly hint?: string;
  readonly severity?: string;
  readonly table?: string | null;
  readonly id?: string | null;
  readonly column?: string | null;
}

export type Value = string | number | boolean | null | readonly string[];
export type Row = { readonly id: string } & Readonly<Record<string, Value>>;
export interface Choice { readonly value: string; readonly name?: string }
export interface Column {
  readonly name: string;
  readonly label?: string;
  readonly type: string;
  readonly accepted?: string | readonly (string | Choice)[] | null;
  readonly unit?: string | null;
  readonly help?: string | null;
  readonly required?: boolean;
}
export interface Table { readonly name: string; readonly label?: string; readonly columns: readonly Column[]; readonly key?: unknown; readonly count?: number; readonly total?: number; readonly help?: string; readonly fixed?: boolean }
export interface Rows { readonly rows: readonly Row[]; readonly total: number; readonly version?: number }

export interface HistoryEntry { readonly version: number; readonly when: string; readonly what: string; readonly table?: string; readonly id?: string; readonly who?: string; readonly files?: readonly string[] }
export interface History { readonly entries: readonly HistoryEntry[]; readonly can_undo: boolean; readonly can_redo: boolean; readonly undo?: string | null; readonly redo?: string | null }

export interface Paper {
  readonly id: string; readonly name: string; readonly title?: string; readonly publisher?: string; readonly published?: string;
  readonly characters?: number; readonly claims?: number; readonly decided?: number; readonly text?: string;
}
export interface Claim {
  readonly id: string; readonly doc: string; readonly start: number; readonly end: number; readonly quote: string;
  readonly kind: string; readonly subject: string; readonly relation: string; readonly object: string;
  readonly value?: number | string | null; readonly low?: number | string | null; readonly high?: number | string | null; readonly unit?: string;
  readonly polarity?: string; readonly certainty?: string; readonly attributed_to?: string; readonly time?: string; readonly place?: string; readonly good?: string;
  readonly extractor?: string; readonly notes?: unknown; readonly decision?: string; readonly status?: string; readonly doc_title?: string; readonly label?: string;
}

export interface Job {
  readonly id: string; readonly kind: string; readonly state: "waiting" | "running" | "done" | "failed" | "cancelled";
  readonly done?: number; readonly of?: number; readonly message?: string; readonly version: number;
  readonly worlds?: number; readonly seed?: number; readonly options?: Readonly<Record<string, unknown>>;
  readonly started?: string; readonly finished?: string; readonly result?: unknown;
  readonly error?: string | { readonly error?: string; readonly accepted?: string; readonly hint?: string };
}

export interface Assumption {
  readonly id: string; readonly label?: string; readonly low: number; readonly mode?: number | null; readonly high: number; readonly shape: string;
  readonly unit?: string; readonly reason?: string; readonly citation?: string; readonly own?: boolean; readonly used?: boolean;
  readonly claims?: readonly (string | { readonly id: string; readonly quote?: string })[];
  readonly register?: { readonly low: number; readonly mode?: number | null; readonly high: number; readonly shape: string };
}

export interface Step {
  readonly id: string; readonly kind: string; readonly label: string; readonly value: string; readonly quote: string; readonly source: string;
  readonly start: number; readonly end: number; readonly reason: string; readonly citation: string; readonly parents: readonly Step[];
}

export interface Scenario { readonly name: string; readonly changes: readonly string[]; readonly note?: string; readonly when?: string }
export interface Study { readonly name?: string; readonly study?: string; readonly question?: string; readonly outcome?: string; readonly ready?: boolean; readonly lacking?: readonly string[]; readonly tells?: boolean | null; readonly adds?: boolean | null; readonly needs?: readonly string[]; readonly result?: unknown }

export interface Band { readonly low: number; readonly median: number; readonly high: number }
