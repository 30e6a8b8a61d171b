import type { Area } from "../../spec/requirement.ts";
import type { Call } from "../behaviours.ts";
import type { RegistrationInput } from "../clusters/cluster.ts";
import type { Fault, Patch } from "../fault.ts";

/** Faults of one area. */
export function family(area: Area, faults: readonly Omit<Fault, "area">[]): readonly Fault[] {
  return faults.map((fault) => ({ ...fault, area }));
}

/** Refuses registrations for which `refuses` holds, as if they broke a constraint. */
export function refuse(refuses: (input: RegistrationInput, call: Call) => boolean): Patch {
  return (behaviours) => ({
    nameRequired: (input, call) =>
      refuses(input, call) ? "The request is not valid." : behaviours.nameRequired(input, call),
  });
}

/** What a bug in the server comes to: InternalFailure. */
export function crash(): never {
  throw new TypeError("Cannot read properties of undefined");
}
