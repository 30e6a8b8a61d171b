import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { jsonText } from "#spec/json/json-text.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { lastingPointers } from "#spec/resources/promises/agreement-promises.ts";
import type { Resource, ResourceOperation } from "#spec/resources/resource-table.ts";
import { check, wanting, type Finding } from "#suites/oracles/finding.ts";
import { receivedValue } from "#suites/oracles/member-finding.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { Difference } from "#suites/record/record.ts";
import type { Service } from "#spec/resources/service.ts";
import { asSent } from "#suites/service/inputs/member-forms.ts";
import { comparable, echoFinding, isEchoed, notEchoed } from "#suites/service/judging/shown/echo.ts";
import type { AsCreated } from "#suites/service/service-context.ts";

interface ShownAgain {
  readonly resource: Resource;
  /** The operation that shows it, and where in its output. */
  readonly showing: ResourceOperation;
  /** What is shown of it, and where this answer does so. */
  readonly shown: JsonObject;
  readonly shows: string;
}

/**
 * Whether what an answer shows is the very resource that was created: neither its ARN nor the time it was made changes.
 * Undefined where the two have neither in common.
 */
export function identityFinding(
  service: Service,
  { shown: before }: AsCreated,
  again: ShownAgain,
): Finding | undefined {
  const { resource, showing, shown, shows } = again;
  const pairs = lastingPointers(service, resource, showing).flatMap((at) => {
    const [was, is] = [valueAt(before, at) ?? null, valueAt(shown, at) ?? null];
    return was === null || is === null || typeof was !== typeof is ? [] : [{ at, was, is }];
  });
  if (pairs.length === 0) return undefined;
  const differing = pairs.filter(({ was, is }) => !isSameValue(was, is));
  const differences = differing.map(({ at, was, is }): Difference => {
    return { at: `${shows}${at}`, expected: jsonText(was), ...receivedValue(is, jsonText) };
  });
  const expected = "the ARN and the time of creation that its creation was answered with";
  const words = differing.map(({ at }) => at).join(" and ");
  const received = words === "" ? expected : `another value at ${words}`;
  const members = pairs.map(({ at, was }) => ({ at: `${shows}${at}`, equals: JSON.stringify(was) }));
  return wanting(check(differing.length === 0, expected, received, differences), { members });
}

/** A read that is behind may show one that had the name before, although an earlier read showed this one. */
export function showsEarlier(service: Service, created: AsCreated, again: ShownAgain): boolean {
  const { input, earlier = [] } = created;
  const isEarlier = (shown: JsonObject): boolean => identityFinding(service, { input, shown }, again)?.grade === "met";
  return identityFinding(service, created, again)?.grade === "missed" && earlier.some(isEarlier);
}

/** What was found of the very resource is unclear where an earlier one of the name is shown. */
export function unlessEarlier(service: Service, finding: Finding, created: AsCreated, again: ShownAgain): Finding {
  if (finding.grade !== "missed" || !showsEarlier(service, created, again)) return finding;
  return { ...finding, grade: "unclear", received: `${finding.received}: one that had the name before is shown` };
}

/** Times may be cut to whole seconds. */
export function isSameValue(was: JsonValue, is: JsonValue): boolean {
  if (typeof was === "number" && typeof is === "number") return Math.abs(was - is) < 1;
  const [first, second] = [was, is].map((value) => (typeof value === "string" ? Date.parse(value) : NaN));
  return was === is || Math.abs((first ?? NaN) - (second ?? NaN)) < 1_000;
}

/**
 * Whether a description says of what a change made what the answer to the change did: all that this one said something of
 * is as it was, but for how far it is, which is told all the same. Undefined where it said nothing.
 */
export function changedMembers(
  made: JsonObject,
  shown: JsonObject,
  { shows, passing }: { readonly shows: string; readonly passing: string | undefined },
): Finding | undefined {
  const said = Object.entries(made).filter(([, value]) => saysSomething(value));
  if (said.length === 0) return undefined;
  const differing = said.filter(([name, was = null]) => {
    const is = shown[name] ?? null;
    if (`/${name}` === passing) return is === null;
    return !isSameValue(was, is) && !(isEchoed(was, is) && isEchoed(is, was));
  });
  const differences = differing.map(([name, was]): Difference => {
    return { at: `${shows}/${name}`, expected: jsonText(was), ...receivedValue(shown[name], jsonText) };
  });
  const expected = "what the change that made it was answered with";
  const received =
    differing.length === 0 ? expected : `otherwise at ${differing.map(([name]) => `/${name}`).join(", ")}`;
  return check(differing.length === 0, expected, received, differences);
}

interface ShownOf {
  readonly shape: JsonSchema;
  /** Where the answer shows the resource. */
  readonly shows: string;
  /** Where it has what the service gave to it alone. */
  readonly given?: string | undefined;
}

/**
 * Whether every member of which the answer to the creation said something has a value in the description, too, and what
 * the service gave to the resource alone the same.
 */
export function lostMembers(
  created: JsonObject,
  shown: JsonObject,
  { shape, shows, given }: ShownOf,
): Finding | undefined {
  const names = Object.keys(created).filter(
    (name) => Object.hasOwn(shape.properties ?? {}, name) && saysSomething(created[name]),
  );
  if (names.length === 0) return undefined;
  const lost = names.filter((name) => (shown[name] ?? null) === null);
  const differences = lost.map((name): Difference => {
    return { at: `${shows}/${name}`, expected: jsonText(created[name] ?? null), ...receivedValue(shown[name]) };
  });
  const expected = "each member that its creation was answered with";
  const [was, is] = given === undefined ? [] : [valueAt(created, given), valueAt(shown, given)];
  const isOther = typeof was === "string" && typeof is === "string" && was !== is;
  const changed = isOther
    ? [{ at: `${shows}${given ?? ""}`, expected: jsonText(was), ...receivedValue(is, jsonText) }]
    : [];
  const words = [
    ...(lost.length === 0 ? [] : [`nothing at ${lost.map((name) => `/${name}`).join(", ")}`]),
    ...(isOther ? [`another value at ${given ?? ""}`] : []),
  ];
  const own = typeof was === "string" ? [{ at: `${shows}${given ?? ""}`, equals: JSON.stringify(was) }] : [];
  const condition = { members: [...names.map((name) => ({ at: `${shows}/${name}`, present: true })), ...own] };
  const isRight = words.length === 0;
  return wanting(check(isRight, expected, words.join(", ") || expected, [...differences, ...changed]), condition);
}

interface SentToBeAnswered {
  readonly sent: JsonObject;
  readonly shape: JsonSchema;
  /** Where the answer shows the resource. */
  readonly shows: string;
}

/** Whether what an answer shows is as it was sent; what it leaves out says nothing. Undefined where the two have nothing in common. */
export function answeredFinding({ json }: Reply, { sent, shape, shows }: SentToBeAnswered): Finding | undefined {
  const shown = isJsonObject(json) ? valueAt(json, shows) : undefined;
  if (!isJsonObject(shown)) return undefined;
  const said = comparable(sent, shape).filter(([name]) => saysSomething(shown[name]));
  if (said.length === 0) return undefined;
  const found = notEchoed(Object.fromEntries(said), shown, shape);
  const differing = found.filter(({ shown: value }) => saysSomething(value));
  return wanting(echoFinding(differing, "as it was sent", shows), asSent(differing, shows));
}

/** An empty text, list or object may as well be left out. */
function saysSomething(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isJsonObject(value) || Object.values(value).some(saysSomething);
}
