import { keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import { showsNone } from "#custody/resources/resource-requests.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { succeedsWith } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { perObject } from "#spec/kept-per-object.ts";
import { jsonText } from "#spec/json/json-text.ts";
import { placeOf } from "#spec/resources/placeholders.ts";
import { showsGoing } from "#spec/resources/promises/deletion-promises.ts";
import { repeatedMembers } from "#spec/resources/promises/repeat-promises.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource, ResourceOperation, ResourceTable } from "#spec/resources/resource-table.ts";
import { isMadeApart, showingOperations, shownSchema } from "#spec/resources/table-readings.ts";
import { check, type RequirementFinding, wanting } from "#suites/oracles/finding.ts";
import { receivedValue } from "#suites/oracles/member-finding.ts";
import type { Success } from "#suites/oracles/success.ts";
import { status } from "#suites/record/condition.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { asSent } from "#suites/service/inputs/member-forms.ts";
import { sentAsPlain } from "#suites/service/inputs/sent-to-be-shown.ts";
import { answeredFinding, changedMembers, identityFinding, unlessEarlier } from "./agreement.ts";
import { comparable, echoFinding, notEchoed } from "#suites/service/judging/shown/echo.ts";
import { inheritedTagsFinding } from "#suites/service/judging/shown/inherited-tags.ts";
import { datesFinding } from "#suites/service/judging/shown/times-shown.ts";

type SuccessContext = Pick<ServiceContext, "contract" | "table" | "asCreated" | "knownRequirements">;

/**
 * What holds of each success of a valid request: the status that the model binds, and that it shows the very resource that
 * the request is about, wherever its output has a place for one.
 */
export function* judgeSuccess(context: SuccessContext, success: Success): Iterable<RequirementFinding> {
  const { operation, reply } = success;
  const { status: expected } = operation.success;
  const found = check(succeedsWith(operation, reply.status), String(expected), describeReply(reply));
  yield [promiseId(operation, "valid"), wanting(found, { answers: [status(expected)] })];
  const owned = showingsOf(context).get(operation.id);
  yield* judgeRepeated(context, success);
  if (owned !== undefined) yield* judgeShownResource(context, success, owned);
}

const repeatedOf = perObject(({ contract, table }: Pick<SuccessContext, "contract" | "table">) => {
  const all = [...contract.operations.values()];
  return new Map(all.map((operation) => [operation.id, repeatedMembers({ table }, operation)]));
});

/** Whether what names in the answer what the request is about names the same; what it leaves out says nothing. */
function* judgeRepeated(context: SuccessContext, { operation, input, reply }: Success): Iterable<RequirementFinding> {
  const body = isJsonObject(reply.json) ? reply.json : {};
  const all = (repeatedOf(context).get(operation.id) ?? []).flatMap(({ input: from, at, each }) => {
    const sent = valueAt(input, from) ?? null;
    const found = valueAt(body, at) ?? null;
    const items = each !== undefined && Array.isArray(found) ? found : [];
    const there =
      each === undefined
        ? [{ at, is: found }]
        : items.map((item, index) => ({ at: `${at}/${index}${each}`, is: valueAt(item, each) ?? null }));
    return there.flatMap((one) => (sent === null || one.is === null ? [] : [{ ...one, sent }]));
  });
  if (all.length === 0) return;
  const differing = all.filter(({ is, sent }) => is !== sent);
  const differences = differing.map(({ at, is, sent }) => ({
    at,
    expected: jsonText(sent),
    ...receivedValue(is, jsonText),
  }));
  const words = differing.map(({ at }) => at).join(" and ");
  const found = check(words === "", "what the request names", `another value at ${words}`, differences);
  const members = differing.map(({ at, sent }) => ({ at, equals: JSON.stringify(sent) }));
  yield [promiseId(operation, "repeats"), wanting(found, { members })];
}

/** A kind, and the operation as what shows one of it. */
interface Showing {
  readonly resource: Resource;
  readonly one: ResourceOperation;
}

const showingsOf = perObject(({ contract, table }: Pick<SuccessContext, "contract" | "table">) => {
  const all = table.resources.flatMap((resource) =>
    showingOperations({ contract }, resource).map((one) => [one.operation, { resource, one }] as const),
  );
  // The first kind of those that share an operation.
  return new Map<string, Showing>(all.reverse());
});

function* judgeShownResource(
  context: SuccessContext,
  { operation, input, reply }: Success,
  { resource, one }: Showing,
): Iterable<RequirementFinding> {
  const { shows = "" } = one;
  const shown = isJsonObject(reply.json) ? valueAt(reply.json, shows) : undefined;
  const isDescription = one.operation === resource.describe?.operation;
  // A list of what was asked for that has nothing in it says that there is none, and names no other.
  if (isDescription && shown === undefined && showsNone(context, resource, reply)) return;
  const members = Object.keys(shownSchema(operation, one)?.properties ?? {});
  const member = membersOfId(resource).find((each) => members.includes(each));
  const isNew = one.operation === resource.create?.operation;
  const about = resourceIn(context.table, resource, { input, isNew, operation: operation.id });
  const given = isJsonObject(shown) && member !== undefined ? shown[member] : undefined;
  const id = resource.id.input === undefined && isNew && typeof given === "string" ? given : about?.id;
  const expected = `the ${resource.name.replaceAll("-", " ")} asked for`;
  // What is the only one of its kind there is asked for without a name.
  const right = isJsonObject(shown) && (member === undefined || (id === undefined ? !isNew : given === id));
  const other = id === undefined ? `none, by \`${member}\`` : `another one, by \`${member}\``;
  const received = right ? expected : isJsonObject(shown) ? other : `nothing at ${shows}`;
  const own =
    member !== undefined && id !== undefined ? [{ at: `${shows}/${member}`, equals: JSON.stringify(id) }] : [];
  const condition = { members: [{ at: shows, present: true, types: ["object"] }, ...own] };
  const absent = [{ at: shows, expected: "an object", ...receivedValue(shown) }];
  const finding = check(right, expected, received, (shown ?? null) === null ? absent : undefined);
  yield [promiseId(operation, "names"), wanting(finding, condition)];
  if (isDescription && isJsonObject(shown)) {
    const dates = datesFinding(context.table, { reply, shown, shows });
    if (dates !== undefined) yield [promiseId(operation, "dates"), dates];
  }
  const { ready, delete: gone } = resource;
  const isLeaving = ready !== undefined && one.operation === gone?.operation && showsGoing(operation, resource);
  const state = isLeaving && isJsonObject(shown) ? valueAt(shown, ready.at) : undefined;
  if (isLeaving && typeof state === "string") {
    const leaving = check(state !== ready.is, `another \`${ready.at.slice(1)}\` than ${ready.is}`, state);
    yield [promiseId(operation, "leaves"), leaving];
  }
  if (isNew) yield* judgeAsAsked(context, { operation, input, reply }, { resource, one });
  if (about === undefined || !isJsonObject(shown) || isNew) return;
  const created = context.asCreated.get(keyOf(about));
  if (created === undefined) return;
  if (isMadeApart(resource)) {
    const finding = isDescription ? changedMembers(created.shown, shown, { shows, passing: ready?.at }) : undefined;
    if (finding !== undefined) yield [promiseId(operation, "agrees.members"), finding];
    return;
  }
  if (isDescription) yield* inheritedTagsFinding(context, { about, created, shown });
  const again = { resource, showing: one, shown, shows };
  const identity = identityFinding(context, created, again);
  if (identity !== undefined) yield [promiseId(operation, "agrees"), unlessEarlier(context, identity, created, again)];
}

/**
 * Whether the answer to a creation shows what the plain input has as it was sent. Where a description shows it, too, what
 * this one leaves out says nothing.
 */
function* judgeAsAsked(
  { table, knownRequirements }: SuccessContext,
  { operation, input, reply }: Success,
  { resource, one }: Showing,
): Iterable<RequirementFinding> {
  const sent = sentAsPlain(table, operation, resource, input);
  const id = promiseId(operation, resource.describe === undefined ? "shown" : "answered");
  const [shape, shows] = [shownSchema(operation, one) ?? {}, one.shows ?? ""];
  if (!knownRequirements.has(id) || comparable(sent, shape).length === 0) return;
  if (resource.describe !== undefined) {
    const finding = answeredFinding(reply, { sent, shape, shows });
    if (finding !== undefined) yield [id, finding];
    return;
  }
  const shown = isJsonObject(reply.json) ? valueAt(reply.json, shows) : undefined;
  const found = notEchoed(sent, isJsonObject(shown) ? shown : {}, shape);
  yield [id, wanting(echoFinding(found, "as it was made", shows), asSent(found, shows))];
}

/** What an answer may call the id: a list may have another word for it than the path. */
export function membersOfId({ id: { input, output = input }, made, list }: Resource): string[] {
  return [output ?? made?.at, list?.item].map((pointer = "") => pointerTokens(pointer).at(-1) ?? "");
}

interface AskedOperation {
  readonly operation: string;
  readonly input: JsonObject;
  /** The operation creates it. */
  readonly isNew: boolean;
}

/** The resource that an input names, with what it belongs to; undefined where it names neither, or by an ARN alone. */
function resourceIn(table: ResourceTable, resource: Resource, asked: AskedOperation): MadeResource | undefined {
  const { input, isNew, operation } = asked;
  const at = isNew ? resource.id.input : placeOf(resource.name, table.inputs[operation] ?? {});
  const id = at === undefined ? undefined : valueAt(input, at);
  if (typeof id !== "string") return undefined;
  const above = table.resources.find(({ name }) => name === resource.parent);
  const parent = above && resourceIn(table, above, { ...asked, isNew: false });
  return above !== undefined && parent === undefined ? undefined : { resource, id, parent };
}
