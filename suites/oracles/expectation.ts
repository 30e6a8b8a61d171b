import type { Contract } from "../../spec/contract/contract.ts";
import { hasDuplicateMembers, hasLoneSurrogate } from "../../spec/json/json-scan.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../spec/json/json.ts";
import type { Operation } from "../../spec/contract/operation.ts";
import { type Violation, validatorOf } from "../../spec/contract/validator.ts";
import type { Header, WireRequest } from "../../protocol/exchange.ts";
import { headerValue } from "../../protocol/headers.ts";
import { bodyText } from "../../protocol/body-text.ts";
import { matchRoute } from "../../protocol/route.ts";
import { decodeQuery } from "../../protocol/query.ts";
import type { Expectation } from "../record/record.ts";
import { unspecifiedIn } from "./unspecified.ts";

/** What is wrong with a request before its members are looked at. */
export type Problem = "route" | "media-type" | "accept" | "encoding" | "syntax" | "empty" | "not-an-object";

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

/** Reads a request as a server would that keeps to the contract. */
export function classify(contract: Contract, request: WireRequest): Classification {
  const route = matchRoute(contract, request);
  if (route === undefined) return refused(undefined, "route");
  const { operation, labels, query } = route;
  if (!acceptsJson(request.headers)) return refused(operation, "accept");
  const hasBody = operation.members.some((member) => member.in === "body");
  if (!hasBody) return judgeInput(operation, { ...decodeQuery(operation, query), ...labels }, []);
  if (!isJsonMediaType(headerValue(request.headers, "content-type"))) return refused(operation, "media-type");
  return judgeBody(operation, { ...membersIn(operation, query), ...labels }, request);
}

/** The members that the query holds beside a body; what else stands in it is nobody's. */
function membersIn(operation: Operation, query: string): JsonObject {
  const names = new Set(operation.members.filter((member) => member.in === "query").map(({ name }) => name));
  return Object.fromEntries(Object.entries(decodeQuery(operation, query)).filter(([name]) => names.has(name)));
}

function judgeBody(operation: Operation, beside: JsonObject, request: WireRequest): Classification {
  let text: string;
  try {
    text = bodyText(request);
  } catch {
    return refused(operation, "encoding");
  }
  const silent: string[] = [];
  if (text.startsWith("\uFEFF")) {
    silent.push("byte-order-mark");
    text = text.slice(1);
  }
  if (/^[ \t\r\n]*$/.test(text)) return refused(operation, "empty");
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return refused(operation, "syntax");
  }
  if (!isJsonObject(value)) return refused(operation, "not-an-object");
  if (!isCanonical(value, text) && hasDuplicateMembers(text)) silent.push("duplicate-members");
  if (hasLoneSurrogate(text)) silent.push("lone-surrogate");
  return judgeInput(operation, { ...value, ...beside }, silent);
}

/** A text that is written as we write JSON names no member twice; too deep to tell is no proof. */
function isCanonical(value: JsonValue, text: string): boolean {
  try {
    return JSON.stringify(value) === text;
  } catch {
    return false;
  }
}

function judgeInput(operation: Operation, input: JsonObject, silent: readonly string[]): Classification {
  const violations = validatorOf(operation.input)(input);
  const unspecified = [...silent, ...unspecifiedIn(operation.input, input)];
  // Half a surrogate pair or a member named twice can be read in two ways, so nothing about its value is certain.
  const certain = violations.length > 0 && silent.length === 0;
  const expectation = certain ? "must-reject" : unspecified.length > 0 ? "unspecified" : "must-accept";
  return { operation, expectation, violations, unspecified, input };
}

function refused(operation: Operation | undefined, problem: Problem): Classification {
  return { operation, expectation: "must-reject", problem, violations: [], unspecified: [] };
}

function isJsonMediaType(value: string | undefined): boolean {
  return value?.split(";", 1)[0]?.trim().toLowerCase() === "application/json";
}

function acceptsJson(headers: readonly Header[]): boolean {
  const accept = headerValue(headers, "accept");
  if (accept === undefined) return true;
  const ranges = accept.split(",").map((range) => range.split(";", 1)[0]?.trim().toLowerCase());
  return ranges.some((range) => range === "*/*" || range === "application/*" || range === "application/json");
}
