import type { MadeResource } from "#custody/resources/made-resource.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { readyId } from "#spec/resources/promises/promise.ts";
import { check, type Finding, wanting } from "#suites/oracles/finding.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

/** Whether what an operation made, and was waited for, has come to what it should. */
export function judgeReady(
  session: ServiceSession,
  { creating, made }: { readonly creating: Operation; readonly made: MadeResource },
  reply: Reply,
): void {
  const finding = readinessFinding(session, made, reply);
  const id = readyId(session.context.table, creating, made.resource);
  if (finding !== undefined) session.judge(id, finding, reply.exchange);
}

/** Whether a description shows it in the status in which it can be used; undefined where it shows none. */
export function readinessFinding(session: ServiceSession, made: MadeResource, reply: Reply): Finding | undefined {
  const { ready } = made.resource;
  const status = ready && valueAt(session.shown(made, reply) ?? {}, ready.at);
  if (ready === undefined || typeof status !== "string") return undefined;
  const shows = `${made.resource.describe?.shows ?? ""}${ready.at}`;
  const condition = { members: [{ at: shows, equals: JSON.stringify(ready.is) }], settles: true };
  return wanting(check(status === ready.is, ready.is, status), condition);
}
