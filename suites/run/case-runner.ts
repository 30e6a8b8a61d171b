import type { Exchange, Signing, WireRequest } from "../../protocol/exchange.ts";
import { accessLost } from "../../endpoint/aws/access-lost.ts";
import type { Case } from "../session/case.ts";
import { LedgerError } from "../../clusters/journal/ledger.ts";
import type { Judgement } from "../record/record.ts";
import type { RunContext } from "../session/run-context.ts";
import { lookAtOwn } from "../session/look-at-own.ts";
import { failedByServer } from "../session/server-faults.ts";
import { SetupFailure } from "../session/setup-failure.ts";
import { CaseSession } from "../session/session.ts";

/** Rounds of a case whose failures were seen among retries, lost replies or taken names. */
const MAX_ROUNDS = 4;

export interface CaseOutcome<Found = unknown> {
  readonly case: Case;
  /** What the case found out, where it came to an end. */
  readonly found?: Found;
  readonly judgements: readonly Judgement[];
  readonly exchanges: readonly Exchange[];
  /** How exchanges were signed that were not signed as they should be. */
  readonly signings: ReadonlyMap<Exchange, Signing>;
  readonly lastRequest: WireRequest | undefined;
  /** The endpoint never answered the last request. */
  readonly lost: boolean;
  /** Why the credentials are no good any more, when the case ended for that. */
  readonly accessLost?: string;
  readonly ms: number;
  /** The round in which the server failed, where another one did not see it again. */
  readonly once?: CaseOutcome;
}

/**
 * Runs one case. A failure seen in disturbed traffic proves nothing yet: the case is run again with fresh values until
 * a round is undisturbed, or the rounds are used up. Nor does a server that failed once, or left a request without
 * an answer: it fails when it does so again. Rejects only when the run is aborted, or with LedgerError.
 */
export async function runCase<Found>(
  context: RunContext,
  subject: Case<Found>,
  signal?: AbortSignal,
): Promise<CaseOutcome<Found>> {
  const startedAt = context.clock.now();
  let once: CaseOutcome | undefined;
  for (let round = 1; ; round += 1) {
    const session = new CaseSession(context, subject.id, round);
    const { killed, ...end } = await runWatched(subject, session, signal);
    const { judgements, exchanges, signings, lastRequest, lost } = session;
    const ms = Math.round(context.clock.now() - startedAt);
    const outcome = { case: subject, judgements, exchanges, signings, lastRequest, lost, ms, ...end };
    const failed = failedByServer(session, context.control.passed);
    if (failed.length > 0 && once !== undefined) context.repeated.add(failed);
    const doubtful = once === undefined && !context.repeated.hasAll(failed);
    const again = !killed && (doubtful || (session.disturbed && needsAnotherLook(subject, judgements)));
    if (!again || round === MAX_ROUNDS || end.accessLost !== undefined) {
      return failed.length > 0 ? outcome : { ...outcome, once };
    }
    if (doubtful) once = outcome;
    await context.clock.sleep(context.settings.secondLookMs * 2 ** (round - 1));
  }
}

type RoundEnd<Found> = Pick<CaseOutcome<Found>, "found" | "accessLost">;

/**
 * A target that died forgets what it held, so a round in which it did is worth another look, unless the case had it to
 * itself: then it died of this case, and need not do so again.
 */
async function runWatched<Found>(
  subject: Case<Found>,
  session: CaseSession,
  signal: AbortSignal | undefined,
): Promise<RoundEnd<Found> & { readonly killed: boolean }> {
  const turn = await session.context.lives?.turn();
  let died: boolean;
  let end: RoundEnd<Found>;
  try {
    end = await runRound(subject, session, signal);
  } finally {
    died = (await turn?.end()) === true;
  }
  if (died) session.disturb();
  return { ...end, killed: died && turn?.alone === true };
}

async function runRound<Found>(
  subject: Case<Found>,
  session: CaseSession,
  signal: AbortSignal | undefined,
): Promise<RoundEnd<Found>> {
  try {
    const found = await subject.run(session);
    await lookAtOwn(session);
    return { found };
  } catch (error) {
    if (signal?.aborted === true || error instanceof LedgerError) throw error;
    return noteFailure(subject, session, error);
  } finally {
    await session.cleanUp();
  }
}

/** A case that came to no end: for want of its setting or of credentials, or for a bug of the suite. */
function noteFailure(subject: Case, session: CaseSession, error: unknown): RoundEnd<never> {
  const received = error instanceof Error ? error.message : String(error);
  const gone = accessLost(error);
  // An endpoint that never worked is not judged by how it fails to.
  if (gone !== undefined && !session.context.control.passed) session.judgements.splice(0);
  if (error instanceof SetupFailure || gone !== undefined) {
    for (const id of subject.requirements) session.judge(id, { grade: "unclear", expected: "a setting", received });
    return { accessLost: gone };
  }
  for (const requirement of subject.requirements) {
    session.judgements.push({ requirement, verdict: "error", expected: "the case to run", received });
  }
  return {};
}

function needsAnotherLook(subject: Case, judgements: readonly Judgement[]): boolean {
  return judgements.some(({ requirement, verdict }) => {
    if (verdict === "fail") return true;
    return (verdict === "warn" || verdict === "inconclusive") && subject.requirements.includes(requirement);
  });
}
