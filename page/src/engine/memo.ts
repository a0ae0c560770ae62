/** Results kept by stage, so that a change re-does only what depends on it. */

interface Kept {
  readonly given: readonly unknown[];
  readonly made: unknown;
}

const DEPTH = 3;

/** Keep the last few results of each stage, found again by the identity of its inputs. */
export class Memo {
  private readonly stages = new Map<string, Kept[]>();

  /** Return what `make` makes, unless it was made of the very same inputs before. */
  of<Made>(stage: string, given: readonly unknown[], make: () => Made): Made {
    let kept = this.stages.get(stage);
    if (kept === undefined) this.stages.set(stage, (kept = []));
    for (let k = 0; k < kept.length; k++) {
      const one = kept[k]!;
      if (!alike(one.given, given)) continue;
      if (k > 0) {
        kept.splice(k, 1);
        kept.unshift(one);
      }
      return one.made as Made;
    }
    const made = make();
    kept.unshift({ given, made });
    if (kept.length > DEPTH) kept.pop();
    return made;
  }
}

function alike(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let k = 0; k < one.length; k++) if (one[k] !== other[k]) return false;
  return true;
}
