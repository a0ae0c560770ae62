// What is moved now, what was before, and what follows.
import type { Answers, Engine } from "../engine/index";
import { NONE, same, settings, type Changes } from "./changes";
import { inSlices } from "./slices";

export interface View {
  readonly changes: Changes;
  readonly base: Answers;
  readonly now: Answers;
  /** How many worlds these answers are of: the first ones, while a hand moves. */
  readonly worlds: number;
  readonly name: string | null;
  readonly refused: string | null;
  readonly can_undo: boolean;
  readonly can_redo: boolean;
}

const MOST_UNDONE = 100;

/** Worlds solved while a hand moves, where all of them take longer than is quick. */
const FIRST = 1000;
/** What is quick, and how long a hand rests before all worlds are solved, in milliseconds. */
const QUICK = 25, REST = 140;
/** How fast a slow solution is forgotten: inputs differ in what they set off. */
const FADES = 0.8;

/** Holds the changes; solves at most once a frame, and tells who listens. */
export class Desk {
  readonly base: Answers;
  private changes: Changes = NONE;
  private now: Answers;
  private settled: Changes = NONE;
  private past: Changes[] = [];
  private future: Changes[] = [];
  private name: string | null = null;
  private refused: string | null = null;
  private wanted: Changes | null = null;
  private begun: number | null = null;
  private aside: { key: string; answers: Answers } | null = null;
  private listeners: ((view: View) => void)[] = [];
  /** What all worlds took of late, in milliseconds. */
  private took = Infinity;
  /** What nothing changed brings in the first worlds, where `now` is of those alone. */
  private first: Answers | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly engine: Engine) {
    this.base = this.now = engine.solve([]);
    if (engine.count > FIRST) inSlices((within) => engine.warm(within, { worlds: FIRST }));
  }

  get view(): View {
    return {
      changes: this.changes, base: this.first ?? this.base, now: this.now,
      worlds: this.first ? FIRST : this.engine.count, name: this.name, refused: this.refused,
      can_undo: this.past.length > 0, can_redo: this.future.length > 0,
    };
  }

  /** Tell of every change; what it returns ends that. */
  listen(listener: (view: View) => void): () => void {
    this.listeners.push(listener);
    return () => { this.listeners = this.listeners.filter((one) => one !== listener); };
  }

  /** Move something while it is dragged; `begun` is when the hand moved. */
  move(changes: Changes, begun = performance.now()): void {
    if (this.wanted === null) requestAnimationFrame(() => this.solve());
    this.wanted = changes;
    this.begun ??= begun;
  }

  /** Change something once and for all: it can be undone. */
  put(changes: Changes, begun?: number): void {
    this.move(changes, begun);
    this.settle();
  }

  /** End a drag: what it moved becomes one step that can be undone. */
  settle(): void {
    this.solve();
    if (this.refused !== null || same(this.changes, this.settled)) return;
    this.past = [...this.past.slice(-MOST_UNDONE), this.settled];
    this.future = [];
    this.settled = this.changes;
    this.tell();
  }

  undo(): void { this.step(this.past, this.future); }
  redo(): void { this.step(this.future, this.past); }

  /** Take up a scenario under its name. */
  load(changes: Changes, name: string | null): void {
    this.put(changes);
    if (this.refused === null) this.name = name;
    this.tell();
  }

  /** Call what stands now by a name. */
  call(name: string | null): void {
    this.name = name;
    this.tell();
  }

  /** What other changes would bring; what is set now stays. */
  answers(changes: Changes): Answers {
    if (!changes.size) return this.base;
    if (same(changes, this.changes)) {
      this.finish();
      return this.now;
    }
    const key = settings(changes).join("\n");
    if (this.aside?.key !== key) this.aside = { key, answers: this.engine.solve(settings(changes)) };
    return this.aside.answers;
  }

  refuse(words: string): void {
    this.refused = words;
    this.tell();
  }

  private step(from: Changes[], to: Changes[]): void {
    const next = from.pop();
    if (next === undefined) return;
    to.push(this.settled);
    this.wanted = next;
    this.begun = performance.now();
    this.settled = next;
    this.solve();
  }

  private solve(): void {
    const changes = this.wanted, begun = this.begun;
    this.wanted = this.begun = null;
    if (changes === null) return;
    if (!same(changes, this.changes)) {
      try {
        this.reckon(changes);
        this.changes = changes;
        this.refused = null;
      } catch (error) {
        this.refused = error instanceof Error ? error.message : String(error);
      }
    }
    this.tell();
    if (begun !== null) measured(begun);
  }

  /** Solve all worlds where that is quick; else the first of them now, and all when the hand rests. */
  private reckon(changes: Changes): void {
    const { engine } = this;
    if (!changes.size || engine.count <= FIRST || this.took <= QUICK) {
      this.now = this.whole(changes);
      this.first = null;
      clearTimeout(this.timer);
      return;
    }
    this.now = engine.solve(settings(changes), { worlds: FIRST });
    this.first ??= engine.solve([], { worlds: FIRST });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.finish();
      this.tell();
    }, REST);
  }

  /** Solve all worlds of what stands now, where only the first were. */
  private finish(): void {
    if (!this.first) return;
    clearTimeout(this.timer);
    this.now = this.whole(this.changes);
    this.first = null;
  }

  private whole(changes: Changes): Answers {
    if (!changes.size) return this.base;
    const begun = performance.now();
    const found = this.engine.solve(settings(changes));
    this.took = Math.max(performance.now() - begun, this.took < Infinity ? FADES * this.took : 0);
    return found;
  }

  private tell(): void {
    for (const listener of this.listeners) listener(this.view);
  }
}

// From the hand's move to the picture on the screen.
const measured = (begun: number): void => {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    try { performance.measure("what-if", { start: begun, end: performance.now() }); } catch { /* no such clock */ }
  }));
};
