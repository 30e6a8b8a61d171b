import { judgeRefusedAs } from "#suites/oracles/refused-as.ts";
import { withOpenDoor } from "#suites/signing/verified.ts";
import type { OtherCaller } from "#protocol/exchange.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { CALLER_REFUSALS, type ProperRefusal } from "#spec/requirements/refusals.ts";
import { callerProfile, type KindSettings } from "#suites/plan/target-kind-settings.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { scenario } from "#suites/registration/session/scenario.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";
import { MEMBERS, OPERATIONS } from "#spec/registration/registered-cluster.ts";
import { checkNoState } from "#suites/registration/session/steps/check-no-state.ts";

/** A caller that must be refused, and how. */
interface RefusedCaller {
  readonly caller: OtherCaller;
  readonly requirement: string;
  readonly proper: readonly ProperRefusal[];
}

const EXPIRED: RefusedCaller = {
  caller: "expired-token",
  requirement: "api.auth.expired-token",
  proper: CALLER_REFUSALS.expiredToken,
};
const DENIED: RefusedCaller = {
  caller: "no-permission",
  requirement: "api.auth.no-permission",
  proper: CALLER_REFUSALS.denied,
};

/** Callers that a target must refuse, where somebody has handed over their credentials. */
export function otherCallerCases({ features, kind }: Pick<KindSettings, "features" | "kind">): Case[] {
  const isGiven = ({ caller }: RefusedCaller): boolean => callerProfile(features, caller) !== undefined;
  return [
    ...(isGiven(EXPIRED) ? [expiredCase(kind !== "aws")] : []),
    ...(isGiven(DENIED)
      ? [
          scenario({
            id: "authentication/no-permission",
            requirements: [DENIED.requirement],
            summary: "a valid registration by a caller without the permission",
            registers: 0,
            run: (session) => registerAs(session, DENIED),
          }),
        ]
      : []),
  ];
}

/** STS does not say whose an expired token is, so on AWS it asks for the list alone, which changes nothing anywhere. */
function expiredCase(registers: boolean): Case {
  return scenario({
    id: "authentication/expired-token",
    requirements: [EXPIRED.requirement],
    summary: `a list${registers ? " and a valid registration" : ""} asked for with an expired session token`,
    needs: [OPERATIONS.list, ...(registers ? [OPERATIONS.register] : [])],
    effect: registers ? "create" : "read",
    live: registers ? 1 : 0,
    registers: 0,
    run: async (session) => {
      const listed = await sendAs(session, EXPIRED, OPERATIONS.list, {});
      if (registers && !isSuccess(listed)) await registerAs(session, EXPIRED);
    },
  });
}

async function registerAs(session: CaseSession, refused: RefusedCaller): Promise<void> {
  const input = session.registration.minimal(session.salt());
  const reply = await sendAs(session, refused, OPERATIONS.register, input);
  if (!isSuccess(reply)) return checkNoState(session, input);
  // Where each caller has clusters of its own, the run's own credentials would not find this one.
  const signing = { kind: "other-caller", caller: refused.caller } as const;
  const { name } = MEMBERS.name;
  await session.call(OPERATIONS.deregister, { [name]: input[name] ?? "" }, { signing, purpose: "observed" });
}

async function sendAs(
  session: CaseSession,
  { caller, requirement, proper }: RefusedCaller,
  operation: string,
  input: JsonObject,
): Promise<Reply> {
  const reply = await session.call(operation, input, { signing: { kind: "other-caller", caller } });
  session.judge(requirement, withOpenDoor(judgeRefusedAs(reply, proper), reply), reply.exchange);
  return reply;
}
