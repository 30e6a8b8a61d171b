import { judgeRefusedAs } from "../../../oracles/refused-as.ts";
import { kebab } from "../../../../spec/derived/constraint.ts";
import type { Contract } from "../../../../spec/contract/contract.ts";
import { errorRequirementId } from "../../../../spec/derived/derive-errors.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import type { Case } from "../../session/cluster-case.ts";
import { effectOf } from "../../../session/case.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import { isThrottled } from "../../../../protocol/answers/throttling.ts";
import type { KindSettings } from "../../../plan/kind-settings.ts";
import { lostReply, type Reply } from "../../../../protocol/answers/reply.ts";
import { scenario } from "../../session/scenario.ts";
import { requiredInput } from "../../session/steps/required-input.ts";
import type { CaseSession } from "../../session/session.ts";
import { OPERATIONS } from "../../../../spec/registration/registered-cluster.ts";
import { STATE_REFUSALS } from "../../../../spec/requirements/refusals.ts";

/** Names nobody registered must be unknown to the operations that take one. */
export const UNKNOWN_NAME_CASES: readonly Case[] = [
  unknownName(OPERATIONS.describe, "describe.error.unknown-name", "read"),
  unknownName(OPERATIONS.deregister, "deregister.error.unknown-name", "delete"),
];

function unknownName(operation: string, requirement: string, effect: "read" | "delete"): Case {
  return scenario({
    id: `errors/${requirement}`,
    requirements: [requirement],
    summary: `${operation} of a name that nobody registered`,
    needs: [operation],
    effect,
    live: 0,
    run: async (session) => {
      const { name } = session.registration.minimal(session.salt());
      const reply = await session.call(operation, name === undefined ? {} : { name });
      session.judge(requirement, judgeRefusedAs(reply, STATE_REFUSALS.unknownName), reply.exchange);
    },
  });
}

/** Errors that nobody can cause from outside, asked for through the target's own hook where it has one. */
export function provokedErrorCases(contract: Contract, { provoke }: KindSettings): Case[] {
  if (provoke === undefined) return [];
  return [...contract.operations.values()].flatMap((operation) =>
    operation.errors.map((error) =>
      scenario({
        id: `errors/provoked/${operation.prefix}/${kebab(error.name)}`,
        requirements: (["status", "members"] as const).map((aspect) =>
          errorRequirementId(operation.prefix, error.name, aspect),
        ),
        summary: `${operation.id}, asked through the target's hook to answer ${error.name}`,
        needs: [operation.id],
        effect: effectOf(operation.method),
        live: operation.id === OPERATIONS.register ? 1 : 0,
        run: (session) => sendProvoked(session, operation, { name: error.name, headers: provoke(error.name) }),
      }),
    ),
  );
}

/** An error, and the request headers that ask the target's hook for it. */
interface Provocation {
  readonly name: string;
  readonly headers: readonly (readonly [string, string])[];
}

/** The error asked for may be one that is retried, so each attempt is a request of its own. */
const ATTEMPTS = 4;

async function sendProvoked(session: CaseSession, operation: Operation, { name, headers }: Provocation): Promise<void> {
  const fresh = session.registration.minimal(session.salt());
  const request = encodeInput(operation, requiredInput(session, operation, fresh));
  if (request === undefined) return;
  const asked = { ...request, headers: [...request.headers, ...headers] };
  let reply = await session.send(asked, { once: true, purpose: "observed" });
  for (let attempt = 2; attempt <= ATTEMPTS && saysNothing(reply, name); attempt += 1) {
    reply = await session.send(asked, { once: true, purpose: "observed" });
  }
  session.judgeInGeneral({ reply, provoked: true });
}

/** Lost, or refused for the pace: the hook was not heard. */
function saysNothing(reply: Reply, name: string): boolean {
  return lostReply(reply) || (reply.error.name !== name && isThrottled(reply));
}
