import { boundaryInputs } from "../../../generators/boundary/boundary-inputs.ts";
import type { GeneratedInput } from "../../../generators/schema/generated-input.ts";
import { tellingValue } from "../../../generators/schema/telling-value.ts";
import { encodeInput } from "../../../protocol/encode.ts";
import { LONGEST_URI } from "../../../protocol/longest-uri.ts";
import { describeReply } from "../../../protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "../../../protocol/answers/reply.ts";
import type { DocumentedError, Operation } from "../../../spec/contract/operation.ts";
import type { JsonSchema } from "../../../spec/contract/schema.ts";
import type { JsonObject } from "../../../spec/json/json.ts";
import { pointerTokens, valueAt } from "../../../spec/json/json-pointer.ts";
import type { Constraint } from "../../../spec/requirement.ts";
import { VALIDATION } from "../../../spec/requirements/error-table.ts";
import {
  isDeletion,
  resourcesNamedIn,
  resourcesActedOn,
  unknownError,
} from "../../../spec/resources/table-readings.ts";
import { kindMadeBy, ownerOf, type Resource, type ResourceTable } from "../../../spec/resources/resource-table.ts";
import { judgeByContract } from "../../oracles/judge-by-contract.ts";
import { bearsOut, labelOf } from "../../oracles/request/expectation.ts";
import type { Finding } from "../../oracles/finding.ts";
import { anyOf } from "../../oracles/refusal-words.ts";
import { refusal } from "../../record/condition.ts";
import { plainInput, withSpare } from "../inputs/plain-input.ts";
import { inBase } from "./in-base.ts";
import { locationsJudged } from "./locations-judged.ts";
import { unlessPlainRefused } from "./refused-plain-input.ts";
import { whyNotAsked } from "./why-not-asked.ts";
import { addsTags, takeTagsOff } from "./without-tags.ts";
import type { ServiceCase } from "../service-case.ts";
import type { ServiceContext } from "../service-context.ts";
import type { ServiceSession } from "../service-session.ts";
import { isSafe } from "../../../protocol/methods.ts";

/** The most inputs per constraint: what a limit refuses has many forms, what it accepts are the last value and another. */
const PROBES = { reject: 4, accept: 2 } as const;
/** Keywords that a last value keeps. */
const BOUNDS = /^(?:min|max)/;
const COUNTS = /^(?:min|max)(?:Properties|Items)$/;

/** A case for each value next to a limit of an operation's input, put into its plain input. */
export function* constraintCases(context: ServiceContext, operation: Operation): Iterable<ServiceCase> {
  const { table } = context;
  const creates = kindMadeBy(table, operation.id);
  if (table.inputs[operation.id] === undefined) return;
  const constraints = locationsJudged(operation).asked.filter((constraint) => isAsked(context, operation, constraint));
  if (constraints.length === 0) return;
  const schema = creates === undefined ? operation.input : withFreshName(operation.input, creates);
  const counts = new Map<string, ProbeCounts>();
  const countsOf = ({ requirement }: Constraint): ProbeCounts => counts.get(requirement) ?? { atLimit: 0, beside: 0 };
  const isShort = (constraint: Constraint): boolean => {
    const { atLimit, beside } = countsOf(constraint);
    return atLimit + beside < PROBES[constraint.side];
  };
  const hasRoom = (constraint: Constraint, where: keyof ProbeCounts): boolean => {
    const isBound = constraint.side === "accept" && BOUNDS.test(constraint.keyword);
    return isShort(constraint) && !(isBound && countsOf(constraint)[where] > 0);
  };
  for (const generated of boundaryInputs(schema, context.generation, constraints, isShort)) {
    const { constraint, atLimit } = generated;
    const where = atLimit === true ? "atLimit" : "beside";
    if (constraint === undefined || !hasRoom(constraint, where) || isUnremovable(creates, generated.input)) continue;
    const before = countsOf(constraint);
    counts.set(constraint.requirement, { ...before, [where]: before[where] + 1 });
    yield constraintCase(table, operation, { generated, constraint, creates });
  }
}

/** Inputs of one constraint so far: with the last value that it lets through or refuses, and with others. */
interface ProbeCounts {
  readonly atLimit: number;
  readonly beside: number;
}

/** What is selected, and can be asked. */
function isAsked(context: ServiceContext, operation: Operation, constraint: Constraint): boolean {
  if (!context.requirements.has(constraint.requirement)) return false;
  return whyNotAsked(context, operation, constraint) === undefined;
}

/** Whether a constraint is about the member with which the plain input names an existing resource. */
function namesResource(table: ResourceTable, operation: Operation, { pointer, member }: Constraint): boolean {
  const [, name = member ?? ""] = pointerTokens(pointer);
  return resourcesNamedIn(table, table.inputs[operation.id]?.[name]).length > 0;
}

/** The same schema, with the member that names what is created marked as one that must be fresh. */
function withFreshName(schema: JsonSchema, { id, fixed }: Resource): JsonSchema {
  if (id.input === undefined || fixed) return schema;
  return withUnique(schema, pointerTokens(id.input));
}

function withUnique(schema: JsonSchema, [next, ...rest]: readonly string[]): JsonSchema {
  if (next === undefined) return { ...schema, "x-unique": true };
  const member = schema.properties?.[next];
  if (member === undefined) return schema;
  return { ...schema, properties: { ...schema.properties, [next]: withUnique(member, rest) } };
}

interface Probed {
  readonly generated: GeneratedInput;
  readonly constraint: Constraint;
  readonly creates: Resource | undefined;
}

function constraintCase(table: ResourceTable, operation: Operation, probed: Probed): ServiceCase {
  const { generated, constraint } = probed;
  return {
    id: `${operation.prefix}/boundary/${generated.key}`,
    kind: "boundary",
    requirements: [constraint.requirement],
    summary: generated.note,
    // A deletion's plain request comes last, so it cannot be waited for; the clean-up shows that deleting works.
    needs: isDeletion(table, operation) ? [] : [operation.id],
    run: (session) => probe(session, operation, probed),
  };
}

/** Octets of a body that common servers take unless they are told otherwise, and the status by which they take no more. */
const SMALL_BODY = 100_000;
const TOO_LARGE = 413;

async function probe(session: ServiceSession, operation: Operation, { generated, constraint, creates }: Probed) {
  const { context } = session;
  const base = baseWithName(session, operation, creates);
  const input = base && inBase(base, generated.input, constraint);
  const request = input && encodeInput(operation, input);
  // A URL cannot carry every value, and the server may read another value from it than was put in.
  if (base === undefined || input === undefined || request === undefined) return;
  if (request.path.length > LONGEST_URI) return;
  const classification = session.classify(request);
  if (!bearsOut(classification, labelOf(constraint))) return;
  const { tagging } = context.table;
  const needsRoom = tagging !== undefined && addsTags(operation, constraint, tagging);
  if (needsRoom && !(await takeTagsOff(session, input, tagging))) return;
  const keepsCount = COUNTS.test(constraint.keyword);
  const { reply } =
    creates === undefined
      ? { reply: await session.send(request) }
      : await session.create(creates, request, { input, keepsCount });
  // HTTP's own layer may refuse a large body, whatever is in it.
  if (reply.status === TOO_LARGE && (request.body?.length ?? 0) > SMALL_BODY) {
    context.tooLarge.add(constraint.requirement);
    return;
  }
  const finding = judgeByContract(reply, classification);
  if (creates === undefined && isSuccess(reply) && constraint.side === "reject") noteSpoilt(context, operation, reply);
  const answer = { reply, operation, constraint, context };
  const graded = unlessHeldNameless(inOwnWords(inService(finding, answer), answer), creates, answer);
  const charged = await unlessPlainRefused(session, graded, {
    operation,
    creates,
    plain: () => baseWithName(session, operation, creates, "plain"),
    member: () => validMember(context, operation, constraint, base),
    reply,
    side: constraint.side,
  });
  session.judge(constraint.requirement, charged, reply.exchange);
}

/** A valid value of the outermost member that a constraint is about; undefined if the plain input has that member. */
function validMember(
  { generation }: ServiceContext,
  { input }: Operation,
  { pointer }: Constraint,
  plain: JsonObject,
): JsonObject | undefined {
  const [, name = ""] = pointerTokens(pointer);
  const schema = input.properties?.[name];
  const value = schema === undefined || Object.hasOwn(plain, name) ? undefined : tellingValue(schema, generation, name);
  return value === undefined ? undefined : { [name]: value };
}

/** The plain input, with a fresh or spare name if the operation creates something. */
function baseWithName(
  session: ServiceSession,
  operation: Operation,
  creates: Resource | undefined,
  slot = "",
): JsonObject | undefined {
  const plain = plainInput(session.context, { operation: operation.id }, { salt: session.salt(slot) });
  return plain === undefined || creates === undefined ? plain : withSpare(plain, creates);
}

/** If a name with control characters is accepted, it often cannot be put into a URL afterwards. */
function isUnremovable(creates: Resource | undefined, input: JsonObject): boolean {
  const id = creates?.id.input === undefined ? undefined : valueAt(input, creates.id.input);
  return typeof id === "string" && /\p{Cc}/u.test(id);
}

/** If a change that must be refused is accepted, its resource is spoilt; after a deletion it is gone. */
function noteSpoilt({ table, spoilt, alive, presence }: ServiceContext, operation: Operation, reply: Reply): void {
  if (isSafe(operation.method)) return;
  const owner = ownerOf(table, operation.id);
  for (const { name } of owner === undefined ? resourcesActedOn(table, operation.id) : [owner]) spoilt.add(name);
  if (owner === undefined || !isDeletion(table, operation)) return;
  alive.delete(owner.name);
  presence.set(operation.id, { status: "implemented", reason: describeReply(reply) });
}

interface AnswerToConstraint {
  readonly reply: Reply;
  readonly operation: Operation;
  readonly constraint: Constraint;
  readonly context: ServiceContext;
}

/**
 * What holds for a service beyond the contract. Any documented 400 of the operation counts as a refusal, and so does its
 * error for invalid input, whatever status the model gives that. A name that
 * breaks a limit may be looked up first, and so be answered as unknown; a resource that is being updated may answer
 * that it is busy.
 */
function inService(finding: Finding, { reply, operation, constraint, context }: AnswerToConstraint): Finding {
  const { table } = context;
  const { name } = reply.error;
  const own = operation.errors.find((error) => error.name === name && error.status === reply.status);
  if (constraint.side === "accept") {
    const held = reply.status === 409;
    return held
      ? { ...finding, grade: "unclear", received: `${describeReply(reply)}: something else is under way` }
      : finding;
  }
  if (finding.grade === "met" || finding.grade === "unclear") return finding;
  if (isValidation(reply, operation, table)) return { ...finding, grade: "met" };
  if (own === undefined || own.status >= 500) return finding;
  if (refusesInput(own, table)) return { ...finding, grade: "met" };
  const unknown = unknownError(operation, table);
  const lookedFor = own.name === unknown?.name && namesResource(table, operation, constraint);
  return lookedFor ? { ...finding, grade: "tolerated", alternative: `${own.status} ${own.name}` } : finding;
}

/** Something that an earlier input created without a name may already have what serves as a name here. */
function unlessHeldNameless(
  finding: Finding,
  creates: Resource | undefined,
  { reply, constraint, context: { table, keeper } }: AnswerToConstraint,
): Finding {
  const isTaken = reply.error.name !== undefined && table.errors.taken.includes(reply.error.name);
  if (creates === undefined || constraint.side === "accept" || !isTaken || !keeper.madeNameless(creates))
    return finding;
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
