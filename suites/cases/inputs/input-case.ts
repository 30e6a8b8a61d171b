import { boundaryInputs } from "../../../generators/boundary/boundary-inputs.ts";
import { unspecifiedInputs } from "../../../generators/boundary/unspecified-inputs.ts";
import { randomInputs } from "../../../generators/random/random-inputs.ts";
import type { GenerationContext } from "../../../generators/schema/context.ts";
import type { GeneratedInput } from "../../../generators/schema/generated-input.ts";
import { encodeInput } from "../../../protocol/encode.ts";
import type { WireRequest } from "../../../protocol/exchange.ts";
import type { Contract } from "../../../spec/contract/contract.ts";
import type { Operation } from "../../../spec/contract/operation.ts";
import { isOf } from "../../../spec/derived/constraint.ts";
import { operationConstraints } from "../../../spec/derived/constraints-of.ts";
import { unspecifiedRequirementId } from "../../../spec/derived/derive-unspecified.ts";
import { OPERATIONS } from "../../../spec/registration/registered-cluster.ts";
import { type Constraint, validOf } from "../../../spec/requirement.ts";
import { classify, labelOf } from "../../oracles/request/expectation.ts";
import type { KindSettings } from "../../plan/target-kind.ts";
import type { Case } from "../../session/case.ts";
import type { CaseSession } from "../../session/session.ts";
import { ARN_MEMBER } from "../../session/tagged-arn.ts";
import { leavesRoomForTag, withRunTag } from "../../session/tagged-input.ts";
import { baseInput } from "./base-input.ts";
import { oneRequestCase } from "./one-request.ts";
import { unspecifiedCase } from "./unspecified.ts";

interface InputOptions {
  readonly generation: GenerationContext;
  readonly settings: KindSettings;
  /** Whether cases about these requirements are asked for at all; where they are not, none is drawn. */
  readonly asked: (requirements: readonly string[]) => boolean;
}

/** The cases of the inputs next to an operation's limits, and of those on which the sources are silent. */
export function* inputCases(
  contract: Contract,
  operation: Operation,
  { generation, settings, asked }: InputOptions,
): Iterable<Case> {
  if (isAboutResource(operation)) return;
  const checked = new Set<string>();
  const constraints = operationConstraints(operation).filter(({ requirement }) => asked([requirement]));
  for (const generated of hasLimits(operation) ? boundaryInputs(operation.input, generation, constraints) : []) {
    const id = requirementOf(operation, generated);
    if (!asked([id])) continue;
    // Looking for state after each refusal doubles the requests, so where they cost, once for each constraint does.
    const checksState = operation.id === OPERATIONS.register && (settings.rps === undefined || !checked.has(id));
    checked.add(id);
    const testCase = inputCase(contract, operation, generated, { checksState });
    if (testCase !== undefined) yield testCase;
  }
  const tried = (silent: string): boolean => asked([unspecifiedRequirementId(operation, silent)]);
  for (const generated of unspecifiedInputs(operation.input, generation, tried)) {
    const testCase = unspecifiedCase(operation, generated);
    if (testCase !== undefined) yield testCase;
  }
}

/** The cases of random inputs, a stream for each constraint that they break and one of valid ones, drawn as asked for. */
export function randomInputCases(
  contract: Contract,
  operation: Operation,
  { generation, settings, asked, seed }: InputOptions & { readonly seed: number },
): Iterable<Case>[] {
  if (!hasLimits(operation) || isAboutResource(operation)) return [];
  const count = settings.casesPerConstraint;
  const broken = operationConstraints(operation)
    .filter(({ side, requirement }) => side === "reject" && asked([requirement]))
    .map((constraint) => ({ seed, count, constraint }));
  const valid = asked([validOf(operation)]) ? [{ seed, count: count * 8 }] : [];
  return [...broken, ...valid].map((drawn) =>
    casesOf(contract, operation, randomInputs(operation.input, generation, drawn)),
  );
}

function* casesOf(contract: Contract, operation: Operation, inputs: Iterable<GeneratedInput>): Iterable<Case> {
  for (const generated of inputs) {
    const testCase = inputCase(contract, operation, generated);
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

function requirementOf(operation: Operation, { constraint }: GeneratedInput): string {
  return constraint?.requirement ?? validOf(operation);
}

interface InputCaseOptions {
  /** After a refusal, look whether it left a cluster behind all the same. */
  readonly checksState?: boolean;
}

/** The case of a generated input. Answers undefined when its label names nothing that a request can carry. */
export function inputCase(
  contract: Contract,
  operation: Operation,
  generated: GeneratedInput,
  { checksState = false }: InputCaseOptions = {},
): Case | undefined {
  const { constraint, kind, key, note } = generated;
  const request = encodeInput(operation, generated.input);
  if (request === undefined || !survivesTheUrl(contract, operation, constraint, request)) return undefined;
  const rejected = constraint?.side === "reject" ? constraint : undefined;
  return oneRequestCase({
    operation,
    // Keys of random inputs begin with their kind already.
    id: `${operation.prefix}/${key.startsWith(`${kind}/`) ? key : `${kind}/${key}`}`,
    kind,
    requirement: requirementOf(operation, generated),
    summary: note,
    checksState: checksState && rejected !== undefined,
    label: labelOf(constraint),
    registers: rejected === undefined ? undefined : 0,
    request: (session) =>
      session.round === 1 && session.context.runTag === undefined
        ? request
        : encodeFresh(session, operation, generated),
    base: constraint === undefined ? undefined : (session) => encodeBase(session, operation, generated),
  });
}

/** A query has no null and no types: an input may come out of it as another one than went in. */
function survivesTheUrl(
  contract: Contract,
  operation: Operation,
  constraint: Constraint | undefined,
  request: WireRequest,
): boolean {
  const inUrl = operation.members.every((member) => member.in !== "body");
  if (!inUrl || constraint === undefined) return true;
  const { violations } = classify(contract, request);
  const broken = violations.some((violation) => isOf(violation, constraint));
  return broken === (constraint.side === "reject");
}

function encodeBase(session: CaseSession, operation: Operation, generated: GeneratedInput): WireRequest | undefined {
  const inputs = session.inputs(operation.id);
  const base = baseInput(operation, generated, inputs.full(session.salt("base")));
  if (base === undefined) return undefined;
  const { contract, runTag } = session.context;
  const fresh = inputs.renew(base, session.salt("base"));
  return encodeInput(operation, runTag === undefined ? fresh : withRunTag(contract, operation, fresh, runTag));
}

function encodeFresh(session: CaseSession, operation: Operation, { input, constraint }: GeneratedInput): WireRequest {
  const inputs = session.inputs(operation.id);
  const current = session.round === 1 ? input : inputs.renew(input, session.salt(), constraint?.pointer);
  const { contract, runTag } = session.context;
  const tagged = runTag !== undefined && leavesRoomForTag(constraint);
  const request = encodeInput(operation, tagged ? withRunTag(contract, operation, current, runTag) : current);
  if (request === undefined) throw new Error("the renewed input no longer fits into a request");
  return request;
}
