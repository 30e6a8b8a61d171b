/**
 * What an answer must be for its requirement to be met, as data: a finding's file asks it where no oracle is at hand.
 * All that is said must hold. It speaks of the exchange that decided.
 */
export interface Condition {
  /** The answer is like one of these. Where they are left out, it stays a success, or a refusal, as it was. */
  readonly answers?: readonly AnswerForm[];
  /** The rest is asked of a success alone: any refusal is right, too. */
  readonly ofSuccess?: boolean;
  readonly mediaType?: string;
  /** An error names its type, or the same one wherever it names one. */
  readonly errorType?: "named" | "agrees";
  readonly members?: readonly MemberForm[];
  readonly list?: ListForm;
  /** Afterwards there is no cluster of this name. */
  readonly absent?: string;
  /** Requests sent side by side decided. */
  readonly race?: boolean;
  /** It may take as long to become true as writes take to show. */
  readonly settles?: boolean;
}

/** An answer's status, both ends of the span among it, and what its body says. */
export interface AnswerForm {
  readonly from: number;
  readonly to: number;
  /** The error type. */
  readonly error?: string;
  /** The answer names no error type, or not this one. */
  readonly unnamed?: boolean;
  readonly otherThan?: string;
  /** The body is a JSON object. */
  readonly object?: boolean;
  /** The body has no byte. */
  readonly empty?: boolean;
}

/** A member of the answer's body, found by its JSON pointer. Absent members have any type and lack any value. */
export interface MemberForm {
  readonly at: string;
  readonly types?: readonly string[];
  readonly present?: boolean;
  readonly absent?: boolean;
  readonly nonEmpty?: boolean;
  /** JSON, as `differs` and each of `among`. */
  readonly equals?: string;
  readonly differs?: string;
  readonly among?: readonly string[];
  /** No answer before had this value. */
  readonly fresh?: boolean;
  /** Members of an object. */
  readonly size?: number;
  /** An extended regular expression of POSIX. */
  readonly matches?: string;
  /** The pointer of another member, whose value ends this one, after a slash. */
  readonly endsWith?: string;
  /** Epoch seconds, counted from now. */
  readonly secondsFromNow?: { readonly from: number; readonly to?: number };
}

/** What all pages of a list hold together. */
export interface ListForm {
  /** Where a page has its items, and where each of them has its name, as pointers: names at `/clusters` unless told. */
  readonly at?: string;
  readonly item?: string;
  /** The member of the query that asks for the next page, and where a page has its token: `nextToken` and `/nextToken` unless `at` is told. */
  readonly token?: string | undefined;
  readonly next?: string;
  readonly once?: readonly string[];
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
  readonly pageSize?: number;
}

/** Whatever is right is a refusal. */
export function wantsRefusal({ condition }: { readonly condition?: Condition | undefined }): boolean {
  const { answers = [] } = condition ?? {};
  return answers.length > 0 && answers.every(({ from }) => from >= 300);
}

export function status(from: number, to = from): AnswerForm {
  return { from, to };
}

/** A success with a JSON object for its body. */
export function objectWith(from: number, to = from): AnswerForm {
  return { from, to, object: true };
}

export function refusal(code: number, error: string, object?: true): AnswerForm {
  return { from: code, to: code, error, object };
}
