/** How many of a kind that the account had before the run were listed, and how many of them described. */
export interface ExistingSeen {
  /** Such as `nodegroup`. */
  readonly resource: string;
  /** On the first page of each list that was read. */
  readonly listed: number;
  /** Answers that described one; the others were left out, or gone. */
  readonly described: number;
  /** Described no more: they were gone between the list and the description. */
  readonly gone: number;
  /** Some list goes on beyond its first page, which is left out. */
  readonly goesOn: boolean;
}
