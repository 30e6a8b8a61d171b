import { decodeHeaders } from "#protocol/values/header-values.ts";
import { headerMembers } from "#spec/derived/derive-response-headers.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { validatorOf } from "#spec/contract/validator.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { perObject } from "#spec/kept-per-object.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { memberFinding, receivedValue } from "#suites/oracles/member-finding.ts";
import type { RequirementFinding } from "#suites/oracles/finding.ts";

/** Holds for every success: each member that a header carries is of the type that the contract gives it. */
export function* judgeSuccessHeaders(reply: Reply, operation: Operation): Iterable<RequirementFinding> {
  const { response } = reply.exchange;
  for (const { id, member } of membersOf(operation)) {
    const value = decodeHeaders([member], response?.headers ?? [])[member.name];
    // An empty header, and a list of nothing, say as much as none.
    if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) continue;
    const broken = brokenBy(member.schema, value);
    const difference = { at: `/${member.name}`, expected: broken ?? "a value of its type", ...receivedValue(value) };
    yield [id, memberFinding(broken === undefined, difference)];
  }
}

const membersOf = perObject(headerMembers);

/** What a value read from a header should be and is not; undefined for one of the schema. */
function brokenBy(schema: JsonSchema, value: JsonValue): string | undefined {
  const [violation] = validatorOf(schema)(value);
  if (violation !== undefined) return violation.message;
  const { items = {} } = schema;
  if (Array.isArray(value)) return value.map((item) => brokenTime(items, item)).find((each) => each !== undefined);
  return brokenTime(schema, value);
}

/** How times of a format begin: what begins otherwise no client reads as one. */
const TIMES = {
  "http-date": { begins: /^[A-Z][a-z]{2,8},? /, message: "must be an HTTP date" },
  "date-time": { begins: /^\d{4}-\d{2}-\d{2}[Tt]/, message: "must be a time of RFC 3339" },
} as const;

function brokenTime({ "x-timestamp": format }: JsonSchema, value: JsonValue): string | undefined {
  if (format === undefined || format === "epoch-seconds") return undefined;
  const { begins, message } = TIMES[format];
  const isTime = typeof value === "string" && begins.test(value) && !Number.isNaN(Date.parse(value));
  return isTime ? undefined : message;
}
