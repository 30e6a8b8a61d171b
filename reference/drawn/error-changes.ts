import type { OperationName } from "#reference/wire/route.ts";
import { inDocument, withChanged, type AnswerChange } from "./drawn-change.ts";
import { answeredWith, BODIES, CONTENT_TYPES, withoutHeader } from "./whole-answer.ts";

const TYPE_HEADER = "x-amzn-errortype";

function named(name: string): AnswerChange["apply"] {
  return (response) => withoutHeader(response, TYPE_HEADER, [["x-amzn-ErrorType", name]]);
}

/** The identity of an error: none, one that does not go with its status, one that nobody knows, two that differ. */
const TYPES: readonly AnswerChange[] = [
  { words: "does not name the error", apply: (response) => withoutHeader(response, TYPE_HEADER) },
  { words: "calls an error of another status ServerException", apply: named("ServerException") },
  { words: "calls an error NoSuchThingException", apply: named("NoSuchThingException") },
  ...["__type", "code"].map((member) => ({
    words: `names ServerException in the member ${member} and another error in the header`,
    apply: inDocument((document) => ({ ...document, [member]: "ServerException" })),
  })),
];

function mistyped(member: string): AnswerChange[] {
  const as = (words: string, value: (own: unknown) => unknown): AnswerChange => ({
    words: `sends the ${member} of an error ${words}`,
    apply: inDocument((document) => withChanged(document, member, value)),
  });
  return [as("in a list", (own) => [own]), as("in an object", (own) => ({ text: own })), as("as a number", () => 7)];
}

const SHARED: readonly AnswerChange[] = [
  ...[200, 422, 500].map(answeredWith),
  ...CONTENT_TYPES,
  ...BODIES,
  ...TYPES,
  ...mistyped("message"),
];

/** Operations whose errors name a cluster. */
const NAMING: readonly OperationName[] = ["RegisterCluster", "DescribeCluster", "DeregisterCluster"];

/** What can be wrong with an error. */
export function errorChanges(operation: OperationName): readonly AnswerChange[] {
  return NAMING.includes(operation) ? [...SHARED, ...mistyped("clusterName")] : SHARED;
}
