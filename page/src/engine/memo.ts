/** Results kept by stage, so that a change re-does only what depends on it. */

interface Kept {
  readonly given: readonly unknown[];
  readonly made: unknown;
}

const DEPTH = 3;

/** Thrown where time is up; what is made so far is kept, and the next try goes on from it. */
export const PAUSED = new Error("the time for this slice is up");

/** Keep the last few results of each stage, found again by the identity of its inputs. */
export class Memo {
  /** When to pause, by the clock of `performance`. */
  deadline = Infinity;
  private readonly stages = new Map<string, Kept[]>();

  /** Throw `PAUSED` when time is up; call it only after something new was kept. */
  pause(): void {
    if (this.deadline < Infinity && performance.now() > this.deadline) throw PAUSED;
  }

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
    this.pause();
    return made;
  }
}

function alike(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let k = 0; k < one.length; k++) if (one[k] !== other[k]) return false;
  return true;
}
