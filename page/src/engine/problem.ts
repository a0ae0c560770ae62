/** The schema of a problem: what Python compiles of a case for the page. */

import type { Input, PowerToggle, TermToggle } from "./types";

export interface Problem {
  readonly worlds: number;
  readonly inputs: readonly Input[];
  readonly toggles: { readonly powers: readonly PowerToggle[]; readonly terms: readonly TermToggle[] };
  readonly pact: { readonly members: readonly string[] };
  readonly limits: readonly string[];
}
