import type { WireRequest } from "../../../protocol/exchange.ts";
import type { Case } from "../../session/case.ts";
import { encodeInput } from "../../../protocol/encode.ts";
import { check, wanting } from "../../oracles/finding.ts";
import { ofName } from "../../oracles/cluster-answers.ts";
import { judgeRejected } from "../../oracles/rejected.ts";
import { describeReply } from "../../../protocol/describe-reply.ts";
import { clusterOf, isSuccess } from "../../../protocol/reply.ts";
import { unlessBaseRefused } from "../../session/refused-base.ts";
import { registerFirst, scenario } from "../../session/scenario.ts";
import { SetupFailure } from "../../session/round.ts";
import type { CaseSession } from "../../session/session.ts";

type RequestChange = (request: WireRequest) => WireRequest;

const withPath =
  (path: string): RequestChange =>
  (request) => ({ ...request, path });

const UNKNOWN: readonly (readonly [string, RequestChange])[] = [
  ["another word", withPath("/cluster-registration")],
  ["a prefix", withPath("/v1/cluster-registrations")],
  ["the root", withPath("/")],
];
/** Which requests belong to the operations, and which do not. */
export const ROUTING_CASES: readonly Case[] = [
  ...UNKNOWN.map(([what, change], index) =>
    refusedRoute(`routing/unknown-path-${index + 1}`, "api.route.unknown-path", `the path with ${what}`, change),
  ),
  scenario({
    id: "routing/encoded-label",
    requirements: ["api.route.encoded-label"],
    summary: "describe a cluster with letters of its name percent-encoded",
    needs: ["RegisterCluster", "DescribeCluster"],
    run: encodedLabel,
  }),
];

/** On AWS, `POST /clusters` is CreateCluster, and what that creates is billed: not to be sent there. */
export const PAGE_SAMPLE_CASE: Case = observedRoute(
  "routing/page-sample",
  "register.route.page-sample",
  "the page's sample as it stands",
  "/clusters",
);

function refusedRoute(id: string, requirement: string, summary: string, change: RequestChange): Case {
  return scenario({
    id,
    requirements: [requirement],
    summary,
    needs: [],
    registers: 0,
    run: async (session) => {
      const request = change(validRequest(session));
      const reply = await session.send(request);
      const finding = judgeRejected(reply, session.classify(request));
      const judged = isSuccess(reply)
        ? finding
        : await unlessBaseRefused(session, finding, () => validRequest(session, "base"));
      session.judge(requirement, judged, reply.exchange);
    },
  });
}

function observedRoute(id: string, requirement: string, summary: string, path: string): Case {
  return scenario({
    id,
    requirements: [requirement],
    summary,
    run: async (session) => {
      const reply = await session.send(withPath(path)(validRequest(session)), { purpose: "unspecified" });
      const expected = "any answer: the sources are silent";
      session.judge(requirement, { grade: "observed", expected, received: describeReply(reply) });
    },
  });
}

async function encodedLabel(session: CaseSession): Promise<void> {
  const { name } = await registerFirst(session, session.inputs("RegisterCluster").minimal(session.salt()));
  const encoded = [...name].map((letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`).join("");
  // The plain name first: without an answer to it there is nothing to compare with.
  const plain = await session.eventually(() => session.describe(name), isSuccess);
  if (!isSuccess(plain)) throw new SetupFailure(`DescribeCluster with the plain name got ${describeReply(plain)}`);
  const reply = await session.send({ method: "GET", path: `/clusters/${encoded}`, headers: [] });
  const same = clusterOf(reply)?.["name"] === name;
  const received = reply.status === 200 && !same ? "200 with another cluster" : describeReply(reply);
  const finding = check(reply.status === 200 && same, "200 with the cluster of that name", received);
  session.judge("api.route.encoded-label", wanting(finding, ofName(name)));
}

function validRequest(session: CaseSession, slot?: string): WireRequest {
  const operation = session.operation("RegisterCluster");
  const request = encodeInput(operation, session.inputs(operation.id).minimal(session.salt(slot)));
  if (request === undefined) throw new Error("a registration without members does not fit the contract");
  return request;
}
