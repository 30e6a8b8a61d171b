/** Rules that are checked in one place, if they are, known by the ends of their ids. */
export interface RuleFamily {
  /** In the id of the cause. */
  readonly name: string;
  readonly of: RegExp;
  /** What an operation does that checks none of them, as in `enforces no limit of` and the members. */
  readonly unchecked: string;
  readonly mend: string;
}

export const RULE_FAMILIES: readonly RuleFamily[] = [
  {
    name: "limits",
    of: /\.(?:(?:max|min)-[a-z]+|maximum|minimum|pattern|enum)$/,
    unchecked: "enforces no limit of",
    mend: "Check lengths, counts, patterns and listed values before doing anything.",
  },
  {
    name: "required",
    of: /\.required$/,
    unchecked: "does not ask for",
    mend: "Refuse a request that lacks a required member before doing anything.",
  },
];
