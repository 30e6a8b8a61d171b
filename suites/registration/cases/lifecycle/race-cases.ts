import { isJsonObject, type JsonObject, type JsonValue } from "../../../../spec/json/json.ts";
import type { Case } from "../../session/cluster-case.ts";
import { sameTags } from "../../../oracles/clusters/same-tags.ts";
import { clusterOf, shownMember } from "../../../../custody/looking/shown-cluster.ts";
import { isThrottled } from "../../../../protocol/answers/throttling.ts";
import { isRefusedAs, isSuccess, type Reply } from "../../../../protocol/answers/reply.ts";
import { unlessRegistrationRefused } from "../../session/refused-base.ts";
import { activationOf, registerFirst, scenario } from "../../session/scenario.ts";
import { describeOnceShown } from "../../session/steps/consistency.ts";
import { isMissing } from "../../../session/context/presence.ts";
import type { CaseSession } from "../../session/session.ts";
import { judgeRace, type RaceGrade, type RaceRule } from "../../../stories/judge-race.ts";
import { unlessTaken } from "./unless-taken.ts";
import { OPERATIONS, ERRORS, MEMBERS } from "../../../../spec/registration/registered-cluster.ts";
import { STATE_REFUSALS } from "../../../../spec/requirements/refusals.ts";

/** Requests sent at once in each race. */
const RACERS = 4;
const ROUNDS = ["a", "b", "c"];

/** What must hold when requests about one cluster, or about several, run side by side. */
export const CONCURRENCY_CASES: readonly Case[] = [
  ...ROUNDS.map((round) =>
    scenario({
      id: `concurrency/same-name-${round}`,
      requirements: ["register.parallel.same-name"],
      summary: `${RACERS} registrations of one name at once, each with its own token`,
      run: sameName,
    }),
  ),
  ...ROUNDS.map((round) =>
    scenario({
      id: `concurrency/same-token-${round}`,
      requirements: ["register.parallel.same-token"],
      summary: `one registration sent ${RACERS} times at once, token included`,
      run: sameToken,
    }),
  ),
  scenario({
    id: "concurrency/distinct-names",
    requirements: ["register.parallel.distinct-names"],
    summary: "registrations of different names with different tags at once",
    live: 3,
    run: distinctNames,
  }),
  scenario({
    id: "concurrency/deregister",
    requirements: ["register.parallel.deregister"],
    summary: "one cluster deregistered three times at once",
    needs: [OPERATIONS.register, OPERATIONS.deregister],
    run: parallelDeregister,
  }),
];

async function sameName(session: CaseSession): Promise<void> {
  const inputs = session.registration;
  const { name } = inputs.minimal(session.salt());
  if (name === undefined) return;
  const racers = Array.from({ length: RACERS }, (_, index) => ({ ...inputs.full(session.salt(String(index))), name }));
  const replies = await Promise.all(racers.map((input) => session.register(input, { repeats: true })));
  const isWon = replies.some(isSuccess);
  await judge(session, "register.parallel.same-name", replies, {
    expected: `one 200 and ${RACERS - 1} times 409 ${ERRORS.taken}`,
    most: 1,
    ofRefusal: (reply) => gradeOf(reply, STATE_REFUSALS.takenName),
    doubted: isWon ? [] : [name],
    base: isWon ? undefined : inputs.full(session.salt("base")),
  });
}

async function sameToken(session: CaseSession): Promise<void> {
  const input = session.registration.full(session.salt());
  const racers = Array.from({ length: RACERS }, () => session.register(input, { repeats: true }));
  const replies = await Promise.all(racers);
  const winners = replies.filter(isSuccess);
  const [first, ...others] = new Map(winners.map((reply) => [activationOf(clusterOf(reply)), reply])).values();
  const other = others.at(-1);
  await judge(session, "register.parallel.same-token", replies, {
    expected: "one activation, in every 200",
    wrong: other && { received: `${others.length + 1} activations`, reply: other },
    ofRefusal: ({ status }) => (status === 409 ? "met" : "missed"),
    doubted: first === undefined ? [input["name"]] : [],
    base: first === undefined ? session.registration.full(session.salt("base")) : undefined,
  });
}

async function distinctNames(session: CaseSession): Promise<void> {
  const inputs = session.registration;
  const sent = ["x", "y", "z"].map((slot) => ({
    ...inputs.minimal(session.salt(slot)),
    tags: { [slot]: slot } as JsonObject,
  }));
  const replies = await Promise.all(sent.map((input) => session.register(input)));
  const other = replies.find((reply, index) => isSuccess(reply) && !isOwn(sent[index], clusterOf(reply)));
  await judge(session, "register.parallel.distinct-names", replies, {
    expected: `${sent.length} times 200, each with its own name and tags`,
    wrong: other && { received: "one with another name or tags", reply: other },
    ofRefusal: () => "missed",
    doubted: sent.filter((_, index) => replies[index]?.status === 409).map((input) => shownMember(input, "name")),
    base: replies.every(isSuccess) ? undefined : { ...inputs.minimal(session.salt("base")), tags: { x: "x" } },
  });
}

/** Whether an answer shows the name and the tags that were sent. */
function isOwn(sent: JsonObject | undefined, cluster: JsonObject | undefined): boolean {
  const [name, tags] = (["name", "tags"] as const).map((word) => shownMember(sent, word));
  const about = { at: MEMBERS.tags.inAnswer, sent: isJsonObject(tags) ? tags : {}, whose: "of the request" };
  return shownMember(cluster, "name") === name && sameTags(about, shownMember(cluster, "tags") ?? {}).grade === "met";
}

async function parallelDeregister(session: CaseSession): Promise<void> {
  const { name } = await registerFirst(session, session.registration.minimal(session.salt()));
  // What nothing knows yet nobody can deregister.
  if (!isMissing(session.context.presence, OPERATIONS.describe)) await describeOnceShown(session, name);
  const replies = await Promise.all([1, 2, 3].map(() => session.deregister(name)));
  await judge(session, "register.parallel.deregister", replies, {
    expected: `a 200, else 404 ${ERRORS.unknown}`,
    ofRefusal: (reply) => gradeOf(reply, [...STATE_REFUSALS.unknownName, ...STATE_REFUSALS.takenName]),
  });
}

function gradeOf(reply: Reply, proper: readonly Parameters<typeof isRefusedAs>[1][]): RaceGrade {
  return proper.some((one) => isRefusedAs(reply, one)) ? "met" : "missed";
}

interface Race extends RaceRule {
  /** Names that nobody won. */
  readonly doubted?: readonly (JsonValue | undefined)[];
  /** One such registration by itself, where none of them, or not each, succeeded. */
  readonly base?: JsonObject | undefined;
}

/** Requests sent at once are throttled first: of one refused for its pace nobody knows how it would have gone. */
async function judge(
  session: CaseSession,
  id: string,
  replies: readonly Reply[],
  { doubted = [], base, ...rule }: Race,
): Promise<void> {
  const { finding, about } = judgeRace(replies, { ofNone: "missed", ...rule }, isThrottled);
  const judged = await unlessTaken(session, doubted, finding);
  session.judge(
    id,
    base === undefined ? judged : await unlessRegistrationRefused(session, judged, base),
    about?.exchange,
  );
}
