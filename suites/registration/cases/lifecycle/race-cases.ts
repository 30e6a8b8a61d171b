import type { JsonObject, JsonValue } from "../../../../spec/json/json.ts";
import type { Case } from "../../session/cluster-case.ts";
import { sameTags } from "../../../oracles/clusters/same-tags.ts";
import { countedReplies } from "../../../oracles/counted-replies.ts";
import { check, type Finding, wanting } from "../../../oracles/finding.ts";
import { clusterOf, shownMember } from "../../../../custody/looking/shown-cluster.ts";
import { isThrottled } from "../../../../protocol/answers/throttling.ts";
import { isRefusedAs, isSuccess, type Reply } from "../../../../protocol/answers/reply.ts";
import { unlessRegistrationRefused } from "../../session/refused-base.ts";
import { activationOf, registerFirst, scenario } from "../../session/scenario.ts";
import { describeOnceShown } from "../../session/steps/consistency.ts";
import { isMissing } from "../../../session/context/presence.ts";
import type { CaseSession } from "../../session/session.ts";
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
  const racers = Array.from({ length: RACERS }, (_, index) => ({
    ...inputs.full(session.salt(String(index))),
    name,
  }));
  const replies = await Promise.all(racers.map((input) => session.register(input, { repeats: true })));
  const winners = replies.filter(isSuccess).length;
  const refused = replies.filter((reply) => reply.status === 409 && reply.error.name === ERRORS.taken).length;
  const expected = `one 200 and ${RACERS - 1} times 409 ${ERRORS.taken}`;
  const finding = check(winners === 1 && winners + refused === RACERS, expected, countedReplies(replies));
  const doubted = winners > 0 ? [] : [name];
  const base = winners > 0 ? undefined : inputs.full(session.salt("base"));
  await judgeRace(session, "register.parallel.same-name", { replies, doubted, finding, base });
}

async function sameToken(session: CaseSession): Promise<void> {
  const input = session.registration.full(session.salt());
  const racers = Array.from({ length: RACERS }, () => session.register(input, { repeats: true }));
  const replies = await Promise.all(racers);
  const activations = new Set(replies.filter(isSuccess).map((reply) => activationOf(clusterOf(reply))));
  const proper = replies.every((reply) => isSuccess(reply) || reply.status === 409);
  const received = `${countedReplies(replies)}, ${activations.size} activation${activations.size === 1 ? "" : "s"}`;
  const finding = check(activations.size === 1 && proper, "one activation, in every 200", received);
  const doubted = activations.size > 0 ? [] : [input["name"]];
  const base = replies.some(isSuccess) ? undefined : session.registration.full(session.salt("base"));
  await judgeRace(session, "register.parallel.same-token", { replies, doubted, finding, base });
}

async function distinctNames(session: CaseSession): Promise<void> {
  const inputs = session.registration;
  const sent = ["x", "y", "z"].map((slot) => ({
    ...inputs.minimal(session.salt(slot)),
    tags: { [slot]: slot } as JsonObject,
  }));
  const replies = await Promise.all(sent.map((input) => session.register(input)));
  const own = sent.filter(({ tags, ...input }, index) => {
    const reply = replies[index];
    const cluster = reply !== undefined && isSuccess(reply) ? clusterOf(reply) : undefined;
    if (shownMember(cluster, "name") !== shownMember(input, "name")) return false;
    const at = MEMBERS.tags.inAnswer;
    return sameTags({ at, sent: tags, whose: "of the request" }, shownMember(cluster, "tags") ?? {}).grade === "met";
  });
  const expected = `${sent.length} times 200, each with its own name and tags`;
  const finding = check(own.length === sent.length, expected, countedReplies(replies));
  const doubted = sent.filter((_, index) => replies[index]?.status === 409).map((input) => shownMember(input, "name"));
  const base = replies.every(isSuccess) ? undefined : { ...inputs.minimal(session.salt("base")), tags: { x: "x" } };
  await judgeRace(session, "register.parallel.distinct-names", { replies, doubted, finding, base });
}

interface Race {
  readonly replies: readonly Reply[];
  /** Names that nobody won. */
  readonly doubted: readonly (JsonValue | undefined)[];
  readonly finding: Finding;
  /** One such registration by itself, where none of them, or not each, succeeded. */
  readonly base: JsonObject | undefined;
}

/** Judges by the race's last answer, whatever is asked about its names afterwards. */
async function judgeRace(session: CaseSession, id: string, { replies, doubted, finding, base }: Race): Promise<void> {
  const judged = await unlessTaken(session, doubted, judgedRace(finding, replies));
  session.judge(
    id,
    base === undefined ? judged : await unlessRegistrationRefused(session, judged, base),
    replies.at(-1)?.exchange,
  );
}

async function parallelDeregister(session: CaseSession): Promise<void> {
  const { name } = await registerFirst(session, session.registration.minimal(session.salt()));
  // What nothing knows yet nobody can deregister.
  if (!isMissing(session.context.presence, OPERATIONS.describe)) await describeOnceShown(session, name);
  const replies = await Promise.all([1, 2, 3].map(() => session.deregister(name)));
  const refusals = [...STATE_REFUSALS.unknownName, ...STATE_REFUSALS.takenName];
  const proper = replies.every((reply) => isSuccess(reply) || refusals.some((one) => isRefusedAs(reply, one)));
  const expected = `a 200, else 404 ${ERRORS.unknown}`;
  const finding = check(proper && replies.some(isSuccess), expected, countedReplies(replies));
  session.judge("register.parallel.deregister", judgedRace(finding, replies), replies.at(-1)?.exchange);
}

/** Requests sent at once are throttled first: of one refused for its pace nobody knows how it would have gone. */
function judgedRace(finding: Finding, replies: readonly Reply[]): Finding {
  if (finding.grade === "missed" && replies.some(isThrottled)) return { ...finding, grade: "unclear" };
  return wanting(finding, { race: true });
}
