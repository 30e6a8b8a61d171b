/** A cluster that could not be removed, or that may exist nevertheless. */
export interface ClusterLeft {
  readonly name: string;
  readonly reason: string;
  /** The AWS CLI command that removes it, if it is the run's own. */
  readonly command?: string | undefined;
}
