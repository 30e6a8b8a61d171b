import { namesNear } from "#generators/strings/near-names.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import { MEMBERS, OPERATIONS } from "#spec/registration/registered-cluster.ts";
import { STATE_REFUSALS } from "#spec/requirements/refusals.ts";
import { judgeRefusedAs } from "#suites/oracles/refused-as.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { registerFirst, scenario } from "#suites/registration/session/scenario.ts";

/** Names that nobody has although somebody has nearly the same. */
export const NEAR_NAME_CASES: readonly Case[] = [
  nearName(OPERATIONS.describe, "describe.error.unknown-name"),
  nearName(OPERATIONS.deregister, "deregister.error.unknown-name"),
];

/** A name that differs from that of a cluster in one character, its case, or its length is nobody's. */
function nearName(operation: string, requirement: string): Case {
  return scenario({
    id: `errors/${requirement}/near`,
    requirements: [requirement],
    summary: `${operation} of names that are nearly that of a cluster`,
    needs: [OPERATIONS.register, operation],
    run: async (session) => {
      const { name } = await registerFirst(session, session.registration.minimal(session.salt()));
      const { otherCase, others, longer } = namesNear(name, session.context.namePrefix);
      const forbidden = forbiddenNear(name, session.context.namePrefix);
      for (const each of [...(otherCase === undefined ? [] : [otherCase]), ...others, longer, ...forbidden]) {
        const purpose = forbidden.includes(each) ? "observed" : undefined;
        const reply = await session.call(operation, { [MEMBERS.name.name]: each }, { purpose });
        // By what a name is refused that nothing can have, no source says.
        if (purpose === undefined || isSuccess(reply))
          session.judge(requirement, judgeRefusedAs(reply, STATE_REFUSALS.unknownName), reply.exchange);
        if (isSuccess(reply)) return;
      }
    },
  });
}

/** What a path may be read with, beside its label: parameters, and a second decoding. No cluster can be called so. */
function forbiddenNear(name: string, prefix: string): readonly string[] {
  const start = name.startsWith(prefix) ? prefix : "";
  const [first = "", ...others] = name.slice(start.length);
  return [`${name};v=2`, `${start}%${first.charCodeAt(0).toString(16)}${others.join("")}`];
}
