/** Marks a cluster as one of this run. */
export interface RunTag {
  readonly key: string;
  readonly value: string;
}
