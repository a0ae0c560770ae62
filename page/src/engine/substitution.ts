/** What losing part of a supply costs: `measures.substitution`, `measures.decomposition`. */

import type { Worlds } from "./numbers";
import { DEEP, EPS, TOTAL } from "./numbers";

/** `varsigma - 1`, kept away from 0. */
export function gapOf(varsigma: number): number {
  const gap = varsigma - 1;
  return Math.abs(gap) < EPS ? EPS : gap;
}

/** `ln[d + (1-d) y^x]`, the log of a nest of home and foreign supply. */
export function logNest(foreign: number, home: number, inner: number): number {
  const rise = Math.log(foreign) * inner;
  if (rise > -DEEP && home < 1) {
    return rise + Math.log1p(home * Math.expm1(Math.min(-rise, DEEP)));
  }
  return home > 0 ? Math.log(home) : rise;
}

/** Log loss of a need when a part of its foreign supply is cut, in the long run. */
export function needCut(
  taken: number,
  home: number,
  sigma: number,
  varsigma: number,
  evasion: number,
): number {
  const gap = gapOf(varsigma);
  const retained = 1 - (1 - evasion) * Math.min(taken, 1);
  const loss = 0 - logNest(retained, home, gap / (sigma - 1)) * (1 / gap);
  return loss < 0 ? 0 : loss > TOTAL ? TOTAL : loss;
}

/** What several needs lose together; one entry a need in `weight` and `loss`. */
export function welfareLoss(
  weight: readonly Worlds[],
  loss: readonly Worlds[],
  rho: Worlds,
  w: number,
): number {
  const many = weight.length;
  if (many === 0) return 0;
  const gap = 1 - rho[w]!;
  if (Math.abs(gap) < EPS) {
    let linear = 0;
    for (let k = 0; k < many; k++) if (weight[k]![w]! > 0) linear += weight[k]![w]! * loss[k]![w]!;
    return linear < 0 ? 0 : linear > TOTAL ? TOTAL : linear;
  }
  let peak = 0;
  let known = 0;
  for (let k = 0; k < many; k++) {
    const a = weight[k]![w]!;
    known += a;
    const tilt = a > 0 ? bounded(gap * loss[k]![w]!) : 0;
    if (tilt > peak) peak = tilt;
  }
  let inner = 0;
  for (let k = 0; k < many; k++) {
    const a = weight[k]![w]!;
    inner += a * Math.expm1((a > 0 ? bounded(gap * loss[k]![w]!) : 0) - peak);
  }
  inner = Math.max(inner + (1 - known) * Math.expm1(-peak), -1);
  const bent = (peak + Math.log1p(inner)) / gap;
  return bent < 0 ? 0 : bent > TOTAL ? TOTAL : bent;
}

function bounded(tilt: number): number {
  return tilt > TOTAL ? TOTAL : tilt < -TOTAL ? -TOTAL : tilt;
}

/** Split a loss among needs (Sato 1976, Vartia 1976). One entry a need. */
export function lossParts(
  weight: readonly Worlds[],
  loss: readonly Worlds[],
  rho: Worlds,
  count: number,
): Worlds[] {
  const many = weight.length;
  const parts = weight.map(() => new Float64Array(count));
  const growths = new Float64Array(many);
  for (let w = 0; w < count; w++) {
    const whole = welfareLoss(weight, loss, rho, w);
    const gap = 1 - rho[w]!;
    let total = 0;
    let known = 0;
    for (let k = 0; k < many; k++) {
      const a = weight[k]![w]!;
      const each = a > 0 ? loss[k]![w]! : 0;
      growths[k] = a * growth(gap * (each - whole));
      total += growths[k]!;
      known += a;
    }
    total += Math.max(1 - known, 0) * growth(-gap * whole);
    let found = 0;
    for (let k = 0; k < many; k++) {
      const each = weight[k]![w]! > 0 ? loss[k]![w]! : 0;
      const part = each * (growths[k]! / total);
      parts[k]![w] = part;
      found += part;
    }
    const scale = whole / (found > 0 ? found : 1);
    for (let k = 0; k < many; k++) parts[k]![w] = parts[k]![w]! * scale;
  }
  return parts;
}

/** `(e^x - 1) / x`, the logarithmic mean of `e^x` and 1. */
function growth(change: number): number {
  return change === 0 ? 1 : Math.expm1(change) / change;
}
