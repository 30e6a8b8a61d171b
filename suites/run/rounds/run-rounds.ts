import { errorMessage } from "#spec/error-message.ts";
import type { Exchange, Signing, WireRequest } from "#protocol/exchange.ts";
import { accessLost, type WhyLost } from "#endpoint/aws/access-lost.ts";
import type { CaseLabel } from "#suites/session/case.ts";
import { LedgerError } from "#custody/journal/ledger.ts";
import type { Judgement } from "#suites/record/record.ts";
import type { RoundContext } from "#suites/session/context/round-context.ts";
import { type Round, SetupFailure } from "#suites/session/round.ts";
import { judgeDeath } from "#suites/killers/judge-death.ts";
import {
  failedByServer,
  isAlike,
  type JudgedExchanges,
  type ServerFailure,
  withoutServerFailures,
} from "#suites/session/server-errors.ts";
import { mayBeChance, type RecurringFailure, recurringBy, whyRepeat } from "./why-repeat.ts";

/** The outcome of a case. */
export interface CaseOutcome<Found = unknown, Label extends CaseLabel = CaseLabel> {
  readonly case: Label;
  /** What the case found out, if it ran to its end. */
  readonly found?: Found;
  readonly judgements: readonly Judgement[];
  readonly exchanges: readonly Exchange[];
  /** How exchanges were signed, if not in the normal way. */
  readonly signings: ReadonlyMap<Exchange, Signing>;
  readonly lastRequest: WireRequest | undefined;
  /** The endpoint never answered the last request. */
  readonly lost: boolean;
  /** Requirements that were not met because the endpoint had lost what the case made. */
  readonly failedByLoss?: readonly string[];
  /** Why the credentials no longer work, if the case ended because of that. */
  readonly accessLost?: WhyLost;
  readonly ms: number;
  /** The rounds in which the server failed, if the last one did not reproduce it. */
  readonly passed?: readonly CaseOutcome[];
}

/** How the rounds of a case are run. */
export interface Rounds<Found, Session extends Round, Label extends CaseLabel = CaseLabel> {
  readonly context: Pick<RoundContext, "contract" | "clock" | "settings" | "control" | "repeated" | "lives">;
  readonly label: Label;
  readonly signal: AbortSignal | undefined;
  /** 1 for the first. */
  readonly open: (round: number) => Session;
  readonly run: (session: Session) => Promise<Found>;
  /** Requirements that were not met because the endpoint had lost what the round made. */
  readonly failedByLoss?: (judged: JudgedExchanges) => readonly string[];
}

/**
 * Runs one case. A failure seen in disturbed traffic proves nothing yet: the case is run again with fresh values until
 * a round is undisturbed or the rounds are used up. Nor is a single failure of the server, a single missing answer, or a
 * single loss of what was made, a verdict: it must recur, and more often where such failures have passed before. Rejects
 * only if the run is aborted, or with LedgerError.
 */
export async function runRounds<Found, Session extends Round, Label extends CaseLabel>(
  rounds: Rounds<Found, Session, Label>,
): Promise<CaseOutcome<Found, Label>> {
  const { context, label } = rounds;
  const startedAt = context.clock.now();
  const passed: CaseOutcome[] = [];
  let recurring: readonly RecurringFailure[] = [];
  for (let round = 1; ; round += 1) {
    const session = rounds.open(round);
    const { died, ...end } = await runWatched(rounds, session);
    const death = died === "alone" ? judgeDeath(session, label) : undefined;
    if (death !== undefined) context.lives?.killings.push(death.killing);
    const { exchanges, signings, lastRequest, lost } = session;
    const { judgements } = death ?? session;
    const ms = Math.round(context.clock.now() - startedAt);
    const failedByLoss = rounds.failedByLoss?.({ judgements, exchanges }) ?? [];
    const outcome = { case: label, judgements, exchanges, signings, lastRequest, lost, failedByLoss, ms, ...end };
    const failed: ServerFailure[] = [
      ...failedByServer(context.contract, { judgements, exchanges }, context.control.passed),
      ...failedByLoss.map((requirement) => ({ requirement, failing: { failures: 1, requests: 1 }, among: 1 })),
    ];
    const { repeated } = context;
    recurring = recurringBy(recurring, failed);
    if (repeated.isBeyondChance(recurring)) repeated.add(recurring.map(({ requirement }) => requirement));
    const why = whyRepeat({
      round,
      requirements: label.requirements,
      judgements,
      disturbed: session.disturbed,
      recurring,
      repeated,
      diedBeside: died === "beside others",
      settled: died === "alone" || end.accessLost !== undefined,
    });
    if (why === undefined) {
      const isChance = death === undefined && mayBeChance({ recurring, repeated });
      const chance = isChance ? failed : failed.filter((one) => !recurring.some((each) => isAlike(each, one)));
      const left = withoutServerFailures(context.contract, { judgements, exchanges }, chance);
      // What has ended, or fails at something else each time, does not fail again.
      if (isChance) return { ...outcome, judgements: left, passed: [...passed, outcome] };
      if (failed.length > 0) return { ...outcome, judgements: left };
      if (passed.length === 0) return outcome;
      repeated.pass();
      return { ...outcome, passed };
    }
    if (why === "failed") passed.push(outcome);
    await context.clock.sleep(context.settings.repeatPauseMs * 2 ** (round - 1));
  }
}

type RoundEnd<Found> = Pick<CaseOutcome<Found>, "found" | "accessLost">;

/**
 * A target that died has lost its clusters, so a round in which it did is repeated. If the case had the target to
 * itself, it died of this case, and need not do so again.
 */
async function runWatched<Found, Session extends Round>(
  rounds: Rounds<Found, Session>,
  session: Session,
): Promise<RoundEnd<Found> & { readonly died: "alone" | "beside others" | undefined }> {
  const turn = await rounds.context.lives?.turn();
  let died: boolean;
  let end: RoundEnd<Found>;
  try {
    end = await runRound(rounds, session);
  } finally {
    died = (await turn?.end()) === true;
  }
  return { ...end, died: died ? (turn?.alone === true ? "alone" : "beside others") : undefined };
}

async function runRound<Found, Session extends Round>(
  { run, signal, label, context }: Rounds<Found, Session>,
  session: Session,
): Promise<RoundEnd<Found>> {
  try {
    const found = await run(session);
    await session.readListsAgain();
    return { found };
  } catch (error) {
    if (signal?.aborted === true || error instanceof LedgerError) throw error;
    return noteFailure({ label, session, error, answeredBefore: context.control.passed });
  } finally {
    await session.cleanUp();
  }
}

interface Failure {
  readonly label: CaseLabel;
  readonly session: Round;
  readonly error: unknown;
  readonly answeredBefore: boolean;
}

/** The case did not finish: its setting or the credentials were missing, or the suite has a bug. */
function noteFailure({ label, session, error, answeredBefore }: Failure): RoundEnd<never> {
  const received = errorMessage(error);
  const gone = accessLost(error);
  // An endpoint that never worked is not judged by how it fails.
  if (gone !== undefined && !answeredBefore) session.judgements.splice(0);
  if (error instanceof SetupFailure || gone !== undefined) {
    for (const id of label.requirements)
      session.judge(id, { grade: "unclear", expected: "a setting", received }, session.lastExchange);
    return { accessLost: gone };
  }
  for (const requirement of label.requirements) {
    session.judgements.push({ requirement, verdict: "error", expected: "the case to run", received });
  }
  return {};
}
