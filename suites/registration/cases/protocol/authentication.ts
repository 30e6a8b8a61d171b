import { describeReply } from "../../../../protocol/answers/describe-reply.ts";
import { isSuccess } from "../../../../protocol/answers/reply.ts";
import { OPERATIONS } from "../../../../spec/registration/registered-cluster.ts";
import { judgeRefusedAs } from "../../../oracles/refused-as.ts";
import type { Case } from "../../session/cluster-case.ts";
import { scenario } from "../../session/scenario.ts";
import { checkNoState } from "../../session/steps/check-no-state.ts";
import { SIGNING_PROBES } from "../../../signing/signing-probes.ts";
import { withOpenDoor } from "../../../signing/verified.ts";

/** Signatures that a verifying endpoint must refuse. */
export const AUTHENTICATION_CASES: readonly Case[] = [
  ...SIGNING_PROBES.map((fault) =>
    scenario({
      id: `authentication/${fault.id}`,
      requirements: [fault.requirement],
      operation: OPERATIONS.register,
      summary: `a valid registration ${fault.how}`,
      registers: 0,
      run: async (session) => {
        const input = session.registration.minimal(session.salt());
        const reply = await session.register(input, { signing: fault.signing });
        const finding = judgeRefusedAs(reply, fault.proper);
        session.judge(fault.requirement, withOpenDoor(finding, reply), reply.exchange);
        // Once for all of them: the list at the end of the run is searched for the names of the others.
        if (fault.signing.kind === "wrong-secret" && !isSuccess(reply)) await checkNoState(session, input);
      },
    }),
  ),
  ...[-10, 10].map((minutes) =>
    scenario({
      id: `authentication/skew-${minutes < 0 ? "behind" : "ahead"}`,
      requirements: ["api.auth.skew"],
      operation: OPERATIONS.register,
      summary: `a valid registration dated ${Math.abs(minutes)} minutes ${minutes < 0 ? "ago" : "ahead"}`,
      run: async (session) => {
        const input = session.registration.minimal(session.salt());
        const signing = { kind: "skewed", seconds: minutes * 60 } as const;
        const reply = await session.register(input, { signing });
        const expected = "either answer: the sources differ on 5 to 15 minutes";
        session.judge("api.auth.skew", { grade: "observed", expected, received: describeReply(reply) }, reply.exchange);
      },
    }),
  ),
];
