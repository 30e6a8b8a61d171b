import { plainText } from "#spec/json/plain-text.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Contract } from "#spec/contract/contract.ts";
import type { Violation } from "#spec/contract/validator.ts";
import { breaksAlone, isOf } from "#spec/derived/constraint.ts";
import { operationConstraints } from "#spec/derived/constraints-of.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { asCalled } from "#spec/registration/called-otherwise.ts";
import { MEMBERS, OPERATIONS } from "#spec/registration/registered-cluster.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";
import type { Constraint } from "#spec/requirement.ts";
import { judgeServiceAnswer } from "#suites/oracles/any-answer/service-answer.ts";
import { judgePage, tableList } from "#suites/oracles/lists-read.ts";
import { judgeList } from "#suites/oracles/clusters/list.ts";
import type { RequirementFinding } from "#suites/oracles/finding.ts";
import { judgeRegistration } from "#suites/oracles/registration/registration.ts";
import { judgeRejected } from "#suites/oracles/rejected.ts";
import { classify, type Classification } from "#suites/oracles/request/expectation.ts";
import type { ActivationMemory } from "#suites/oracles/registration/activation-memory.ts";
import { credentialScope } from "./credential-scope.ts";

/** What is known of the traffic so far. */
export interface ProxiedContext {
  readonly contract: Contract;
  readonly table: ResourceTable;
  /** Registrations are judged by what only the suite about them promises. */
  readonly isAboutRegistration: boolean;
  /** Undefined where the answer does not show the values that activate a cluster as they were. */
  readonly activations: ActivationMemory | undefined;
  /** Names in registrations that succeeded. */
  readonly registered: Set<string>;
}

/**
 * What an answer shows, whoever asked and whatever state the request met: nothing is judged that what happened before,
 * unseen, could excuse. A valid request may be refused for many reasons; an invalid one may be refused for another one.
 */
export function* judgeProxied(reply: Reply, context: ProxiedContext): Iterable<RequirementFinding> {
  const { request } = reply.exchange;
  const classification = classify(context.contract, request);
  const { operation, expectation } = classification;
  const shapeless = isSuccess(reply) && expectation !== "must-accept";
  yield* judgeServiceAnswer(reply, operation, { shapeless });
  if (expectation === "must-reject") yield* judgeBroken(reply, classification);
  if (!isSuccess(reply) || shapeless) return;
  yield* judgeListed(reply, operation, context);
  if (!context.isAboutRegistration) return;
  const { input = {} } = classification;
  if (operation?.id === OPERATIONS.list) yield* judgeList(reply, input, () => false);
  if (operation?.id === OPERATIONS.register) yield* judgeFirst(reply, input, context);
}

/** Who comes and goes between two pages nobody knows: each is judged by itself. */
function* judgeListed(
  reply: Reply,
  listing: Operation | undefined,
  { table, isAboutRegistration }: ProxiedContext,
): Iterable<RequirementFinding> {
  const listed = listing && tableList(table, listing);
  if (listing === undefined || listed === undefined) return;
  const finding = judgePage(listed, { listing, reply });
  if (finding === undefined) return;
  for (const id of isAboutRegistration ? asCalled([listed.eachOnce]) : [listed.eachOnce]) yield [id, finding];
}

/**
 * The limits that a request breaks. Where it was taken, none of them was kept; a refusal says something of a limit that is
 * broken alone, if it is the documented one.
 */
function* judgeBroken(reply: Reply, classification: Classification): Iterable<RequirementFinding> {
  const { operation, violations, input = {} } = classification;
  if (operation === undefined) return;
  const finding = judgeRejected(reply, classification);
  const isTaken = isSuccess(reply);
  if (!isTaken && finding.grade !== "met" && finding.grade !== "tolerated") return;
  const limits = operationConstraints(operation).filter(({ side }) => side === "reject");
  for (const violation of violations) {
    const limit = limitBroken(limits, violation, valueAt(input, violation.at));
    if (limit !== undefined && (isTaken || breaksAlone(limit, violations))) yield [limit.requirement, finding];
  }
}

/** A type stands twice where scalars of another type are a matter of their own. */
function limitBroken(limits: readonly Constraint[], violation: Violation, value: unknown): Constraint | undefined {
  const found = limits.filter((limit) => isOf(violation, limit));
  const isScalar = typeof value !== "object" || value === null;
  return found.length > 1 ? found.find(({ coercible = false }) => coercible === isScalar) : found[0];
}

/** A name that was registered before may be registered again by the same request, sent again: then it proves nothing. */
function* judgeFirst(
  reply: Reply,
  input: Classification["input"] & object,
  { activations, registered }: ProxiedContext,
): Iterable<RequirementFinding> {
  const name = plainText(input[MEMBERS.name.name]);
  if (registered.has(name)) return;
  registered.add(name);
  const region = credentialScope(reply.exchange.request)?.region;
  const findings = judgeRegistration(
    reply,
    { input, replay: false },
    { activations, target: { region: region ?? "" } },
  );
  for (const [id, finding] of findings) if (region !== undefined || id !== "register.arn-region") yield [id, finding];
}
