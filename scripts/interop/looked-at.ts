/** A finding of a run, compared by hand with what the emulator does and what its source says. */
export interface LookedAt {
  /** Of the requirement. */
  readonly id: string;
  readonly verdict: "true" | "tolerated" | "false";
  readonly why: string;
}

export const LOOKED_AT: readonly { readonly emulator: string; readonly findings: readonly LookedAt[] }[] = [];
