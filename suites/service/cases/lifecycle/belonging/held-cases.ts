import {
  belongsTo,
  depthOf,
  identityOf,
  inputFor,
  keyOf,
  type MadeResource,
} from "#custody/resources/made-resource.ts";
import { unprotect } from "#custody/removing/unprotect.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { encodeInput } from "#protocol/encode.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { kindInWords, promiseId, type Promise as Promised } from "#spec/resources/promises/promise.ts";
import type { Resource, ResourceTable } from "#spec/resources/resource-table.ts";
import { protectingInput } from "#spec/resources/table-readings.ts";
import { check, wanting, type Finding } from "#suites/oracles/finding.ts";
import { anyOf } from "#suites/oracles/refusal-words.ts";
import { unlessUninformative } from "#suites/oracles/uninformative.ts";
import { refusal } from "#suites/record/condition.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import { sendOnceIdle } from "#suites/service/cases/inputs/send-once-idle.ts";
import { anotherOf } from "#suites/service/cases/lifecycle/another-of.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

/** The deletion of what still has others that are deleted first; before the last of those goes. */
export function* heldCases({ contract, table }: ServiceContext, child: Resource): Iterable<ServiceCase> {
  const parent = table.resources.find(({ name }) => name === child.parent);
  const last = table.resources.find(({ holds, parent: above }) => holds === true && above === child.parent);
  const deleting = parent?.delete && contract.operation(parent.delete.operation);
  if (parent === undefined || last !== child || deleting === undefined) return;
  yield {
    id: `${deleting.prefix}/scenario/held`,
    kind: "scenario",
    requirements: [promiseId(deleting, "held")],
    summary: `the deletion of ${kindInWords(parent)} that still has ${kindInWords(child)}`,
    needs: [],
    run: async (session) => {
      const made = await session.shared(parent);
      if (made === undefined || (await session.shared(child)) === undefined) return;
      await unprotected(session, made);
      await deleteInVain(session, { made, deleting, promise: "held" });
    },
  };
}

/** The same with nothing but one of a kind that went before the last: a target may mind those of one kind alone. */
export function* heldByEachCases({ contract, table }: ServiceContext, parent: Resource): Iterable<ServiceCase> {
  const deleting = parent.delete && contract.operation(parent.delete.operation);
  const holding = table.resources.filter(({ holds, parent: above }) => holds === true && above === parent.name);
  if (deleting === undefined) return;
  for (const child of holding.slice(1)) {
    yield {
      id: `${deleting.prefix}/scenario/held/${child.name}`,
      kind: "scenario",
      requirements: [promiseId(deleting, "held")],
      summary: `the deletion of ${kindInWords(parent)} that has ${kindInWords(child)} alone`,
      needs: child.create === undefined ? [] : [child.create.operation],
      makes: { resource: child, count: 1, surely: true },
      run: async (session) => {
        const made = await session.shared(parent);
        if (made === undefined || !(await standsAlone(session, made))) return;
        if ((await anotherOf(session, child, "alone")) === undefined) return;
        await unprotected(session, made);
        await deleteInVain(session, { made, deleting, promise: "held" });
      },
    };
  }
}

/** Switches off what keeps it from being deleted: protected, or under way, it would be refused for that. */
export async function unprotected(session: ServiceSession, made: MadeResource): Promise<void> {
  await unprotect(made, { service: session.context, target: session.context.target });
  await untilReady(session, made, made.resource.protection?.off.operation);
}

/** The deletion of what is protected from that. */
export function* protectedCases({ contract }: ServiceContext, resource: Resource): Iterable<ServiceCase> {
  const { protection, delete: gone } = resource;
  const input = protectingInput(resource);
  const deleting = gone && contract.operation(gone.operation);
  if (protection === undefined || input === undefined || deleting === undefined) return;
  const protecting = contract.operation(protection.off.operation);
  yield {
    id: `${deleting.prefix}/scenario/protected`,
    kind: "scenario",
    requirements: [promiseId(deleting, "protected")],
    summary: `the deletion of ${kindInWords(resource)} that is protected from it`,
    needs: [],
    run: async (session) => {
      const made = await session.shared(resource);
      const filled = made && inputFor(session.context.table, { ...protection.off, input }, identityOf(made));
      const request = filled && encodeInput(protecting, filled);
      if (made === undefined || request === undefined || !(await standsAlone(session, made))) return;
      if (!isSuccess(await sendOnceIdle(session, protecting, request))) return;
      const reply = await untilReady(session, made, protecting.id);
      // Whether a change shows is for other cases to say.
      if (valueAt(session.shown(made, reply) ?? {}, protection.at) !== protection.is) return;
      await deleteInVain(session, { made, deleting, promise: "protected" });
    },
  };
}

/**
 * Takes away what belongs to it, and looks again for what may: with what has to go first there, its deletion would be
 * refused for that.
 */
async function standsAlone({ context: { alive, keeper } }: ServiceSession, made: MadeResource): Promise<boolean> {
  const doubtful = keeper.states.in("doubtful").map((known) => known.made);
  const below = [...alive.values(), ...doubtful].filter((each) => belongsTo(each, keyOf(made)));
  for (const each of below.sort((one, other) => depthOf(other) - depthOf(one))) await keeper.remove(each);
  return !keeper.isKept(made);
}

interface Vain {
  readonly made: MadeResource;
  readonly deleting: Operation;
  readonly promise: Extract<Promised, "held" | "protected">;
}

/** It is refused, and what it was about stays. */
async function deleteInVain(session: ServiceSession, { made, deleting, promise }: Vain): Promise<void> {
  const request = made.resource.delete && session.plain(made.resource.delete, made);
  if (request === undefined) return;
  const reply = await session.send(request);
  const refused = judgeAnyRefusal(reply, deleting, session.context.table);
  const isLost = refused.grade !== "missed" && (await session.describes(made)) === false;
  const received = `${describeReply(reply)}, and it is gone`;
  const finding: Finding = isLost ? { grade: "missed", expected: refused.expected, received } : refused;
  session.judge(promiseId(deleting, promise), finding, reply.exchange);
}

/** No source names the error: each that the operation documents will do, but that there is no such resource. */
function judgeAnyRefusal(reply: Reply, { errors }: Operation, { errors: { unknown } }: ResourceTable): Finding {
  const documented = errors.filter(({ status, name }) => status < 500 && !unknown.includes(name));
  const isOwn = documented.some(({ name, status }) => name === reply.error.name && status === reply.status);
  const expected = documented.length === 0 ? "a refusal" : anyOf(documented);
  // What is there has been through a good deal by now: a crash over that is told by itself, and lets nothing through.
  if (reply.status >= 500) return { grade: "unclear", expected, received: describeReply(reply) };
  const answers = documented.map(({ status, name }) => refusal(status, name));
  return unlessUninformative(reply, wanting(check(isOwn, expected, describeReply(reply)), { answers }));
}
