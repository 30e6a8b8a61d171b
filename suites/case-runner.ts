import type { Exchange, Signing, WireRequest } from "../target/exchange.ts";
import type { Case } from "./case.ts";
import type { Judgement } from "./record.ts";
import type { RunContext } from "./run-context.ts";
import { SetupFailure } from "./scenario.ts";
import { CaseSession } from "./session.ts";

/** Rounds of a case whose failures were seen among retries, lost replies or taken names. */
const MAX_ROUNDS = 4;

export interface CaseOutcome {
  readonly case: Case;
  readonly judgements: readonly Judgement[];
  readonly exchanges: readonly Exchange[];
  /** How exchanges were signed that were not signed as they should be. */
  readonly signings: ReadonlyMap<Exchange, Signing>;
  readonly lastRequest: WireRequest | undefined;
  /** The endpoint never answered the last request. */
  readonly lost: boolean;
  readonly ms: number;
}

/**
 * Runs one case. A failure seen in disturbed traffic proves nothing yet: the case is run again with fresh values until
 * a round is undisturbed, or the rounds are used up. Rejects only when the run is aborted.
 */
export async function runCase(context: RunContext, subject: Case, signal?: AbortSignal): Promise<CaseOutcome> {
  const startedAt = context.clock.now();
  for (let round = 1; ; round += 1) {
    const session = new CaseSession(context, subject.id, round);
    await runRound(subject, session, signal);
    const again = session.disturbed && needsAnotherLook(subject, session.judgements);
    if (!again || round === MAX_ROUNDS) {
      const { judgements, exchanges, signings, lastRequest, lost } = session;
      return { case: subject, judgements, exchanges, signings, lastRequest, lost, ms: context.clock.now() - startedAt };
    }
    await context.clock.sleep(100 * 2 ** round);
  }
}

async function runRound(subject: Case, session: CaseSession, signal: AbortSignal | undefined): Promise<void> {
  try {
    await subject.run(session);
  } catch (error) {
    if (signal?.aborted === true) throw error;
    const received = error instanceof Error ? error.message : String(error);
    if (error instanceof SetupFailure) {
      for (const id of subject.requirements) session.judge(id, { grade: "unclear", expected: "a setting", received });
      return;
    }
    for (const requirement of subject.requirements) {
      session.judgements.push({ requirement, verdict: "error", expected: "the case to run", received });
    }
  } finally {
    await session.cleanUp();
  }
}

function needsAnotherLook(subject: Case, judgements: readonly Judgement[]): boolean {
  return judgements.some(({ requirement, verdict }) => {
    if (verdict === "fail") return true;
    return (verdict === "warn" || verdict === "inconclusive") && subject.requirements.includes(requirement);
  });
}
