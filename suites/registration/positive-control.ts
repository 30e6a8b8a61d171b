import type { Reply } from "#protocol/answers/reply.ts";
import { encodeInput } from "#protocol/encode.ts";
import { status } from "#suites/record/condition.ts";
import { check, wanting, type Finding } from "#suites/oracles/finding.ts";
import type { Case } from "./session/cluster-case.ts";
import type { CaseSession } from "./session/session.ts";
import type { Presence } from "#suites/session/context/presence.ts";
import { sameRefusal } from "#suites/run/control/operation-presence.ts";
import { probeOperation } from "./probe-operation.ts";
import { mayBeTurnedAway, turnedAwayInWords } from "#suites/run/control/turned-away.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";

/**
 * Why nothing can be learnt from an endpoint that gives this answer to a valid registration, in words that help the
 * user.
 */
export function stopReason({ status, reason, reply }: Presence): string | undefined {
  switch (status) {
    case "unreachable":
      return `the endpoint cannot be reached: ${reason}`;
    case "no-access":
      return reply?.error.name?.startsWith("AccessDenied") === true
        ? `the endpoint denies access: ${reason}; \`eks-conformance iam-policy\` prints the policy that the caller needs`
        : `the endpoint denies access: ${reason}`;
    case "no-role":
    case "no-quota":
      return `no cluster can be registered: ${reason}`;
    case "turned-away":
      return `nothing of the endpoint is seen: ${reason}`;
    case "implemented":
    case "not-implemented":
    case "refused":
    case "not-tried":
      return undefined;
  }
}

/** The one valid registration that must succeed before any refusal counts for something. */
export function positiveControl(): Case<Presence> {
  return {
    id: "register/control/minimal",
    kind: "control",
    requirements: ["register.route"],
    summary: "a registration with the required members only, valid in every respect",
    needs: [],
    effect: "create",
    live: 1,
    run: async (session) => {
      const operation = session.operation(OPERATIONS.register);
      const presence = await unlessTurnedAway(session, await tryRegistrations(session));
      const expected = `${operation.success.status} from ${operation.method} ${operation.path}`;
      const finding = wanting(judgeControl(presence, expected), { answers: [status(operation.success.status)] });
      session.judge("register.route", finding, presence.reply?.exchange);
      return presence;
    },
  };
}

/** Minimal, full, then minimal again: if one of them is accepted, the operation exists. */
async function tryRegistrations(session: CaseSession): Promise<Presence> {
  const operation = session.operation(OPERATIONS.register);
  const { minimal, full } = session.inputs(operation.id);
  let first: Presence | undefined;
  for (const input of [minimal(session.salt("minimal")), full(session.salt("full")), minimal(session.salt("again"))]) {
    const request = encodeInput(operation, input);
    if (request === undefined) continue;
    const result = await probeOperation(session, request, (reply) => reply.status === operation.success.status);
    // If nothing answers, the input is not the reason: asking three times only takes three times as long.
    if (result.status !== "refused" || session.lost) return result;
    first ??= result;
  }
  return first ?? { status: "refused", reason: "no valid registration could be made from the contract" };
}

/** If every request is turned away alike, nobody knows what is behind. */
async function unlessTurnedAway(session: CaseSession, presence: Presence): Promise<Presence> {
  const { status, reply } = presence;
  const why = status === "not-implemented" && reply !== undefined ? await whyTurnedAway(session, reply) : undefined;
  return why === undefined ? presence : { status: "turned-away", reason: why, reply };
}

function judgeControl(presence: Presence, expected: string): Finding {
  const stopped = stopReason(presence);
  if (stopped !== undefined) return { grade: "unclear", expected, received: stopped };
  return check(presence.status === "implemented", expected, presence.reason);
}

/**
 * How an endpoint turns every request away, in words; undefined if this answer to a registration does not look like
 * that, or a list gets another one.
 */
async function whyTurnedAway(session: CaseSession, reply: Reply): Promise<string | undefined> {
  const list = session.context.contract.operations.get(OPERATIONS.list);
  if (!mayBeTurnedAway(reply) || list === undefined) return undefined;
  const other = await session.send({ method: list.method, path: list.path, headers: [] }, { purpose: "compared" });
  return sameRefusal(reply, other) ? turnedAwayInWords(reply) : undefined;
}
