// The numbers of all years: one byte a cell, unpacked once.
import { figures } from "../shared/figures";
import { catalogue } from "../shared/words";
import english from "./words.json";

export const say = catalogue("atlas", english);

export const NONE = -1;
const UNSEEN = 255;

export type Years = readonly [first: number, last: number];
/** Median, low and high as bytes (see atlas_data.py), and the share of purchases in percent. */
export type Cell = readonly [middle: number, low: number, high: number, share: number];
export type Sphere = readonly [
  client: number, leader: number, patron: number, share: number, years: number,
  loss: readonly [low: number, middle: number, high: number], leverage: string, silent: number,
];
export type Holder = readonly [place: number, hold: string, count: number];

export interface Span {
  readonly span: Years;
  readonly spheres: readonly Sphere[];
  readonly holders: readonly Holder[];
  readonly arms: Readonly<Record<number, readonly [name: string, share: number]>>;
}

export interface Told {
  readonly states: readonly (readonly [code: string, name: string, region: string])[];
  readonly spans: readonly Span[];
  readonly holds: readonly { readonly state: number; readonly points: readonly (readonly [number, number, number, number])[] }[];
  readonly words: readonly (readonly string[])[];
  readonly unknown: readonly (readonly Years[])[];
  readonly unsure: readonly Years[];
  readonly years: readonly (readonly [year: number, here: readonly number[]])[];
  readonly cells: string;
}

export interface Layer {
  readonly year: number;
  readonly here: readonly number[];
  readonly spot: ReadonlyMap<number, number>;
  readonly start: number;
}

/** A byte as percent. */
export const worth = (code: number): number =>
  code <= 1 ? 0 : code <= 10 ? (code - 1) / 100 : code < 110 ? (code - 10) / 10 : code - 100;

/** A byte as it is shown; the same words as Python's. */
export const percent = (code: number): string => figures(code === 0 ? "0 %" : code === 1 ? "<0.01 %"
  : code <= 10 ? `0.0${code - 1} %` : code < 110 ? `${worth(code).toFixed(1)} %` : `${worth(code)} %`);

export const range = ([middle, low, high]: readonly [number, number, number, ...number[]]): string =>
  `${percent(middle)} [${percent(low).replace(" %", "")}-${percent(high)}]`;

export const spanWords = ([first, last]: Years): string => (first === last ? `${first}` : `${first}-${last}`);

/** All years, and what a state loses to another in one of them. */
export class Numbers {
  readonly layers: readonly Layer[];
  private readonly plane: number;

  private constructor(readonly told: Told, private readonly cells: Uint8Array) {
    this.plane = cells.length / 4;
    let start = 0;
    this.layers = told.years.map(([year, here]) => {
      const layer = { year, here, spot: new Map(here.map((place, k) => [place, k])), start };
      start += here.length ** 2;
      return layer;
    });
  }

  static async unpack(told: Told): Promise<Numbers> {
    const packed = Uint8Array.from(atob(told.cells), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Numbers(told, new Uint8Array(await new Response(stream).arrayBuffer()));
  }

  cell(layer: Layer, to: number, by: number): Cell | null {
    const row = layer.spot.get(to), column = layer.spot.get(by);
    if (row === undefined || column === undefined) return null;
    const at = layer.start + row * layer.here.length + column;
    const part = (k: number): number => this.cells[at + k * this.plane] ?? UNSEEN;
    return part(0) === UNSEEN ? null : [part(0), part(1), part(2), part(3)];
  }

  name(place: number): string {
    return this.told.states[place]?.[1] ?? "";
  }

  spanOf(year: number): Span {
    const found = this.told.spans.find(({ span }) => span[0] <= year && year <= span[1]) ?? this.told.spans.at(-1);
    if (!found) throw new Error("an atlas without a decade");
    return found;
  }

  /** What a state loses to another, through all years. */
  through(to: number, by: number): Point[] {
    return this.layers.flatMap((one): Point[] => {
      const value = this.cell(one, to, by);
      return value ? [[one.year, worth(value[0]), worth(value[1]), worth(value[2])]] : [];
    });
  }
}

export type Point = readonly [year: number, middle: number, low: number, high: number];
