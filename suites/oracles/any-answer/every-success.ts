import { ownMember } from "#spec/json/own-member.ts";
import { responseMemberRequirement } from "#spec/derived/derive-response.ts";
import { childPointer, valueAt } from "#spec/json/json-pointer.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { groupedBy } from "#spec/grouped-by.ts";
import { perObject } from "#spec/kept-per-object.ts";
import { answersObject, hasNoOutput, type Operation } from "#spec/contract/operation.ts";
import { schemaAt } from "#spec/contract/schema-at.ts";
import type { Violation } from "#spec/contract/validator.ts";
import type { Condition } from "#suites/record/condition.ts";
import { conditionOf } from "#suites/oracles/member-condition.ts";
import { receivedValue } from "#suites/oracles/member-finding.ts";
import { isEmptyBody } from "#suites/oracles/accepted.ts";
import { type Misnamed, misnamedMembers } from "#suites/oracles/misnamed-members.ts";
import { check, type Finding, type RequirementFinding, wanting } from "#suites/oracles/finding.ts";
import type { Difference } from "#suites/record/record.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { validatorOf } from "#spec/contract/validator.ts";

/** Holds for every success with a body: JSON by its content type and its bytes, and each member of the type the contract gives it. */
export function* judgeSuccessBody(reply: Reply, operation: Operation | undefined): Iterable<RequirementFinding> {
  if (operation !== undefined && hasNoOutput(operation) && isEmptyBody(reply)) return;
  if (operation !== undefined && !answersObject(operation)) return;
  const declared = reply.mediaType === "application/json";
  const typed = check(declared, "content type application/json", reply.mediaType ?? "no content type");
  yield ["api.content-type", wanting(typed, { mediaType: "application/json" })];
  yield [
    "api.json",
    wanting(check(isJsonObject(reply.json), "a body that is a JSON object", describeReply(reply)), OBJECT),
  ];
  if (operation === undefined) return;
  const whole = responseMemberRequirement(operation, "");
  if (!isJsonObject(reply.json)) {
    yield [whole, wanting(check(false, "a JSON object", describeReply(reply)), OBJECT)];
    return;
  }
  const broken = violationsByRequirement(operation, reply.json);
  for (const id of [whole, ...presentMembers(operation, reply.json)]) {
    yield [id, findingOnMember(operation, broken.get(id))];
    broken.delete(id);
  }
  for (const [id, found] of broken) yield [id, findingOnMember(operation, found)];
}

const OBJECT: Condition = { members: [{ at: "", types: ["object"] }] };

function findingOnMember({ success }: Operation, found: readonly Broken[] | undefined): Finding {
  if (found === undefined) return { grade: "met", expected: "a value of its type", received: "of its type" };
  const differences = found.map(({ difference }) => difference);
  const [expected, received] = [several(differences.map(wanted)), several(differences.map(got))];
  const finding = check(false, expected, received, differences);
  const condition = conditionOf(
    found.map(({ violation }) => violation),
    (pointer) => schemaAt(success.schema, pointer),
  );
  return wanting(finding, condition);
}

/** Of a long list each item may be wrong in the same way. */
const SHOWN = 3;

function several(words: readonly string[]): string {
  const more = words.length > SHOWN ? `; and ${words.length - SHOWN} more` : "";
  return words.slice(0, SHOWN).join("; ") + more;
}

interface Broken {
  readonly violation: Violation;
  readonly difference: Difference;
}

function wanted({ at, expected }: Difference): string {
  return `${at} ${expected}`;
}

function got({ at, received }: Difference): string {
  return `${at} is ${received}`;
}

function violationsByRequirement(operation: Operation, body: JsonObject): Map<string, Broken[]> {
  const { schema } = operation.success;
  const invalid = validatorOf(schema)(body).map((violation): Broken => {
    const { at, message } = violation;
    return { violation, difference: { at, expected: message, ...receivedValue(valueAt(body, at)) } };
  });
  const misnamed = misnamedMembers(schema, body).map(brokenByName);
  return groupedBy([...invalid, ...misnamed], ({ difference }) => responseMemberRequirement(operation, difference.at));
}

function brokenByName({ at, member, as }: Misnamed): Broken {
  const message = "must be called just this";
  return {
    violation: { pointer: "", keyword: "required", member, at, message },
    difference: { at: childPointer(at, member), expected: message, received: `called ${as}`, as },
  };
}

/** Requirements of the members that the body has and that are not null: null means absent in restJson1. */
function presentMembers(operation: Operation, body: JsonObject): string[] {
  const ids: string[] = [];
  for (const { name, id, inner } of membersOf(operation)) {
    const value = ownMember(body, name) ?? null;
    if (value === null) continue;
    ids.push(id);
    if (!isJsonObject(value)) continue;
    for (const member of inner) if ((ownMember(value, member.name) ?? null) !== null) ids.push(member.id);
  }
  return ids;
}

interface ResponseMember {
  readonly name: string;
  /** The requirement on it. */
  readonly id: string;
  readonly inner: readonly Omit<ResponseMember, "inner">[];
}

/** The members of a success response. */
const membersOf = perObject((operation: Operation): readonly ResponseMember[] => {
  const named = (path: string, name: string) => ({ name, id: responseMemberRequirement(operation, `${path}/${name}`) });
  return Object.entries(operation.success.schema.properties ?? {}).map(([name, { properties = {} }]) => ({
    ...named("", name),
    inner: Object.keys(properties).map((inner) => named(`/${name}`, inner)),
  }));
});
