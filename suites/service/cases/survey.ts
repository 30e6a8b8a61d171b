import type { MadeResource } from "../../../clusters/resources/made-resource.ts";
import { encodeInput } from "../../../protocol/encode.ts";
import type { WireRequest } from "../../../protocol/exchange.ts";
import { isSuccess, type Reply } from "../../../protocol/answers/reply.ts";
import type { Operation } from "../../../spec/contract/operation.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../spec/json/json.ts";
import { pointerTokens, valueAt } from "../../../spec/json/json-pointer.ts";
import { memberSchema } from "../../../spec/resources/member-schema.ts";
import { tagForm, writeTags } from "../../../spec/resources/tag-form.ts";
import { placeholdersIn, resourceNameOf } from "../../../spec/resources/placeholders.ts";
import { promiseId } from "../../../spec/resources/promises/promise.ts";
import { isMadeApart, shownSchema } from "../../../spec/resources/table-readings.ts";
import { ownerOf, type Resource } from "../../../spec/resources/resource-table.ts";
import { wanting } from "../../oracles/finding.ts";
import { asSent } from "../inputs/member-forms.ts";
import { plainInput } from "../inputs/plain-input.ts";
import type { Classification } from "../../oracles/request/expectation.ts";
import { comparable, echoFinding, notEchoed, type NotEchoed } from "../judging/echo.ts";
import { judgeListed, judgeMade, judgeNames, underWay, untilReady, type Made } from "../judging/judge-made.ts";
import { judgePlain } from "../judging/judge-plain.ts";
import { presenceOf, type PlainPresence } from "../judging/presence.ts";
import type { ServiceCase } from "../service-case.ts";
import type { ServiceContext } from "../service-context.ts";
import type { ServiceSession } from "../service-session.ts";

/** Plain tags, which every rule about tags allows. */
export const TAGS: JsonObject = { team: "platform", stage: "test" };

/**
 * The controls of a service, ordered so that each finds what it needs. They create a resource of each kind, which the
 * cases then work on, and send the plain request of each operation that is needed once.
 */
export function controls({ contract, table, needed }: ServiceContext): ServiceCase[] {
  const cases: ServiceCase[] = [];
  const done = new Set<string>();
  const add = (id: string, testCase: ServiceCase): void => {
    if (needed.has(id)) cases.push(testCase);
    done.add(id);
  };
  const plain = (id: string, resource?: Resource): void => {
    if (!done.has(id)) add(id, plainCase(contract.operation(id), resource));
  };
  for (const resource of table.resources) {
    const { create, describe, list, others, made } = resource;
    if (create !== undefined) add(create.operation, creationCase(resource, contract.operation(create.operation)));
    if (made !== undefined) plain(made.operation, ownerOf(table, made.operation));
    for (const one of [describe, list]) if (one !== undefined) plain(one.operation, resource);
    for (const id of others) plain(id, resource);
  }
  // A change may not suit what is created later: a newer version of a cluster, for example, accepts fewer add-ons.
  for (const resource of table.resources) for (const id of resource.updates) plain(id, resource);
  for (const id of Object.values(table.services).flat()) plain(id);
  return cases;
}

/** Creates the resource that the cases about its kind work on, and looks at it. */
function creationCase(resource: Resource, operation: Operation): ServiceCase {
  return {
    id: `${operation.prefix}/control/${resource.name}`,
    kind: "control",
    requirements: [promiseId(operation, "valid")],
    summary: `a plain ${resource.name.replaceAll("-", " ")}, described and listed`,
    needs: [],
    run: async (session) => {
      const { context } = session;
      for (const attempt of creationTries(resource, operation)) {
        const made = await tryCreation(session, resource, operation, attempt);
        if (made === "another's") return;
        if (made === undefined) continue;
        context.alive.set(resource.name, made.made);
        context.control.passed = true;
        await judgeMade(session, made);
        return;
      }
    },
  };
}

interface CreationTry {
  /** Tells its name from those of the others. */
  readonly slot: string;
  /** Beside the plain input. */
  readonly more: JsonObject;
}

/** With tags, and plainly. Where tags alone will show what is the run's, one refusal is not the last word on them. */
function creationTries({ tags, id, parent }: Resource, operation: Operation): CreationTry[] {
  const plain = { slot: "", more: {} };
  if (tags === undefined) return [plain];
  const more = { [pointerTokens(tags.input)[0] ?? ""]: tagsIn(operation, tags.input) };
  const slots = id.input === undefined && parent === undefined ? ["tagged", "tagged again"] : ["tagged"];
  return [...slots.map((slot) => ({ slot, more })), plain];
}

function tagsIn({ input }: Operation, pointer: string): JsonValue {
  return writeTags(tagForm(memberSchema(input, pointer)), TAGS);
}

async function tryCreation(
  session: ServiceSession,
  resource: Resource,
  operation: Operation,
  { slot, more }: CreationTry,
): Promise<Made | "another's" | undefined> {
  const { context } = session;
  const base = plainInput(context, { operation: operation.id }, { salt: session.salt(slot) });
  const request = base && encodeInput(operation, { ...base, ...more });
  if (base === undefined || request === undefined) {
    context.presence.set(operation.id, lacking(context, operation.id));
    return undefined;
  }
  const input = { ...base, ...more };
  const { reply, made, isOthers } = await session.create(resource, request, { input, purpose: "later" });
  if (isOthers === true) {
    session.judgeInGeneral(request, reply);
    return "another's";
  }
  await notePresence(session, { operation, request, reply });
  if (resource.create !== undefined) judgeNames(session, { resource, one: resource.create, id: made?.id, reply });
  if (made === undefined || !isSuccess(reply)) return undefined;
  session.release(made);
  return { made, input, reply };
}

interface PlainAnswer {
  readonly operation: Operation;
  readonly request: WireRequest;
  readonly reply: Reply;
  /** Why any answer other than a success would say nothing about the operation. */
  readonly excuse?: string;
}

/** Records the outcome of an operation's plain request, and has the answer judged if the operation exists. */
export async function notePresence(
  session: ServiceSession,
  { operation, request, reply, excuse }: PlainAnswer,
): Promise<void> {
  const { presence } = session.context;
  const found = await presenceOf(request, reply, (other) => session.send(other, "compared"));
  if (presence.get(operation.id)?.status !== "implemented") presence.set(operation.id, found);
  // A missing operation is reported once; how its absence is worded is a matter of unknown paths.
  if (found.status === "not-implemented") return;
  session.judgeInGeneral(request, reply);
  const why = excuse ?? brokenByItself(session.classify(request), reply);
  session.judge(promiseId(operation, "valid"), judgePlain(reply, operation, found, why), reply.exchange);
}

/** What a refused plain request breaks, as an ARN of another form than the model gives it does: it tells what to look at. */
function brokenByItself({ violations: [broken] }: Classification, { status }: Reply): string | undefined {
  if (broken === undefined || status >= 500) return undefined;
  return `and the plain request breaks the model itself: ${broken.keyword} at ${broken.at}`;
}

function lacking({ table, alive }: ServiceContext, operation: string): PlainPresence {
  const missing = placeholdersIn(table.inputs[operation] ?? {})
    .map(resourceNameOf)
    .find((name) => table.resources.some((resource) => resource.name === name) && !alive.has(name));
  const what = missing === undefined ? "plain input of it" : missing.replaceAll("-", " ");
  return { status: "not-tried", reason: `not exercised: there is no ${what} to try it on` };
}

/** Sends an operation's plain request once, and checks whether an update took effect. */
function plainCase(operation: Operation, resource: Resource | undefined): ServiceCase {
  return {
    id: `${operation.prefix}/control`,
    kind: "control",
    requirements: [promiseId(operation, "valid")],
    summary: "a plain, valid request",
    needs: [],
    run: async (session) => {
      const { context } = session;
      for (const attempt of attempts(context, operation.id)) {
        for (const [name, index] of attempt) context.tries.set(name, index);
        const input = plainInput(context, { operation: operation.id }, { salt: session.salt() });
        const request = input && encodeInput(operation, input);
        if (input === undefined || request === undefined) {
          context.presence.set(operation.id, lacking(context, operation.id));
          return;
        }
        const change = changeOf(session, operation, resource, input);
        if (attempt.length > 0 && change !== undefined && (await isThere(session, change))) continue;
        const reply = await session.send(request, "later");
        await notePresence(session, { operation, request, reply });
        if (!isSuccess(reply)) continue;
        context.control.passed = true;
        await noteMade(session, operation, reply);
        judgeAnswered(session, operation, resource, reply);
        if (change !== undefined) await judgeApplied(session, operation, change);
        return;
      }
    },
  };
}

/**
 * Whether an operation that changes a resource, or describes one that no operation creates, shows it in its answer, if
 * the answer has a place for it.
 */
function judgeAnswered(session: ServiceSession, { id }: Operation, about: Resource | undefined, reply: Reply): void {
  const made = about && session.context.alive.get(about.name);
  if (made === undefined) return;
  const { updates, describe, create } = made.resource;
  const isOwn = updates.includes(id) || (create === undefined && describe?.operation === id);
  if (!isOwn) return;
  const one = { operation: id, shows: describe?.shows };
  judgeNames(session, { resource: made.resource, one, id: made.id, reply });
}

/** The values to try, one after the other: an input has at most one such value, so there are no combinations. */
function attempts({ table }: ServiceContext, operation: string): (readonly (readonly [string, number])[])[] {
  const name = placeholdersIn(table.inputs[operation] ?? {}).find((each) => (table.values[each]?.length ?? 0) > 1);
  if (name === undefined) return [[]];
  return (table.values[name] ?? []).map((_, index) => [[name, index] as const]);
}

/** What an operation's answer says about a resource that no operation creates. */
async function noteMade(session: ServiceSession, operation: Operation, { json }: Reply): Promise<void> {
  const { table, alive } = session.context;
  for (const resource of table.resources) {
    if (resource.made?.operation !== operation.id || alive.has(resource.name)) continue;
    const id: JsonValue | undefined = isJsonObject(json) ? valueAt(json, resource.made.at) : undefined;
    if (typeof id !== "string") continue;
    const made = { resource, id, parent: session.parentOf(resource) };
    alive.set(resource.name, made);
    if (isMadeApart(resource)) await judgeListed(session, made);
  }
}

interface SentChange {
  readonly made: MadeResource;
  readonly notEchoedIn: (reply: Reply) => readonly NotEchoed[];
}

/** How the shown resource differs from what a change sent; undefined if the two have no member in common. */
function changeOf(
  session: ServiceSession,
  operation: Operation,
  resource: Resource | undefined,
  input: JsonObject,
): SentChange | undefined {
  const { alive, contract } = session.context;
  const made = resource && alive.get(resource.name);
  const describe = resource?.updates.includes(operation.id) === true ? resource.describe : undefined;
  if (made === undefined || describe === undefined) return undefined;
  const shape = shownSchema(contract.operation(describe.operation), describe) ?? {};
  const inBody = operation.members.filter((member) => member.in === "body").map(({ name }) => name);
  const sent = Object.fromEntries(Object.entries(input).filter(([name]) => inBody.includes(name)));
  if (comparable(sent, shape).length === 0) return undefined;
  return { made, notEchoedIn: (reply) => notEchoed(sent, session.shown(made, reply) ?? {}, shape) };
}

/** A change to the value that is already there would prove nothing. */
async function isThere(session: ServiceSession, { made, notEchoedIn }: SentChange): Promise<boolean> {
  const reply = await session.describe(made);
  return reply !== undefined && isSuccess(reply) && notEchoedIn(reply).length === 0;
}

async function judgeApplied(session: ServiceSession, operation: Operation, change: SentChange): Promise<void> {
  const { made, notEchoedIn } = change;
  const first = await untilReady(session, made);
  if (first === undefined) return;
  const reply = await session.eventually(
    async () => (await session.describe(made)) ?? first,
    (each) => isSuccess(each) && notEchoedIn(each).length === 0,
  );
  if (!isSuccess(reply)) return;
  const found = notEchoedIn(reply);
  const status = underWay(session, made, reply);
  if (found.length > 0 && status !== undefined) {
    const received = `not exercised: it is still ${status}`;
    return session.judge(
      promiseId(operation, "applied"),
      {
        grade: "unclear",
        expected: "as it was changed",
        received,
      },
      reply.exchange,
    );
  }
  const shows = made.resource.describe?.shows ?? "";
  const condition = asSent(found, shows);
  session.judge(
    promiseId(operation, "applied"),
    wanting(echoFinding(found, "as it was changed", shows), condition && { ...condition, settles: true }),
    reply.exchange,
  );
}
