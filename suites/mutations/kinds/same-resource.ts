import { valueAt } from "#spec/json/json-pointer.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";
import type { PassingAnswer } from "#suites/mutations/passing-answer.ts";

/** Whether an answer is of an operation by which resources of some kind are created, or deleted. */
export function isAnswerTo({ resources }: ResourceTable, what: "create" | "delete", answer: PassingAnswer): boolean {
  return resources.some((resource) => resource[what]?.operation === answer.operation.id);
}

/**
 * Whether a change is of the resource that a read shows: every label of the read's path names what the change named, too,
 * or one of them gives the ARN that the other has.
 */
export function isAboutSame(change: PassingAnswer, read: PassingAnswer, table: ResourceTable): boolean {
  const labels = read.operation.members.filter((member) => member.in === "path").map(({ name }) => name);
  const isNamed = (name: string): boolean =>
    change.input[name] !== undefined && change.input[name] === read.input[name];
  if (labels.length > 0 && labels.every(isNamed)) return true;
  const arn = arnGiven(change, table);
  return arn !== undefined && (arnGiven(read, table) === arn || isIn(arn, read.json));
}

/** The ARN in a request to tag a resource, or to list its tags. */
function arnGiven({ operation, input }: PassingAnswer, { tagging }: ResourceTable): JsonValue | undefined {
  const ways = tagging === undefined ? [] : [tagging.tag, tagging.untag, tagging.list];
  const way = ways.find((each) => each.operation === operation.id);
  return way === undefined ? undefined : valueAt(input, way.arn);
}

function isIn(wanted: JsonValue, value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.some((item) => isIn(wanted, item));
  return isJsonObject(value) ? Object.values(value).some((item) => isIn(wanted, item)) : value === wanted;
}
