import { describeReply } from "../../protocol/answers/describe-reply.ts";
import type { WireRequest } from "../../protocol/exchange.ts";
import { readExchange } from "../../protocol/answers/reply.ts";
import { status } from "../record/condition.ts";
import { findKiller } from "./find-killer.ts";
import type { PreparedRun } from "../run/prepare.ts";

/** Of the time for cleaning up, most stays for that. */
const SEARCH_MS = 3_000;
/** Requests that a reason names. */
const NAMED = 3;
const WIDEST = 240;

/**
 * Where an endpoint that had answered answers no more: names the requests that were under way when it went, and where it
 * comes back sends each alone. The one that ends it again fails `api.answers`.
 */
export async function tellWhatKilled(run: PreparedRun): Promise<void> {
  const { stopping, inFlight, context, afterwards, collector, meter } = run;
  const suspects = inFlight.suspects();
  // One that somebody starts again is known to die of the case that had it to itself.
  if (!stopping.gone || !context.control.passed || context.lives !== undefined || suspects.length === 0) return;
  const { clock, settings } = context;
  const search = { target: afterwards, clock, budgetMs: SEARCH_MS };
  const killer = settings.kind === "aws" ? undefined : await findKiller(suspects, search);
  if (killer === undefined) return stopping.explain(`when it stopped, these were in flight: ${named(suspects)}`);
  const received = `${describeReply(readExchange(killer))}, sent alone, and no answer to anything after it`;
  stopping.explain(`what kills it is ${inWords(killer.request)}`);
  collector.add(
    {
      case: {
        id: "control/what-killed",
        kind: "control",
        requirements: ["api.answers"],
        summary: "the requests that were in flight when the endpoint died, each sent alone after it had come back",
      },
      judgements: [
        {
          requirement: "api.answers",
          verdict: "fail",
          expected: "a whole HTTP response, and an endpoint that survives it",
          received,
          exchange: 0,
          condition: { answers: [status(100, 999)] },
        },
      ],
      exchanges: [killer],
      signings: new Map(),
      lastRequest: killer.request,
      lost: true,
      ms: killer.durationMs,
    },
    meter.requests,
  );
}

function named(suspects: readonly WireRequest[]): string {
  const more = suspects.length - NAMED;
  return suspects.slice(0, NAMED).map(inWords).join(", ") + (more > 0 ? `, and ${more} more` : "");
}

function inWords({ method, path, body }: WireRequest): string {
  const text = body === undefined ? "" : ` ${Buffer.from(body.subarray(0, WIDEST)).toString()}`;
  const words = `${method} ${path}${text}`;
  return words.length > WIDEST ? `${words.slice(0, WIDEST).toWellFormed()}…` : words;
}
