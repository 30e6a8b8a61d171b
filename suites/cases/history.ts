import { HistoryMismatch, type HistorySystem, type RefusedRequest } from "../../generators/history/history-system.ts";
import type { JsonValue } from "../../spec/json/json.ts";
import type { Case } from "../session/case.ts";
import { check } from "../oracles/finding.ts";
import { listAll, type Listing } from "../session/listing.ts";
import { isThrottled } from "../../protocol/throttling.ts";
import { describeReply } from "../../protocol/describe-reply.ts";
import { clusterOf, isSuccess, type Reply } from "../../protocol/reply.ts";
import { activationOf, scenario } from "../session/scenario.ts";
import { SetupFailure } from "../session/setup-failure.ts";
import { deregisterOnceShown, registerOnceFree } from "../session/consistency.ts";
import type { CaseSession } from "../session/session.ts";
import { randomHistories, runHistory, type DrawnHistory } from "../../generators/history/random-histories.ts";

const NAMES = ["a", "b", "c"];
/** Histories drawn for each that is played, at most. */
const SPARE = 8;

/** Random stories of registering, repeating, reading and deregistering, checked against a map of names. */
export function* historyCases(options: { readonly seed: number; readonly count: number }): Iterable<Case> {
  let left = options.count;
  for (const history of randomHistories(options.seed, options.count * SPARE, { poolSize: NAMES.length })) {
    const registers = history.registrations;
    // One without a registration goes well on any endpoint.
    if (registers === 0) continue;
    if (left === 0) return;
    left -= 1;
    yield {
      ...scenario({
        id: `register/${history.key}`,
        requirements: ["register.history"],
        summary: history.steps.join(", "),
        needs: ["RegisterCluster", "DeregisterCluster", "DescribeCluster", "ListClusters"],
        live: NAMES.length,
        registers,
        run: (session) => playHistory(session, history),
      }),
      kind: "history",
    };
  }
}

async function playHistory(session: CaseSession, { commands }: DrawnHistory): Promise<void> {
  const inputs = session.inputs("RegisterCluster");
  const names = NAMES.map((slot) => String(inputs.minimal(session.salt(slot))["name"]));
  const expected = "every step as a map of names foretells it";
  try {
    await runHistory(systemOf(session), commands, names);
    session.judge("register.history", check(true, expected, "as foretold"));
  } catch (error) {
    if (!(error instanceof HistoryMismatch)) throw error;
    const words = `${error.expectation}: expected ${error.expected}, received ${error.received}`;
    session.judge("register.history", check(false, expected, words));
  }
}

/** The endpoint as a history sees it. */
function systemOf(session: CaseSession): HistorySystem {
  const inputs = session.inputs("RegisterCluster");
  return {
    register: async (name, clientRequestToken) => {
      const input = { ...inputs.minimal(session.salt(name)), name, clientRequestToken };
      const repeats = session.context.registrations.isLive(name);
      const reply = repeats
        ? await session.call("RegisterCluster", input, { repeats })
        : (await registerOnceFree(session, input)).reply;
      return isSuccess(reply) ? { kind: "created", activationId: activationOf(clusterOf(reply)) } : refusalOf(reply);
    },
    describe: async (name, wanted) => {
      const reply = await session.eventually(
        () => session.describe(name),
        (answer) => isSuccess(answer) === (wanted === "present"),
      );
      return isSuccess(reply) ? { kind: "found", name: String(clusterOf(reply)?.["name"]) } : refusalOf(reply);
    },
    deregister: async (name) => {
      const reply = await deregisterOnceShown(session, name);
      return isSuccess(reply) ? { kind: "deregistered" } : refusalOf(reply);
    },
    list: async ({ all, pageSize }, { present, absent }) => {
      const query: Record<string, JsonValue> = {};
      if (all) query["include"] = ["all"];
      if (pageSize !== undefined) query["maxResults"] = pageSize;
      let listing: Listing | undefined;
      const last = await session.eventually(
        async () => (listing = await listAll(session, query)).last,
        () => listing !== undefined && agrees(listing.names, present, absent),
      );
      return listing?.complete === true ? { kind: "listed", pages: listing.pages } : refusalOf(last);
    },
  };
}
function agrees(names: readonly string[], present: readonly string[], absent: readonly string[]): boolean {
  return present.every((name) => once(names, name)) && !absent.some((name) => names.includes(name));
}

function once(names: readonly string[], name: string): boolean {
  const at = names.indexOf(name);
  return at >= 0 && at === names.lastIndexOf(name);
}

/** A refusal that says something; one for the pace, or none at all, ends the history without a verdict. */
function refusalOf(reply: Reply): RefusedRequest {
  if (reply.exchange.failure !== undefined || isThrottled(reply)) {
    throw new SetupFailure(`a step of the history got ${describeReply(reply)}`);
  }
  return { kind: "error", code: reply.error.name, status: reply.status };
}
