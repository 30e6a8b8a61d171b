/** A service by value: an OpenAPI 3.1 document, and its resource table in YAML. */
export interface ServedService {
  /** References within it are followed already, or lead to its schemas. */
  readonly document: unknown;
  /** Absent for a model of EKS, which has the table and the world that come with the package. */
  readonly table?: string;
}
