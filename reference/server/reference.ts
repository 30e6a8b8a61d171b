import { drawFault } from "#reference/drawn/drawn-fault.ts";
import type { Patch } from "#reference/fault.ts";
import { FAULTS } from "#reference/faults.ts";
import { findById } from "#reference/find-by-id.ts";
import type { ReferenceDependencies, ReferenceOptions } from "./options.ts";
import { createPatchedReference, type Reference } from "./patched-reference.ts";
import { VARIANTS } from "#reference/variants.ts";

/** Makes a server of its own state. Throws on an unknown fault or variant, and on `auth` without credentials. */
export function createReference(options: ReferenceOptions & ReferenceDependencies = {}): Reference {
  const { variant, fault, drawn, patches = [] } = options;
  const chosen: Patch[] = [];
  if (variant !== undefined) chosen.push(findById("variant", VARIANTS, variant).patch);
  if (fault !== undefined) chosen.push(findById("fault", FAULTS, fault).patch);
  if (drawn !== undefined) chosen.push(drawFault(drawn).patch);
  return createPatchedReference(options, [...chosen, ...patches]);
}
