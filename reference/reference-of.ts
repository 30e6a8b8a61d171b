import type { ReferenceDependencies, ReferenceOptions } from "./options.ts";
import type { Reference } from "./reference.ts";

/** The reference server that `spec` asks for; the other one is not even loaded. Rejects on options that are not valid. */
export async function referenceOf(options: ReferenceOptions & ReferenceDependencies): Promise<Reference> {
  const { spec = "register-cluster" } = options;
  if (spec === "register-cluster") {
    const { createReference } = await import("./reference.ts");
    return createReference(options);
  }
  // One after the other: where Jest loads modules, two that share others cannot be linked at once.
  const { createServiceReference } = await import("./service/service-reference.ts");
  const { serviceOf } = await import("./service/service-of.ts");
  return createServiceReference(serviceOf(spec), options);
}
