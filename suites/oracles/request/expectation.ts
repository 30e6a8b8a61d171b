import type { Contract } from "#spec/contract/contract.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { isSpecified, unspecifiedClasses } from "#spec/contract/unspecified-classes.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { type Violation, validatorOf } from "#spec/contract/validator.ts";
import { constraintKey } from "#spec/derived/constraint.ts";
import type { Constraint } from "#spec/requirement.ts";
import type { Header, WireRequest } from "#protocol/exchange.ts";
import { perObject } from "#spec/kept-per-object.ts";
import { headerValue } from "#protocol/headers.ts";
import { matchRoute, type Route } from "#protocol/route.ts";
import { decodeQuery } from "#protocol/query.ts";
import { decodeHeaders } from "#protocol/values/header-values.ts";
import type { Expectation } from "#suites/record/record.ts";
import { ANY_BYTES, takesBody, readRequestBody, type BodyProblem } from "./request-body.ts";

/** Ids of what the sources are silent on in an input: the contract's unspecified classes, and members of no schema. */
export function unspecifiedIn(schema: JsonSchema, value: JsonValue): string[] {
  return [...unspecifiedClasses(schema, value).map(({ id }) => id), ...unknownMembers(schema, value)];
}

function unknownMembers(schema: JsonSchema, value: JsonValue): string[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    // What nothing is said of may go on as deep as it likes.
    return items === undefined ? [] : value.flatMap((item) => unknownMembers(items, item));
  }
  if (!isJsonObject(value)) return [];
  const { properties, additionalProperties } = schema;
  return Object.entries(value).flatMap(([name, member]) => {
    const known = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
    const inner = known ?? additionalProperties;
    if (typeof inner === "object") return unknownMembers(inner, member);
    return known === undefined && properties !== undefined ? ["unknown-member"] : [];
  });
}

/** What is wrong with a request before its members are looked at. */
export type Problem = "route" | "accept" | BodyProblem;

/** What the contract says of a request, read from the bytes on the wire and nothing else. */
export interface Classification {
  readonly operation: Operation | undefined;
  readonly expectation: Expectation;
  readonly problem?: Problem;
  readonly violations: readonly Violation[];
  /** Ids of the classes on which the sources are silent, such as `empty-tags`. */
  readonly unspecified: readonly string[];
  /** The input as a server would read it, where it can be read. */
  readonly input?: JsonObject;
}

/** What a request was made to do: keep the contract, or break one limit of it, named as `constraintKey` does. */
export type Label = { readonly side: "accept" } | { readonly side: "reject"; readonly key: string };

/** The label of what probes a constraint, or of what is plainly valid. */
export function labelOf(constraint: Constraint | undefined): Label {
  return constraint?.side === "reject" ? { side: "reject", key: constraintKey(constraint) } : { side: "accept" };
}

/** Whether the bytes of a request do what its label says. */
export function bearsOut({ expectation, violations }: Classification, label: Label): boolean {
  if (label.side === "accept") return expectation === "must-accept";
  return expectation === "must-reject" && violations.some((violation) => constraintKey(violation) === label.key);
}

/**
 * Throws, before the request is sent, if its bytes do not confirm its label: that is a bug of the suite, never the
 * endpoint's fault.
 */
export function assertLabel(caseId: string, label: Label, classification: Classification): void {
  const { violations, expectation, problem } = classification;
  if (expectation === "unspecified" || bearsOut(classification, label)) return;
  const meant = label.side === "accept" ? "keep the contract" : `break ${label.key}`;
  const broken = problem ?? (violations.map(constraintKey).join(", ") || "nothing");
  throw new Error(`${caseId} was to ${meant}, but breaks ${broken}`);
}

/** Reads a request as a server would that keeps to the contract: of each request once. */
export function classify(contract: Contract, request: WireRequest): Classification {
  return classificationsOf(contract)(request);
}

const classificationsOf = perObject((contract: Contract) =>
  perObject((request: WireRequest) => classified(contract, request)),
);

function classified(contract: Contract, request: WireRequest): Classification {
  const route = matchRoute(contract, request);
  if (route === undefined) return refused(undefined, "route");
  const { operation } = route;
  if (!acceptsAnswer(operation, request.headers)) return refused(operation, "accept");
  const content = readRequestBody(operation, request);
  if ("problem" in content) return refused(operation, content.problem);
  return judgeInput(operation, { ...content.members, ...membersBesideBody(route, request.headers) }, content.silent);
}

/** What labels, query and headers hold. Where there is a body, what else stands in the query is nobody's. */
function membersBesideBody({ operation, labels, query }: Route, headers: readonly Header[]): JsonObject {
  const inQuery = decodeQuery(operation, query);
  const known = new Set(operation.members.filter((member) => member.in.startsWith("query")).map(({ name }) => name));
  const own = takesBody(operation)
    ? Object.entries(inQuery).filter(([name]) => known.has(name))
    : Object.entries(inQuery);
  return { ...Object.fromEntries(own), ...decodeHeaders(operation.members, headers), ...labels };
}

function judgeInput(operation: Operation, input: JsonObject, silent: readonly string[]): Classification {
  const violations = validatorOf(operation.input)(input);
  const unspecified = [...silent, ...unspecifiedIn(operation.input, input)];
  // Half a surrogate pair or a member named twice can be read in two ways, so nothing about its value is certain.
  const certain = silent.length === 0 && violations.some(({ at }) => !isInSilentList(operation.input, input, at));
  const expectation = certain ? "must-reject" : unspecified.length > 0 ? "unspecified" : "must-accept";
  return { operation, expectation, violations, unspecified, input };
}

/** Where the sources are silent on a list as such, some servers read but one item of it, and not the one that is wrong. */
function isInSilentList(schema: JsonSchema, value: JsonValue, at: string): boolean {
  let [within, inner]: [JsonSchema, JsonValue | undefined] = [schema, value];
  for (const token of pointerTokens(at)) {
    if (Array.isArray(inner)) {
      if (!isSpecified(within, inner)) return true;
      [within, inner] = [within.items ?? {}, inner[Number(token)]];
    } else {
      [within, inner] = [within.properties?.[token] ?? {}, isJsonObject(inner) ? inner[token] : undefined];
    }
  }
  return false;
}

function refused(operation: Operation | undefined, problem: Problem): Classification {
  return { operation, expectation: "must-reject", problem, violations: [], unspecified: [] };
}

const JSON_TYPE = "application/json";

/** Bytes of no told type suit whoever asks for one. */
function acceptsAnswer({ success }: Operation, headers: readonly Header[]): boolean {
  const accept = headerValue(headers, "accept");
  const answered = success.bound.find((member) => member.in === "payload")?.mediaType ?? JSON_TYPE;
  if (accept === undefined || answered === ANY_BYTES) return true;
  const ranges = accept.split(",").map((range) => range.split(";", 1)[0]?.trim().toLowerCase());
  return ["*/*", `${answered.split("/", 1)[0] ?? ""}/*`, answered].some((fitting) => ranges.includes(fitting));
}
