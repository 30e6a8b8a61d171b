/** A cluster that could not be removed, or that may exist nevertheless. */
export interface ClusterLeft {
  readonly name: string;
  /** Of a whole service, the kind of resource, such as `nodegroup`. */
  readonly kind?: string | undefined;
  readonly reason: string;
  /** The operation that would remove it, and that is not there. */
  readonly missing?: string | undefined;
  /** The AWS CLI command that removes it, if it is the run's own. */
  readonly command?: string | undefined;
}

/** What is left, with no command where the operation that removes it is not there. */
export function withoutRemoval(left: ClusterLeft, missing: string | undefined): ClusterLeft {
  const { name, kind } = left;
  return missing === undefined ? left : { name, kind, missing, reason: `${missing} is not implemented` };
}

/** Why what bears the run's id, under a name that the run never sent, is left. */
export const STRAY =
  "it bears the run's id, but the run never sent this name, so nothing proves that it is the run's: it is not removed, and no removal command is given";
