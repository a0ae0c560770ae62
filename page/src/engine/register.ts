/** Declared numbers by id; a good inherits from its group, one actor from any. */

import type { Problem } from "./problem";
import type { Spread } from "./spread";
import { unpack } from "./spread";

export interface Entry {
  readonly spread: Spread;
  /** Id of the row that the range comes from; empty for a row of its own. */
  readonly inherits: string;
  /** Whether the unit is a part of one. */
  readonly isPart: boolean;
}

/** What is the same in all scenarios: the shipped rows, and which are drawn for one. */
export class Rows {
  readonly entries = new Map<string, Entry>();
  readonly goods: Problem["goods"];
  private readonly aboutOne: readonly RegExp[];

  constructor(problem: Problem) {
    for (const [id, [low, mode, high, letter, isPart]] of Object.entries(problem.rows)) {
      const spread = unpack([low, mode, high, letter]);
      this.entries.set(id, { spread, inherits: "", isPart: isPart === 1 });
    }
    this.goods = problem.goods;
    this.aboutOne = problem.about_one.map(pattern);
  }

  isAboutOne(id: string): boolean {
    return this.aboutOne.some((one) => one.test(id));
  }
}

/** The rows with what a scenario sets. */
export class Register {
  constructor(
    private readonly rows: Rows,
    private readonly set: ReadonlyMap<string, Spread> = new Map(),
  ) {}

  /** Find an entry as `core.assumption.Register` does. */
  find(id: string): Entry | undefined {
    return this.plain(id) ?? this.forAny(id);
  }

  spread(id: string): Spread {
    const found = this.find(id);
    if (found === undefined) throw new Error(`no assumption ${id}`);
    return found.spread;
  }

  has(id: string): boolean {
    return this.find(id) !== undefined;
  }

  /** Whether a row has this very id, shipped or set. */
  holds(id: string): boolean {
    return this.set.has(id) || this.rows.entries.has(id);
  }

  ids(): string[] {
    return [...new Set([...this.rows.entries.keys(), ...this.set.keys()])];
  }

  private plain(id: string): Entry | undefined {
    const own = this.set.get(id);
    if (own !== undefined) return { spread: own, inherits: "", isPart: this.isPart(id) };
    const shipped = this.rows.entries.get(id);
    if (shipped !== undefined) return shipped;
    const [head, good, name, ...more] = id.split(".");
    if (head !== "good" || good === undefined || name === undefined || more.length) return undefined;
    const group = this.rows.goods[good]?.[0];
    const parent = `group.${group}.${name}`;
    const found = group === undefined ? undefined : this.plain(parent);
    return found && { ...found, inherits: parent };
  }

  private forAny(id: string): Entry | undefined {
    const parts = id.split(".");
    if (parts.includes("")) return undefined;
    for (let end = parts.length - 1; end > 1; end--) {
      const short = parts.slice(0, end).join(".");
      const found = this.rows.isAboutOne(short) ? this.plain(short) : undefined;
      if (found !== undefined) return { ...found, inherits: short };
    }
    return undefined;
  }

  private isPart(id: string): boolean {
    return new Register(this.rows).find(id)?.isPart ?? false;
  }
}

/** Turn a pattern of `fnmatch` into an expression for whole ids. */
export function pattern(text: string): RegExp {
  const escaped = text.replace(/[.+^${}()|\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".").replaceAll("[!", "[^")}$`, "s");
}
