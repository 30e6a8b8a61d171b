import type { CaseLabel } from "../../session/case.ts";
import type { CaseOutcome } from "../rounds/run-rounds.ts";

/** So many cases of a requirement that failed because no answer came show what more of them would. */
const ENOUGH = 3;

export interface HangsAlways {
  see(outcome: Pick<CaseOutcome, "case" | "judgements" | "exchanges">): void;
  /** Enough cases have hung of each requirement that the case exists to judge: it would take as long, and show no more. */
  has(label: Pick<CaseLabel, "requirements">): boolean;
}

/** Counts, for each requirement, cases that failed because a request was left without an answer for a whole time-out. */
export function hangsAlways(): HangsAlways {
  const hung = new Map<string, number>();
  return {
    see: ({ case: { requirements }, judgements, exchanges }) => {
      const hangs = judgements.some(
        ({ verdict, exchange }) => verdict === "fail" && exchanges.at(exchange ?? -1)?.failure?.kind === "timeout",
      );
      if (hangs) for (const id of requirements) hung.set(id, (hung.get(id) ?? 0) + 1);
    },
    has: ({ requirements }) => requirements.length > 0 && requirements.every((id) => (hung.get(id) ?? 0) >= ENOUGH),
  };
}
