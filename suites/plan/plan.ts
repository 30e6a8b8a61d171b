import type { GenerationContext } from "../../generators/schema/context.ts";
import type { GeneratedInput } from "../../generators/schema/generated-input.ts";
import { unspecifiedInputs } from "../../generators/boundary/unspecified-inputs.ts";
import { operationConstraints } from "../../spec/derived/constraints-of.ts";
import { unspecifiedRequirementId } from "../../spec/derived/derive-unspecified.ts";
import type { Contract } from "../../spec/contract/contract.ts";
import type { Operation } from "../../spec/contract/operation.ts";
import type { Case } from "../session/case.ts";
import { askedForCases } from "../cases/lifecycle/asked-for.ts";
import { AUTHENTICATION_CASES } from "../cases/protocol/authentication.ts";
import { CONCURRENCY_CASES } from "../cases/lifecycle/concurrency.ts";
import { provokedErrorCases, UNKNOWN_NAME_CASES } from "../cases/protocol/errors.ts";
import { historyCases } from "../cases/lifecycle/history.ts";
import { IDEMPOTENCY_CASES } from "../cases/lifecycle/idempotency.ts";
import { LIFECYCLE_CASES } from "../cases/lifecycle/lifecycle.ts";
import { OTHER_CLUSTER_CASES } from "../cases/lifecycle/other-clusters.ts";
import { ordinaryValueCases } from "../cases/inputs/ordinary-values.ts";
import { pairCases, pairRequirements } from "../cases/inputs/pairs.ts";
import { PAGE_SAMPLE_CASE, ROUTING_CASES } from "../cases/protocol/routing.ts";
import { OTHER_OPERATION_CASES } from "../cases/lifecycle/other-operations.ts";
import { RESERVED_KEY_CASE } from "../cases/tagging/reserved-keys.ts";
import { TAG_CASES } from "../cases/tagging/tags.ts";
import { randomTagCases, tagLimitCases, tagLimitRequirements } from "../cases/tagging/tag-limits.ts";
import { TAG_REFUSAL_CASES } from "../cases/tagging/tag-refusals.ts";
import { unspecifiedCase } from "../cases/inputs/unspecified.ts";
import { lifeRequirements, wholeLifeCases } from "../cases/lifecycle/whole-lives.ts";
import { wireCases } from "../cases/protocol/wire.ts";
import { ARN_MEMBER } from "../session/tagged-arn.ts";
import { inputCase } from "../cases/inputs/input-case.ts";
import { OPENING } from "./opening.ts";
import type { KindSettings } from "./target-kind.ts";
import { boundaryInputs } from "../../generators/boundary/boundary-inputs.ts";
import { randomInputs } from "../../generators/random/random-inputs.ts";
import { OPERATIONS } from "../../spec/registration/registered-cluster.ts";

export interface PlanOptions {
  readonly contract: Contract;
  readonly settings: KindSettings;
  readonly generation: GenerationContext;
  readonly seed: number;
  /** The case may be judged: one of its requirements is selected and its operations are there. */
  readonly wanted: (testCase: Case) => boolean;
  /** Whether cases about these requirements are asked for at all; where they are not, none is drawn. */
  readonly asked: (requirements: readonly string[]) => boolean;
}

/** Every case of a run but the controls, in the order they are fired: what is certain first, what is random last. */
export function* planCases(options: PlanOptions): Iterable<Case> {
  yield* interleave([...fixedCases(options)].filter(options.wanted));
  if (options.asked(tagLimitRequirements(options.contract)))
    yield* randomTagCases(options.contract, options.generation, options).filter(options.wanted);
  for (const testCase of randomCases(options)) if (options.wanted(testCase)) yield testCase;
}

/** The cases that do not depend on chance. */
export function* fixedCases({
  contract,
  settings,
  generation,
  asked,
}: Omit<PlanOptions, "wanted" | "seed">): Iterable<Case> {
  const register = contract.operation(OPERATIONS.register);
  yield* LIFECYCLE_CASES;
  yield* OTHER_CLUSTER_CASES;
  yield* OTHER_OPERATION_CASES;
  yield* IDEMPOTENCY_CASES;
  yield* ROUTING_CASES;
  if (settings.kind !== "aws") yield* [PAGE_SAMPLE_CASE, RESERVED_KEY_CASE];
  yield* UNKNOWN_NAME_CASES;
  yield* provokedErrorCases(contract, settings);
  yield* CONCURRENCY_CASES;
  yield* AUTHENTICATION_CASES;
  yield* TAG_CASES;
  yield* TAG_REFUSAL_CASES;
  yield* askedForCases(settings);
  for (const operation of contract.operations.values())
    yield* inputCases(contract, operation, { generation, settings, asked });
  if (asked(tagLimitRequirements(contract))) yield* tagLimitCases(contract, generation, settings);
  yield* ordinaryValueCases(contract, generation);
  if (asked(lifeRequirements(register))) yield* wholeLifeCases(contract, generation);
  if (asked(pairRequirements(register))) yield* pairCases(contract, generation);
  yield* wireCases(register);
}

function* inputCases(
  contract: Contract,
  operation: Operation,
  { generation, settings, asked }: Pick<PlanOptions, "generation" | "settings" | "asked">,
): Iterable<Case> {
  if (isAboutResource(operation)) return;
  const checked = new Set<string>();
  const constraints = operationConstraints(operation).filter(({ requirement }) => asked([requirement]));
  for (const generated of hasLimits(operation) ? boundaryInputs(operation.input, generation, constraints) : []) {
    const { constraint } = generated;
    const id = constraint?.requirement ?? `${operation.prefix}.valid`;
    if (!asked([id])) continue;
    // Looking for state after each refusal doubles the requests, so where they cost, once for each constraint does.
    const checksState = operation.id === OPERATIONS.register && (settings.rps === undefined || !checked.has(id));
    checked.add(id);
    const testCase = inputCase(contract, operation, generated, checksState);
    if (testCase !== undefined) yield testCase;
  }
  const tried = (silent: string): boolean => asked([unspecifiedRequirementId(operation, silent)]);
  for (const generated of unspecifiedInputs(operation.input, generation, tried)) {
    const testCase = unspecifiedCase(operation, generated);
    if (testCase !== undefined) yield testCase;
  }
}

/** Random inputs, one constraint after the other in turn, drawn as they are asked for. */
function* randomCases({ contract, settings, generation, seed, asked }: PlanOptions): Iterable<Case> {
  const count = settings.casesPerConstraint;
  const streams: Iterator<Case>[] = [];
  for (const operation of contract.operations.values()) {
    if (!hasLimits(operation) || isAboutResource(operation)) continue;
    for (const constraint of operationConstraints(operation)) {
      if (constraint.side === "accept" || !asked([constraint.requirement])) continue;
      const inputs = randomInputs(operation.input, generation, { seed, count, constraint });
      streams.push(casesOf(contract, operation, inputs)[Symbol.iterator]());
    }
    if (!asked([`${operation.prefix}.valid`])) continue;
    const valid = randomInputs(operation.input, generation, { seed, count: count * 8 });
    streams.push(casesOf(contract, operation, valid)[Symbol.iterator]());
  }
  streams.push(historyCases({ seed, count })[Symbol.iterator]());
  yield* roundRobin(streams);
}

function* casesOf(contract: Contract, operation: Operation, inputs: Iterable<GeneratedInput>): Iterable<Case> {
  for (const generated of inputs) {
    const testCase = inputCase(contract, operation, generated, false);
    if (testCase !== undefined) yield testCase;
  }
}

/** An operation whose input has nothing but labels has no limit to probe. */
function hasLimits(operation: Operation): boolean {
  return operation.members.some((member) => member.in !== "path");
}

/** What it is about must be registered first, so no request of its own tells anything. */
function isAboutResource({ members }: Operation): boolean {
  return members.some((member) => member.name === ARN_MEMBER);
}

function* roundRobin<T>(streams: Iterator<T>[]): Iterable<T> {
  let open = streams;
  while (open.length > 0) {
    const still: Iterator<T>[] = [];
    for (const stream of open) {
      const next = stream.next();
      if (next.done === true) continue;
      yield next.value;
      still.push(stream);
    }
    open = still;
  }
}

/** The opening, then the first case of each requirement before the second of any, so that a fault shows early. */
function interleave(cases: readonly Case[]): Case[] {
  const ranks = new Map<string, number>();
  const ranked = cases.map((testCase) => {
    const place = OPENING.indexOf(testCase.id);
    if (place >= 0) return { testCase, rank: place - OPENING.length };
    const key = testCase.requirements[0] ?? "";
    const rank = ranks.get(key) ?? 0;
    ranks.set(key, rank + 1);
    return { testCase, rank };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ testCase }) => testCase);
}
