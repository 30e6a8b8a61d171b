import type { Patch } from "../../fault.ts";
import { breaking, type Defects, type UnplacedFault } from "../defect.ts";

/** A number that an input must not pass. */
export interface MovableBound {
  readonly limit: number;
  /** It is a lower bound. */
  readonly least?: boolean;
  /** Puts it at another place. */
  readonly at: (place: number) => Patch;
  /** How faults are found that let more through: they fail, unless no source forbids what is beyond. */
  readonly beyond?: typeof breaking;
}

/** A bound that stands at another place: it refuses the documented limit, or lets more through. */
export function moved(requirement: string, bound: MovableBound, places: Defects<number>): UnplacedFault[] {
  const { limit, least = false, at, beyond = breaking } = bound;
  return Object.entries(places).flatMap(([id, [sentence, place]]) => {
    const isTighter = least ? place > limit : place < limit;
    return isTighter
      ? breaking(`${requirement}.accepts`, { [id]: [sentence, at(place)] })
      : beyond(requirement, { [id]: [sentence, at(place)] });
  });
}
