import type { CaseLabel } from "../../session/case.ts";
import type { CaseOutcome } from "../rounds/run-rounds.ts";

export interface HangsAlways {
  see(outcome: Pick<CaseOutcome, "case" | "judgements" | "exchanges">): void;
  /** Each requirement that the case exists to judge has hung: it would take as long, and show no more. */
  has(label: Pick<CaseLabel, "requirements">): boolean;
}

/**
 * Remembers requirements of cases that failed because a request was left without an answer for a whole time-out. One such
 * case is enough: it failed in two rounds, each of which had sent the request twice.
 */
export function hangsAlways(): HangsAlways {
  const hung = new Set<string>();
  return {
    see: ({ case: { requirements }, judgements, exchanges }) => {
      const hangs = judgements.some(
        ({ verdict, exchange }) => verdict === "fail" && exchanges.at(exchange ?? -1)?.failure?.kind === "timeout",
      );
      if (hangs) for (const id of requirements) hung.add(id);
    },
    has: ({ requirements }) => requirements.length > 0 && requirements.every((id) => hung.has(id)),
  };
}
