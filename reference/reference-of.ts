import type { ReferenceDependencies, ReferenceOptions } from "./options.ts";
import type { Reference } from "./reference.ts";

/** The reference server that `spec` asks for; the other one is not even loaded. Rejects on options that are not valid. */
export async function referenceOf(options: ReferenceOptions & ReferenceDependencies): Promise<Reference> {
  const { spec = "register-cluster" } = options;
  if (spec === "register-cluster") {
    const { createReference } = await import("./reference.ts");
    return createReference(options);
  }
  const [{ createServiceReference }, { serviceOf }] = await Promise.all([
    import("./service/service-reference.ts"),
    import("./service/service-of.ts"),
  ]);
  return createServiceReference(serviceOf(spec), options);
}
