import { describeReply } from "#protocol/answers/describe-reply.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { DocumentedError, Operation } from "#spec/contract/operation.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import type { Constraint } from "#spec/requirement.ts";
import { VALIDATION } from "#spec/requirements/error-table.ts";
import type { Resource, ResourceTable } from "#spec/resources/resource-table.ts";
import { kindsOfOneNameSpace } from "#spec/resources/table-readings.ts";
import { documentedError } from "#suites/oracles/documented-error.ts";
import type { Finding } from "#suites/oracles/finding.ts";
import { judgeByContract } from "#suites/oracles/judge-by-contract.ts";
import { inWords } from "#suites/run/control/presence-of.ts";
import { isLookedUp } from "./looked-up.ts";
import { anyOf } from "#suites/oracles/refusal-words.ts";
import type { Classification } from "#suites/oracles/request/expectation.ts";
import { refusal } from "#suites/record/condition.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";

interface AnswerToConstraint {
  readonly reply: Reply;
  readonly operation: Operation;
  readonly constraint: Constraint;
  /** The kind that the operation creates, if it creates any. */
  readonly creates: Resource | undefined;
  readonly context: ServiceContext;
}

/** What an answer to a value next to a limit of an operation's input shows. */
export function judgeConstraint(answer: AnswerToConstraint, classification: Classification): Finding {
  const finding = judgeByContract(answer.reply, classification);
  return unlessHeldNameless(inOwnWords(inService(finding, answer), answer), answer);
}

/**
 * What holds for a service beyond the contract. By a model, any documented 400 of the operation counts as a refusal, and so does its
 * error for invalid input, whatever status the model gives that. A name that
 * breaks a limit may be looked up first, and so be answered as unknown; a resource that is being updated may answer
 * that it is busy.
 */
function inService(finding: Finding, { reply, operation, constraint, context }: AnswerToConstraint): Finding {
  const { table, contract } = context;
  const own = documentedError(reply, operation);
  if (constraint.side === "accept") {
    const held = reply.status === 409;
    return held ? { ...finding, grade: "unclear", received: inWords(reply) } : finding;
  }
  if (finding.grade === "met" || finding.grade === "unclear") return finding;
  if (isValidation(reply, operation, table)) return { ...finding, grade: "met" };
  if (own === undefined || own.status >= 500) return finding;
  // A page says which error refuses what; a model does not, but its table may.
  const isListed = table.errors.invalid?.includes(own.name) === true;
  if (refusesInput(own, table) && (contract.authority === "model" || isListed)) return { ...finding, grade: "met" };
  const [, name = constraint.member ?? ""] = pointerTokens(constraint.pointer);
  return isLookedUp(own, { operation, table, members: [name] })
    ? { ...finding, grade: "tolerated", alternative: `${own.status} ${own.name}` }
    : finding;
}

/** Something that an earlier input created without a name may already have what serves as a name here. */
function unlessHeldNameless(
  finding: Finding,
  { reply, constraint, creates, context: { table, keeper } }: AnswerToConstraint,
): Finding {
  const isTaken = reply.error.name !== undefined && table.errors.taken.includes(reply.error.name);
  if (creates === undefined || constraint.side === "accept" || !isTaken) return finding;
  if (![creates, ...kindsOfOneNameSpace(creates, table)].some((kind) => keeper.madeNameless(kind))) return finding;
  return {
    ...finding,
    grade: "unclear",
    received: `${describeReply(reply)}: what was made without a name may hold it`,
  };
}

const BAD_REQUEST = 400;

function invalidErrors({ errors }: Operation, { errors: { invalid = [] } }: ResourceTable): Operation["errors"] {
  return errors.filter(({ name }) => invalid.includes(name));
}

function refusesInput({ status, name }: DocumentedError, { errors: { invalid = [] } }: ResourceTable): boolean {
  return status === BAD_REQUEST || (status < 500 && invalid.includes(name));
}

/** An operation that documents none of the service's errors for invalid input has the framework's. */
function isValidation({ status, error }: Reply, operation: Operation, table: ResourceTable): boolean {
  if (table.errors.invalid === undefined || invalidErrors(operation, table).length > 0) return false;
  return status === VALIDATION.status && error.name === VALIDATION.name;
}

/** What the answer should have been, by the service's errors for invalid input, if its table lists them. */
function inOwnWords(finding: Finding, { operation, constraint, context: { table } }: AnswerToConstraint): Finding {
  if (constraint.side === "accept" || table.errors.invalid === undefined) return finding;
  const named = invalidErrors(operation, table);
  const expected = anyOf(named.length > 0 ? named : [VALIDATION]);
  if (finding.grade !== "missed") return { ...finding, expected };
  const refusals = operation.errors.filter((each) => refusesInput(each, table));
  const own = refusals.map(({ status, name }) => refusal(status, name, true));
  const condition = { ...finding.condition, answers: [...own, ...(finding.condition?.answers ?? [])] };
  return { ...finding, expected, condition };
}
