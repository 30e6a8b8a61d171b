import { describeReply } from "#protocol/answers/describe-reply.ts";
import { readExchange } from "#protocol/answers/reply.ts";
import { findKiller } from "./find-killer.ts";
import { ANSWERS, unansweredByDeath } from "./unanswered-by-death.ts";
import { requestInWords, withCommas } from "./request-in-words.ts";
import type { SuiteRun } from "#suites/run/open-run.ts";
import type { RoundContext } from "#suites/session/context/round-context.ts";

/** Of the time for cleaning up, most stays for that. */
const SEARCH_MS = 3_000;
/** Requests that a reason names. */
const NAMED = 3;

/** The id of the case that is what killed the endpoint, sent alone. */
export const WHAT_KILLED = "control/what-killed";

/**
 * Where an endpoint that had answered answers no more: names the requests that were under way when it went, and where it
 * comes back sends each alone. The one that ends it again fails `api.answers`, which is inconclusive where none does.
 */
export async function tellWhatKilled(run: SuiteRun, context: RoundContext): Promise<void> {
  const { stopping, inFlight, afterwards, collector, meter, emit } = run;
  const suspects = inFlight.suspects();
  // One that somebody starts again is known to die of the case that had it to itself.
  if (!stopping.gone || !context.control.passed || context.lives !== undefined || suspects.length === 0) return;
  const { clock, settings } = context;
  const search = { target: afterwards, clock, budgetMs: SEARCH_MS };
  const killer =
    settings.kind === "aws"
      ? undefined
      : await findKiller(
          suspects.map(({ request }) => request),
          search,
        );
  const { contract } = context;
  const answers = `${withCommas(inFlight.answered)} answer${inFlight.answered === 1 ? "" : "s"}`;
  if (killer === undefined) {
    const named = suspects.slice(0, NAMED).map(({ request, step }) => {
      const words = requestInWords(contract, request);
      return step === undefined ? words : `${words} (case ${step.caseId})`;
    });
    const more = suspects.length > NAMED ? [`${suspects.length - NAMED} more`] : [];
    stopping.explain(
      `in flight when it stopped, after ${answers}: ${[...named, ...more].join(", ")}; replay --case sends one again`,
    );
    const index = collector.indexOf(ANSWERS);
    const reason = "one of the requests in flight when the endpoint stopped answering may have ended it";
    if (index !== undefined) emit({ type: "idle", verdict: "inconclusive", reason, requirements: [index] });
    return;
  }
  const received = `${describeReply(readExchange(killer))}, sent alone, and no answer to anything after it`;
  stopping.explain(`what kills it is ${requestInWords(contract, killer.request)}`);
  collector.add(
    {
      case: {
        id: WHAT_KILLED,
        kind: "control",
        requirements: [ANSWERS],
        summary: "the requests that were in flight when the endpoint died, each sent alone after it had come back",
      },
      judgements: [unansweredByDeath(received, 0)],
      exchanges: [killer],
      signings: new Map(),
      lastRequest: killer.request,
      lost: true,
      ms: killer.durationMs,
    },
    meter.requests,
  );
}
