/** A service by value: an OpenAPI 3.1 document, and its resource table in YAML. */
export interface ServedService {
  /** References within it are followed already, or lead to its schemas. */
  readonly document: unknown;
  readonly table: string;
}
