import type { ReferenceDependencies, ReferenceOptions } from "./options.ts";
import { createReference, type Reference } from "./reference.ts";
import { serviceOf } from "./service/service-of.ts";
import { createServiceReference } from "./service/service-reference.ts";

/** The reference server that `spec` asks for. Throws on options that are not valid. */
export function referenceOf(options: ReferenceOptions & ReferenceDependencies): Reference {
  const { spec = "register-cluster" } = options;
  return spec === "register-cluster" ? createReference(options) : createServiceReference(serviceOf(spec), options);
}
