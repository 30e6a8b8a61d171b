import { describeReply } from "#protocol/answers/describe-reply.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { scenario } from "#suites/registration/session/scenario.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";

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

function validRequest(session: CaseSession): WireRequest {
  const operation = session.operation(OPERATIONS.register);
  const request = encodeInput(operation, session.inputs(operation.id).minimal(session.salt()));
  if (request === undefined) throw new Error("a registration without members does not fit the contract");
  return request;
}
