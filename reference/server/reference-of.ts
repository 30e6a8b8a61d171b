import type { ReferenceDependencies, ReferenceOptions } from "./options.ts";
import type { Reference } from "./patched-reference.ts";

/**
 * The reference server that `spec` asks for. Neither the other one is loaded, nor faults and variants that nobody asks for.
 * Rejects on options that are not valid.
 */
export async function referenceOf(options: ReferenceOptions & ReferenceDependencies): Promise<Reference> {
  const { spec = "register-cluster", fault, drawn, variant, patches = [] } = options;
  if (spec === "register-cluster" && fault === undefined && drawn === undefined && variant === undefined) {
    const { createPatchedReference } = await import("./patched-reference.ts");
    return createPatchedReference(options, patches);
  }
  if (spec === "register-cluster") {
    const { createReference } = await import("./reference.ts");
    return createReference(options);
  }
  // One after the other: where Jest loads modules, two that share others cannot be linked at once.
  const { createServiceReference } = await import("#reference/service/service-reference.ts");
  const { serviceOf } = await import("#reference/service/service-of.ts");
  return createServiceReference(serviceOf(spec), options);
}
