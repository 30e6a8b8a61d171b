import { judgeRefusedAs } from "../../../oracles/refused-as.ts";
import { namesNear } from "../../../../generators/strings/near-names.ts";
import type { Contract } from "../../../../spec/contract/contract.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import type { Case } from "../../session/cluster-case.ts";
import { effectOf } from "../../../session/case.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import { isThrottled } from "../../../../protocol/answers/throttling.ts";
import type { KindSettings } from "../../../plan/target-kind-settings.ts";
import { isSuccess } from "../../../../protocol/answers/reply.ts";
import { registerFirst, scenario } from "../../session/scenario.ts";
import { requiredInput } from "../../session/steps/required-input.ts";
import type { CaseSession } from "../../session/session.ts";
import { MEMBERS, OPERATIONS } from "../../../../spec/registration/registered-cluster.ts";
import { describeReply } from "../../../../protocol/answers/describe-reply.ts";
import { check } from "../../../oracles/finding.ts";
import { provokedErrors, type ProvokedError, untilHeard } from "../../../session/provoked-error.ts";
import { LEAVES_NO_STATE } from "../../../session/round.ts";
import { STATE_REFUSALS } from "../../../../spec/requirements/refusals.ts";

/** Names nobody registered must be unknown to the operations that take one. */
export const UNKNOWN_NAME_CASES: readonly Case[] = [
  unknownName(OPERATIONS.describe, "describe.error.unknown-name", "read"),
  unknownName(OPERATIONS.deregister, "deregister.error.unknown-name", "delete"),
];

/** Names that nobody has although somebody has nearly the same, and one that a refusal must have left free. */
export const NEAR_NAME_CASES: readonly Case[] = [
  nearName(OPERATIONS.describe, "describe.error.unknown-name"),
  nearName(OPERATIONS.deregister, "deregister.error.unknown-name"),
  scenario({
    id: "errors/name-after-refusal",
    requirements: [LEAVES_NO_STATE],
    summary: "a registration that is refused for a tag, then a valid one of the same name",
    run: registerAfterRefusal,
  }),
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

/** Longer than the value of a tag may be. */
const TOO_LONG = "x".repeat(257);

async function registerAfterRefusal(session: CaseSession): Promise<void> {
  const input = session.registration.minimal(session.salt());
  const refused = await session.register({ ...input, [MEMBERS.tags.name]: { refused: TOO_LONG } });
  if (isSuccess(refused) || refused.status >= 500 || isThrottled(refused)) return;
  const reply = await session.register(input);
  const finding = check(reply.status !== 409, "no conflict with what was refused", describeReply(reply));
  session.judge(LEAVES_NO_STATE, finding, reply.exchange);
}

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
export function provokedErrorCases(contract: Contract, settings: KindSettings): Case[] {
  return [...contract.operations.values()].flatMap((operation) =>
    provokedErrors(operation, settings).map((error) =>
      scenario({
        ...error,
        needs: [operation.id],
        effect: effectOf(operation.method),
        live: operation.id === OPERATIONS.register ? 1 : 0,
        run: (session) => sendProvoked(session, operation, error),
      }),
    ),
  );
}

async function sendProvoked(session: CaseSession, operation: Operation, error: ProvokedError): Promise<void> {
  const fresh = session.registration.minimal(session.salt());
  const request = encodeInput(operation, requiredInput(session, operation, fresh));
  if (request === undefined) return;
  const asked = { ...request, headers: [...request.headers, ...error.headers] };
  const reply = await untilHeard(error.name, () => session.send(asked, { once: true, purpose: "observed" }));
  session.judgeInGeneral({ reply, provoked: true });
}
