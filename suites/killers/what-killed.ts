import { describeReply } from "../../protocol/answers/describe-reply.ts";
import type { WireRequest } from "../../protocol/exchange.ts";
import { readExchange } from "../../protocol/answers/reply.ts";
import type { Contract } from "../../spec/contract/contract.ts";
import { isJsonObject, type JsonValue } from "../../spec/json/json.ts";
import { classify } from "../oracles/request/expectation.ts";
import { status } from "../record/condition.ts";
import { findKiller } from "./find-killer.ts";
import type { PreparedRun } from "../run/prepared-run.ts";

/** Of the time for cleaning up, most stays for that. */
const SEARCH_MS = 3_000;
/** Requests that a reason names. */
const NAMED = 3;
/** UTF-16 units of a path in a reason. */
const WIDEST = 120;
/** UTF-16 units of a text worth a word. */
const LONG = 60;
const ANSWERS = "api.answers";

/**
 * Where an endpoint that had answered answers no more: names the requests that were under way when it went, and where it
 * comes back sends each alone. The one that ends it again fails `api.answers`, which is inconclusive where none does.
 */
export async function tellWhatKilled(run: PreparedRun): Promise<void> {
  const { stopping, inFlight, context, afterwards, collector, meter, emit } = run;
  const suspects = inFlight.suspects();
  // One that somebody starts again is known to die of the case that had it to itself.
  if (!stopping.gone || !context.control.passed || context.lives !== undefined || suspects.length === 0) return;
  const { clock, settings } = context;
  const search = { target: afterwards, clock, budgetMs: SEARCH_MS };
  const killer = settings.kind === "aws" ? undefined : await findKiller(suspects, search);
  const { contract } = context;
  const answers = `${grouped(inFlight.answered)} answer${inFlight.answered === 1 ? "" : "s"}`;
  if (killer === undefined) {
    const named = suspects.slice(0, NAMED).map((each) => inWords(contract, each));
    const more = suspects.length > NAMED ? [`${suspects.length - NAMED} more`] : [];
    stopping.explain(`in flight when it stopped, after ${answers}: ${[...named, ...more].join(", ")}`);
    const index = collector.indexOf(ANSWERS);
    const reason = "one of the requests in flight when the endpoint stopped answering may have ended it";
    if (index !== undefined) emit({ type: "idle", verdict: "inconclusive", reason, requirements: [index] });
    return;
  }
  const received = `${describeReply(readExchange(killer))}, sent alone, and no answer to anything after it`;
  stopping.explain(`what kills it is ${inWords(contract, killer.request)}`);
  collector.add(
    {
      case: {
        id: "control/what-killed",
        kind: "control",
        requirements: [ANSWERS],
        summary: "the requests that were in flight when the endpoint died, each sent alone after it had come back",
      },
      judgements: [
        {
          requirement: ANSWERS,
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

/** `RegisterCluster with 50 tags, 1,502 bytes`; of what no operation serves, method and path. */
function inWords(contract: Contract, request: WireRequest): string {
  const { operation, input } = classify(contract, request);
  const { method, path, body } = request;
  const what = operation?.id ?? `${method} ${path.length > WIDEST ? `${path.slice(0, WIDEST).toWellFormed()}…` : path}`;
  const isMap = (name: string): boolean => operation?.input.properties?.[name]?.properties === undefined;
  const sizes = Object.entries(input ?? {}).flatMap(([name, value]) => (isMap(name) ? sizeOf(name, value) : []));
  const bytes = body === undefined ? [] : [`${grouped(body.length)} bytes`];
  const parts = [...sizes, ...bytes];
  return parts.length === 0 ? what : `${what} with ${parts.join(", ")}`;
}

/** How many a map or a list holds, and how long a text is that is longer than most. */
function sizeOf(name: string, value: JsonValue): string[] {
  if (typeof value === "string")
    return value.length >= LONG ? [`\`${name}\` of ${grouped(value.length)} characters`] : [];
  if (!isJsonObject(value)) return [];
  return [`${grouped(Object.keys(value).length)} ${name}`];
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
