/** What every actor loses if another cuts it off, and the asymmetry of it (`measures`). */

import type { Worlds } from "./numbers";
import type { Scene } from "./scene";
import { cutsOf } from "./threats";

/** Part of welfare that a recipient loses; null where none of its needs is known. */
export function dependenceOf(scene: Scene, recipient: string, provider: string): Worlds | null {
  if (!scene.needs(recipient).size) return null;
  const { goods, whole } = cutsOf(scene, provider, recipient);
  if (!goods.length) return null;
  return scene.memo.of(`dependence ${recipient} ${provider}`, [whole], () =>
    whole.map((loss) => -Math.expm1(-loss)),
  );
}

/** By how much one depends less on another than the other on it. */
export function leverageOf(
  scene: Scene,
  name: string,
  own: Worlds | null,
  other: Worlds | null,
): Worlds | null {
  if (own === null && other === null) return null;
  return scene.memo.of(`leverage ${name}`, [own, other], () =>
    Float64Array.from({ length: scene.count }, (_, w) => (other?.[w] ?? 0) - (own?.[w] ?? 0)),
  );
}
