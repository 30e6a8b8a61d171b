import { isThrottled } from "#protocol/answers/throttling.ts";
import { lostReply, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { kebab } from "#spec/derived/constraint.ts";
import { errorRequirementId } from "#spec/derived/derive-errors.ts";
import type { KindSettings } from "#suites/plan/target-kind-settings.ts";
import type { CaseLabel } from "./case.ts";

/** An error that nobody can cause from outside, asked for through the target's own hook. */
export interface ProvokedError extends CaseLabel {
  readonly name: string;
  readonly status: number;
  /** Request headers that ask the hook for it. */
  readonly headers: readonly (readonly [string, string])[];
}

/** Those that an operation documents, each with its case's label; none where the target has no hook. */
export function provokedErrors({ id, prefix, errors }: Operation, { provoke }: KindSettings): ProvokedError[] {
  if (provoke === undefined) return [];
  return errors.map(({ name, status }) => ({
    id: `errors/provoked/${prefix}/${kebab(name)}`,
    kind: "scenario",
    requirements: (["status", "members"] as const).map((aspect) => errorRequirementId(prefix, name, aspect)),
    summary: `${id}, asked through the target's hook to answer ${name}`,
    name,
    status,
    headers: provoke(name),
  }));
}

/** The error asked for may be one that is retried, so each attempt is a request of its own. */
const ATTEMPTS = 4;

/** Sends, once each time, until the hook is heard: an answer that is lost, or refused for the pace, says nothing of it. */
export async function untilHeard(name: string, send: () => Promise<Reply>): Promise<Reply> {
  const isUnheard = (reply: Reply): boolean => lostReply(reply) || (reply.error.name !== name && isThrottled(reply));
  let reply = await send();
  for (let attempt = 2; attempt <= ATTEMPTS && isUnheard(reply); attempt += 1) reply = await send();
  return reply;
}
