import type { Area } from "#spec/requirement.ts";
import { kebab } from "#reference/kebab.ts";
import type { OperationName } from "#reference/wire/route.ts";
import type { Fault, Patch } from "#reference/fault.ts";

/** What a server does wrong, as a sentence, and what makes it do so: a patch, or what the patches of its kind are made of. */
export type Defect<Cause = Patch> = readonly [sentence: string, cause: Cause];

/** Defects by the ids of the faults that they make. */
export type Defects<Cause = Patch> = Readonly<Record<string, Defect<Cause>>>;

/** A fault of an area yet to be said. */
export type UnplacedFault = Omit<Fault, "area">;

type Requirements = string | readonly string[];

/** Makes faults of what stands in their rows, each found by all of the requirements. */
export type FaultsOf<Cause> = (requirements: Requirements, defects: Defects<Cause>) => UnplacedFault[];

/** Faults of one kind, whose patches are made of what stands in their rows. */
export function breakingBy<Cause>(patchOf: (cause: Cause) => Patch): FaultsOf<Cause> {
  return (requirements, defects) =>
    Object.entries(defects).map(([id, [sentence, cause]]) => {
      return { id, sentence, requirements: [requirements].flat(), patch: patchOf(cause) };
    });
}

/** The same, where each requirement warns of them. */
export function warnedBy<Cause>(patchOf: (cause: Cause) => Patch): FaultsOf<Cause> {
  const broken = breakingBy(patchOf);
  return (requirements, defects) => broken(requirements, defects).map((fault) => ({ ...fault, level: "SHOULD" }));
}

const itself = (patch: Patch): Patch => patch;

/** Faults that each of these requirements finds. */
export const breaking: FaultsOf<Patch> = breakingBy(itself);

/** Faults of which each of these requirements warns. */
export const warned: FaultsOf<Patch> = warnedBy(itself);

/** Faults of one area. */
export function family(area: Area, ...faults: readonly (readonly UnplacedFault[])[]): readonly Fault[] {
  return faults.flat().map((fault) => ({ ...fault, area }));
}

/** What requirements of an operation begin with. */
export function prefixOf(operation: OperationName): string {
  return kebab(operation.replace(/Clusters?$/, ""));
}

/** What a bug in the server comes to: InternalFailure. */
export function crash(): never {
  throw new TypeError("Cannot read properties of undefined");
}
