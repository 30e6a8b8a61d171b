import type { WireRequest } from "../../../../protocol/exchange.ts";
import type { Case } from "../../session/cluster-case.ts";
import { AWAITED, describeOnceShown } from "../../session/steps/consistency.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import { check, wanting } from "../../../oracles/finding.ts";
import { ofName } from "../../../oracles/clusters/cluster-answers.ts";
import { judgeRejected } from "../../../oracles/rejected.ts";
import { describeReply } from "../../../../protocol/answers/describe-reply.ts";
import { clusterOf } from "../../../../custody/looking/shown-cluster.ts";
import { isSuccess } from "../../../../protocol/answers/reply.ts";
import { unlessBaseRefused } from "../../session/refused-base.ts";
import { registerFirst, scenario } from "../../session/scenario.ts";
import { SetupFailure } from "../../../session/round.ts";
import type { CaseSession } from "../../session/session.ts";
import { OPERATIONS } from "../../../../spec/registration/registered-cluster.ts";

/** Which requests belong to the operations, and which do not. */
export const ROUTING_CASES: readonly Case[] = [
  scenario({
    id: "routing/root",
    requirements: ["api.route.unknown-path"],
    summary: "a registration sent to the root",
    needs: [],
    registers: 0,
    run: sentToRoot,
  }),
  scenario({
    id: "routing/encoded-label",
    requirements: ["api.route.encoded-label"],
    summary: "describe a cluster with letters of its name percent-encoded",
    needs: [OPERATIONS.register, OPERATIONS.describe],
    run: encodedLabel,
  }),
];

/** On AWS, a POST to the list's path creates a cluster that is billed: not to be sent there. */
export const PAGE_SAMPLE_CASE: Case = scenario({
  id: "routing/page-sample",
  requirements: ["register.route.page-sample"],
  summary: "the page's sample as it stands",
  run: async (session) => {
    const request = { ...validRequest(session), path: session.operation(OPERATIONS.list).path };
    const reply = await session.send(request, { purpose: "unspecified" });
    const expected = "any answer: the sources are silent";
    session.judge(
      "register.route.page-sample",
      { grade: "observed", expected, received: describeReply(reply) },
      reply.exchange,
    );
  },
});

async function sentToRoot(session: CaseSession): Promise<void> {
  const request = { ...validRequest(session), path: "/" };
  const reply = await session.send(request);
  const finding = judgeRejected(reply, session.classify(request));
  const judged = isSuccess(reply)
    ? finding
    : await unlessBaseRefused(session, finding, () => validRequest(session, "base"));
  session.judge("api.route.unknown-path", judged, reply.exchange);
}

async function encodedLabel(session: CaseSession): Promise<void> {
  const { name } = await registerFirst(session, session.registration.minimal(session.salt()));
  const encoded = [...name].map((letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`).join("");
  // The plain name first: without an answer to it there is nothing to compare with.
  const plain = await describeOnceShown(session, name);
  if (!isSuccess(plain))
    throw new SetupFailure(`${OPERATIONS.describe} with the plain name got ${describeReply(plain)}`);
  const reply = await session.waitFor(AWAITED.description, {
    read: () => session.describeAs(encoded),
    holds: isSuccess,
  });
  const same = clusterOf(reply)?.["name"] === name;
  const received = reply.status === 200 && !same ? "200 with another cluster" : describeReply(reply);
  const finding = check(reply.status === 200 && same, "200 with the cluster of that name", received);
  session.judge("api.route.encoded-label", wanting(finding, ofName(name)), reply.exchange);
}

function validRequest(session: CaseSession, slot?: string): WireRequest {
  const operation = session.operation(OPERATIONS.register);
  const request = encodeInput(operation, session.inputs(operation.id).minimal(session.salt(slot)));
  if (request === undefined) throw new Error("a registration without members does not fit the contract");
  return request;
}
