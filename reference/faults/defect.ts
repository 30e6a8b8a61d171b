import type { Area } from "../../spec/requirement.ts";
import type { Call } from "../behaviours.ts";
import type { RegistrationInput } from "../clusters/cluster.ts";
import type { Fault, Patch } from "../fault.ts";
import { around } from "../patches.ts";

/** What a server does wrong, as a sentence, and what makes it do so. */
export type Defect = readonly [sentence: string, patch: Patch];

/** Defects by the ids of the faults that they make. */
export type Defects = Readonly<Record<string, Defect>>;

/** A fault of an area yet to be said. */
export type UnplacedFault = Omit<Fault, "area">;

/** Faults that each of these requirements finds. */
export function breaking(requirements: string | readonly string[], defects: Defects): UnplacedFault[] {
  const all = [requirements].flat();
  return Object.entries(defects).map(([id, [sentence, patch]]) => ({ id, sentence, requirements: all, patch }));
}

/** Faults of which each of these requirements warns. */
export function warned(requirements: string | readonly string[], defects: Defects): UnplacedFault[] {
  return breaking(requirements, defects).map((fault) => ({ ...fault, level: "SHOULD" }));
}

/** Faults of one area. */
export function family(area: Area, ...faults: readonly (readonly UnplacedFault[])[]): readonly Fault[] {
  return faults.flat().map((fault) => ({ ...fault, area }));
}

/** Refuses registrations for which `refuses` holds, as if they broke a constraint. */
export function refuse(refuses: (input: RegistrationInput, call: Call) => boolean): Patch {
  return around("nameRequired", (own, input, call) =>
    refuses(input, call) ? "The request is not valid." : own(input, call),
  );
}

/** What a bug in the server comes to: InternalFailure. */
export function crash(): never {
  throw new TypeError("Cannot read properties of undefined");
}
