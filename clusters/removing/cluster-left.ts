/** A cluster that could not be removed, or that may exist nevertheless. */
export interface ClusterLeft {
  readonly name: string;
  /** Of a whole service, the kind of resource, such as `nodegroup`. */
  readonly kind?: string | undefined;
  readonly reason: string;
  /** The AWS CLI command that removes it, if it is the run's own. */
  readonly command?: string | undefined;
}
