/** The class of what a choice leaves alone. */
export const AS_IT_IS = "plain";

/** Something about an input that may vary, such as `/name:first`, and the looks it may take; the first is the plain one. */
export interface Factor {
  readonly key: string;
  readonly classes: readonly string[];
}

/** A class for each factor, by its key; one that is not named stays plain. */
export type Choice = Readonly<Record<string, string>>;
