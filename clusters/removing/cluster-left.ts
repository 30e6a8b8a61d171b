/** A cluster that could not be removed, or that may exist nevertheless. */
export interface ClusterLeft {
  readonly name: string;
  /** Of a whole service, the kind of resource, such as `nodegroup`. */
  readonly kind?: string | undefined;
  readonly reason: string;
  /** The AWS CLI command that removes it, if it is the run's own. */
  readonly command?: string | undefined;
}

/** Why what bears the run's id, under a name that the run never sent, is left. */
export const STRAY =
  "it bears the run's id, but the run never sent this name, so nothing proves that it is the run's: it is not removed, and no removal command is given";
