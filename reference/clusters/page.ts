export interface NamePage {
  readonly names: readonly string[];
  /** Absent on the last page. */
  readonly nextToken: string | undefined;
}
