import { judgeRefusedAs } from "../../../oracles/refused-as.ts";
import { plainText } from "../../../../spec/json/plain-text.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import { tokenMember } from "../../../../spec/registration/contract-words.ts";
import type { Case } from "../../session/cluster-case.ts";
import { registerFirst, scenario } from "../../session/scenario.ts";
import { unlessRegistrationRefused } from "../../session/refused-base.ts";
import { deregisterOnceShown, describeOnceShown, registerOnceFree } from "../../session/steps/consistency.ts";
import type { CaseSendOptions, CaseSession } from "../../session/session.ts";
import { sameCluster } from "../../../oracles/clusters/cluster-answers.ts";
import { objectWith } from "../../../record/condition.ts";
import { check, wanting } from "../../../oracles/finding.ts";
import { describeReply } from "../../../../protocol/answers/describe-reply.ts";
import { isSuccess } from "../../../../protocol/answers/reply.ts";
import { listUntil } from "../../session/steps/list-until.ts";
import { mustBeAccepted } from "../inputs/valid-registration.ts";
import { OPERATIONS } from "../../../../spec/registration/registered-cluster.ts";
import { STATE_REFUSALS } from "../../../../spec/requirements/refusals.ts";

/** What happens to one cluster, or to one name, must leave the others alone. */
export const OTHER_CLUSTER_CASES: readonly Case[] = [
  scenario({
    id: "other-clusters/deregister",
    requirements: ["describe.after-register", "describe.error.unknown-name"],
    summary: "register three clusters, deregister the second, describe the others and a name that nobody registered",
    needs: [OPERATIONS.register, OPERATIONS.deregister, OPERATIONS.describe],
    live: 3,
    run: deregisterOneOfThree,
  }),
  scenario({
    id: "other-clusters/lives-of-a-name",
    requirements: ["register.again", "list.include-all"],
    summary: "register, deregister and register one name three times over, then list it",
    needs: [OPERATIONS.register, OPERATIONS.deregister, OPERATIONS.list],
    registers: 3,
    run: threeLives,
  }),
  scenario({
    id: "other-clusters/refused-repeat",
    requirements: ["register.rejected-leaves-no-state"],
    summary: "register a taken name with other tags, under another token, none and its own, then describe it",
    needs: [OPERATIONS.register, OPERATIONS.describe],
    run: describeAfterRefusedRepeat,
  }),
];

async function deregisterOneOfThree(session: CaseSession): Promise<void> {
  const { minimal, full } = session.registration;
  const middle = full(session.salt("second"));
  const first = await registerFirst(session, longerThan(session, middle, full(session.salt("first"))));
  const second = await registerFirst(session, middle);
  const third = await registerFirst(session, full(session.salt("third")));
  if (!isSuccess(await deregisterOnceShown(session, second.name))) return;
  // Twice: a look must not change what the next one sees.
  for (const other of [first, third, first]) {
    const reply = await describeOnceShown(session, other.name);
    session.judge("describe.after-register", sameCluster(other, reply), reply.exchange);
  }
  const nobody = plainText(minimal(session.salt("nobody"))["name"]);
  const unknown = await session.describe(nobody);
  session.judge("describe.error.unknown-name", judgeRefusedAs(unknown, STATE_REFUSALS.unknownName), unknown.exchange);
}

/** The input under a name that begins with the other's, where the contract allows it: names are told apart whole. */
function longerThan(session: CaseSession, { name }: JsonObject, input: JsonObject): JsonObject {
  const longer = { ...input, name: `${plainText(name)}-0` };
  return mustBeAccepted(session.context.contract, session.operation(OPERATIONS.register), longer) ? longer : input;
}

/** The first life has token and tags, the later ones have neither: nothing of it may show in them. */
async function threeLives(session: CaseSession): Promise<void> {
  const { full, minimal } = session.registration;
  const { name } = await registerFirst(session, full(session.salt("first")));
  for (const life of ["second", "third"]) {
    if (!isSuccess(await deregisterOnceShown(session, name))) return;
    const { reply: again, remark } = await registerOnceFree(session, { ...minimal(session.salt(life)), name });
    const freed = check(again.status === 200, "200", `${describeReply(again)}${remark}`);
    const finding = wanting(freed, { answers: [objectWith(200)], settles: true });
    const base = minimal(session.salt(`${life} base`));
    session.judge("register.again", await unlessRegistrationRefused(session, finding, base), again.exchange);
    if (!isSuccess(again)) return;
  }
  const { items, last } = await listUntil(session, (listed) => listed.includes(name));
  const received = items.includes(name) ? "a list with it" : "a list without it";
  const listed = check(items.includes(name), "a list that names the cluster", received);
  session.judge("list.include-all", wanting(listed, { list: { has: [name] }, settles: true }), last.exchange);
}

async function describeAfterRefusedRepeat(session: CaseSession): Promise<void> {
  const { full, minimal } = session.registration;
  const first = await registerFirst(session, full(session.salt("first")));
  // Its own token comes last: that may be answered as a repeat, whatever else is asked for.
  const token = first.input[tokenMember()] ?? null;
  const ownToken = { ...full(session.salt("token")), [tokenMember()]: token };
  const repeats: readonly Repeats[] = [
    { inputs: [full(session.salt("other")), minimal(session.salt("plain"))], how: {} },
    // As a repeat it shows the first cluster, and not what was asked for.
    { inputs: [ownToken], how: { purpose: "unspecified" } },
  ];
  // A description that never agreed with the registration shows nothing of a refusal's making.
  if (sameCluster(first, await describeOnceShown(session, first.name)).grade !== "met") return;
  for (const some of repeats) {
    if (!(await areRefused(session, first.name, some))) return;
    const reply = await describeOnceShown(session, first.name);
    session.judge("register.rejected-leaves-no-state", sameCluster(first, reply), reply.exchange);
  }
}

interface Repeats {
  readonly inputs: readonly JsonObject[];
  readonly how: CaseSendOptions;
}

async function areRefused(session: CaseSession, name: string, { inputs, how }: Repeats): Promise<boolean> {
  for (const input of inputs) {
    if (isSuccess(await session.register({ ...input, name }, { ...how, repeats: true }))) return false;
  }
  return true;
}
