/** A cluster that could not be removed, or that may be there all the same. */
export interface ClusterLeft {
  readonly name: string;
  readonly reason: string;
  /** The AWS CLI command that removes it, where it is the run's own. */
  readonly command?: string | undefined;
}
