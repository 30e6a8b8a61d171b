import { clusterMade } from "../../../../custody/registering/cluster-made.ts";
import { plainText } from "../../../../spec/json/plain-text.ts";
import {
  type Foretold,
  type HistoryExpectation,
  HistoryMismatch,
  type HistorySystem,
  type RefusedRequest,
} from "../../../../generators/history/history-system.ts";
import { jsonText } from "../../../../spec/json/json-text.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import type { Case } from "../../session/cluster-case.ts";
import { type Condition, type MemberForm, objectWith, refusal } from "../../../record/condition.ts";
import { check, wanting } from "../../../oracles/finding.ts";
import { haveEachOnce } from "../../../oracles/pages.ts";
import { isLongList, listAll } from "../../session/steps/listing.ts";
import { isThrottled } from "../../../../protocol/answers/throttling.ts";
import { describeReply } from "../../../../protocol/answers/describe-reply.ts";
import { clusterOf, shownMember } from "../../../../custody/looking/shown-cluster.ts";
import { tellsUnknown } from "../../../../custody/looking/absence.ts";
import { isSuccess, type Reply } from "../../../../protocol/answers/reply.ts";
import { ofName } from "../../../oracles/clusters/cluster-answers.ts";
import { unlessRegistrationRefused } from "../../session/refused-base.ts";
import { activationOf, scenario } from "../../session/scenario.ts";
import { SetupFailure } from "../../../session/round.ts";
import {
  AWAITED,
  deregisterOnceShown,
  deregisterUntilUnknown,
  registerOnceFree,
  waitForDeparture,
} from "../../session/steps/consistency.ts";
import type { CaseSession } from "../../session/session.ts";
import { randomHistories, runHistory, type DrawnHistory } from "../../../../generators/history/random-histories.ts";
import { OPERATIONS, MEMBERS, ERRORS } from "../../../../spec/registration/registered-cluster.ts";
import { STATE_REFUSALS } from "../../../../spec/requirements/refusals.ts";
import { tokenMember } from "../../../../spec/registration/contract-words.ts";

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
        needs: [OPERATIONS.register, OPERATIONS.deregister, OPERATIONS.describe, OPERATIONS.list],
        live: NAMES.length,
        registers,
        run: (session) => playHistory(session, history),
      }),
      kind: "history",
    };
  }
}

async function playHistory(session: CaseSession, { commands }: DrawnHistory): Promise<void> {
  const inputs = session.registration;
  const names = NAMES.map((slot) => plainText(inputs.minimal(session.salt(slot))["name"]));
  const expected = "after every step, exactly the registered and not deregistered clusters";
  const activations = new Map<string, string>();
  try {
    await runHistory(systemOf(session, activations), commands, names);
    session.judge("register.history", check(true, expected, "as expected"), session.lastExchange);
  } catch (error) {
    if (!(error instanceof HistoryMismatch)) throw error;
    const { foretold, message } = error;
    const missed = check(false, expected, message);
    const finding = { ...wanting(missed, conditionOf(foretold, activations)), step: requirementOf(foretold) };
    const decisive = session.lastExchange;
    // A free name was refused: in no history, too?
    const judged = FREE.includes(foretold.expectation)
      ? await unlessRegistrationRefused(session, finding, withToken(session, "base"))
      : finding;
    session.judge("register.history", judged, decisive);
  }
}

/** The requirement that tells of each step by itself. */
const STEPS: Readonly<Record<HistoryExpectation, string>> = {
  "register-new": "register.valid",
  "register-again": "register.again",
  "register-taken": "register.error.taken-name",
  "register-replay": "register.token.not-executed-twice",
  "describe-present": "describe.after-register",
  "describe-absent": "describe.after-deregister",
  "list-all": "list.include-all",
  "list-gone": "list.after-deregister",
  "list-without-connected": "list.excludes-connected",
  "list-page-size": "list.paging",
  "deregister-present": "deregister.answer",
  "deregister-absent": "deregister.twice",
};

/** A list in pages may lose names that one page has. */
function requirementOf(foretold: Foretold): string {
  const inPages = foretold.expectation === "list-all" && foretold.pageSize !== undefined;
  return STEPS[inPages ? "list-page-size" : foretold.expectation];
}

/** What the step's answer should have been. `activations`: the latest of each name, as JSON. */
function conditionOf(foretold: Foretold, activations: ReadonlyMap<string, string>): Condition {
  switch (foretold.expectation) {
    case "register-new":
      return { answers: [objectWith(200)] };
    case "register-again":
      return {
        answers: [objectWith(200)],
        members: activation("differs", activations.get(foretold.name)),
        settles: true,
      };
    case "register-taken":
      return { answers: [refusal(409, ERRORS.taken)] };
    case "register-replay":
      return {
        answers: [objectWith(200), refusal(409, ERRORS.taken)],
        ofSuccess: true,
        members: activation("equals", activations.get(foretold.name)),
      };
    case "describe-present":
      return { ...ofName(foretold.name), settles: true };
    case "deregister-present":
      return { answers: [objectWith(200)], settles: true };
    case "describe-absent":
    case "deregister-absent":
      return { answers: [refusal(404, ERRORS.unknown)], settles: true };
    case "list-all":
    case "list-gone":
    case "list-without-connected":
    case "list-page-size": {
      const { present, absent, pageSize } = foretold;
      return { list: { once: present, lacks: absent, pageSize }, settles: true };
    }
  }
}

function activation(relation: "equals" | "differs", value: string | undefined): MemberForm[] {
  return value === undefined ? [] : [{ at: MEMBERS.activation.inAnswer, [relation]: value }];
}

const FREE: readonly HistoryExpectation[] = ["register-new", "register-again"];

/** A registration as a history sends it. */
function withToken(session: CaseSession, slot: string): JsonObject {
  const { minimal, full } = session.registration;
  return { ...minimal(session.salt(slot)), [tokenMember()]: full(session.salt(slot))[tokenMember()] ?? null };
}

/** The endpoint as a history sees it; notes the activations that it hands out. */
function systemOf(session: CaseSession, activations: Map<string, string>): HistorySystem {
  const inputs = session.registration;
  return {
    register: async (name, token) => {
      const input = { ...inputs.minimal(session.salt(name)), name, [tokenMember()]: token };
      const repeats = session.context.keeper.states.isLive(clusterMade(name));
      const reply = repeats
        ? await session.register(input, { repeats })
        : (await registerOnceFree(session, input)).reply;
      if (!isSuccess(reply)) return refusalOf(reply);
      const id = shownMember(clusterOf(reply), "activation") ?? null;
      if (!repeats && id !== null) activations.set(name, jsonText(id));
      return { kind: "created", activation: activationOf(clusterOf(reply)) };
    },
    describe: async (name, wanted) => {
      const reply = await waitForDeparture(session, wanted === "present" ? AWAITED.description : AWAITED.departure, {
        names: wanted === "present" ? [] : [name],
        read: () => session.describe(name),
        holds: (answer) => isSuccess(answer) === (wanted === "present"),
      });
      return isSuccess(reply) ? { kind: "found", name: plainText(clusterOf(reply)?.["name"]) } : refusalOf(reply);
    },
    deregister: async (name, wanted) => {
      const reply = await (wanted === "present"
        ? deregisterOnceShown(session, name)
        : deregisterUntilUnknown(session, name));
      return isSuccess(reply) ? { kind: "deregistered" } : refusalOf(reply);
    },
    list: async ({ all, pageSize }, { present, absent }) => {
      const { longList } = session.context;
      const tooLong = new SetupFailure("there are more clusters than pages are read");
      // What was read in vain once, hundreds of pages long, is not read again.
      if (all && pageSize !== undefined && pageSize <= longList.pageSize) throw tooLong;
      const listing = await waitForDeparture(session, all ? AWAITED.list : AWAITED.plainList, {
        names: absent,
        read: () => listAll(session, { all, size: pageSize }),
        holds: ({ end, items }) => end === "cut off" || agrees(items, present, absent),
      });
      if (await isLongList(session, listing)) {
        if (all) longList.pageSize = Math.max(longList.pageSize, pageSize ?? 0);
        throw tooLong;
      }
      return listing.end === "whole" ? { kind: "listed", pages: listing.pages } : refusalOf(listing.last);
    },
  };
}

function agrees(names: readonly string[], present: readonly string[], absent: readonly string[]): boolean {
  return haveEachOnce(names, present) && !absent.some((name) => names.includes(name));
}

/** A refusal that says something; one for the pace, or none at all, ends the history without a verdict. */
function refusalOf(reply: Reply): RefusedRequest {
  if (reply.exchange.failure !== undefined || isThrottled(reply)) {
    throw new SetupFailure(`a step of the history got ${describeReply(reply)}`);
  }
  const [unknown] = STATE_REFUSALS.unknownName;
  const { status, name: code } = tellsUnknown(reply) ? unknown : { status: reply.status, name: reply.error.name };
  return { kind: "error", code, status };
}
