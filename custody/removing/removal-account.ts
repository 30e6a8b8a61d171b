/** What the removals so far teach about the next one. */
export interface RemovalAccount {
  /** Kinds of which one was removed. */
  readonly removed: Set<string>;
  /** How many removals in a row had no answer. */
  unanswered: number;
  /** How many removals in a row were answered although the resource stayed, or went slowly, by kind. */
  readonly lasting: Map<string, number>;
  /** By kind, the refusal that a removal met until it was given up, in words. */
  readonly refusals: Map<string, string>;
  /** By kind, whether reads that did not show what was made just before showed it then. */
  readonly behind: Map<string, boolean>;
}

export function removalAccount(): RemovalAccount {
  return { removed: new Set(), unanswered: 0, lasting: new Map(), refusals: new Map(), behind: new Map() };
}

/** Milliseconds to wait for an answer to a removal, by how many removals in a row had none. */
const ANSWER_MS = [10_000, 1_000, 0] as const;

/** Milliseconds to wait until a removed resource is gone, by how many of its kind in a row before it stayed. */
const END_MS = [Infinity, 3_000, 300, 300, 300, 0] as const;

/** How long the removal of one of this kind is waited for, in milliseconds: for its end, and for an answer other than a 5xx. */
export function waitsOf(
  account: RemovalAccount,
  kind: string,
  neverEnds: boolean,
): { readonly endMs: number; readonly answerMs: number } {
  const lasting = Math.max(lastingOf(account, kind), neverEnds ? 1 : 0);
  return { endMs: END_MS[lasting] ?? 0, answerMs: ANSWER_MS[account.unanswered] ?? 0 };
}

/** Where several kinds stay, there is little hope for another. */
function lastingOf({ lasting }: RemovalAccount, kind: string): number {
  const stay = [...lasting.values()].filter((times) => times > 0);
  return Math.max(lasting.get(kind) ?? 0, stay.length >= SEVERAL_KINDS ? 1 : 0);
}

const SEVERAL_KINDS = 2;
