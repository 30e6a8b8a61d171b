import type { CaseLabel } from "#suites/session/case.ts";
import type { CaseOutcome } from "#suites/run/rounds/run-rounds.ts";

export interface HangsAlways {
  /** True if the case proves that the endpoint hangs. */
  see(outcome: Pick<CaseOutcome, "case" | "judgements" | "exchanges">): boolean;
  /** Each requirement that the case exists to judge has hung: it would take as long, and show no more. */
  has(label: Pick<CaseLabel, "requirements">): boolean;
}

/**
 * Remembers requirements of cases that failed because a request was left without an answer for a whole time-out. One such
 * case is enough: it failed in two rounds, each of which had sent the request, if not twice. So is one that was left
 * without an answer when a hang had been proved already, and which was waited for less long.
 */
export function hangsAlways(): HangsAlways {
  const hung = new Set<string>();
  return {
    see: ({ case: { requirements }, judgements, exchanges }) => {
      const silent = judgements.flatMap(({ verdict, exchange: at }) => {
        const exchange = exchanges.at(at ?? -1);
        return exchange?.failure?.kind === "timeout" ? { verdict, hurried: exchange.hurried === true } : [];
      });
      const proves = silent.some(({ verdict }) => verdict === "fail");
      if (proves || silent.some(({ hurried }) => hurried)) for (const id of requirements) hung.add(id);
      return proves;
    },
    has: ({ requirements }) => requirements.length > 0 && requirements.every((id) => hung.has(id)),
  };
}
