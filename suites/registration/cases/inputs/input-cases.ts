import { boundaryInputs } from "../../../../generators/boundary/boundary-inputs.ts";
import { unspecifiedInputs } from "../../../../generators/boundary/unspecified-inputs.ts";
import { randomInputs } from "../../../../generators/random/random-inputs.ts";
import type { GenerationContext } from "../../../../generators/schema/generation-context.ts";
import type { GeneratedInput } from "../../../../generators/schema/generated-input.ts";
import type { Contract } from "../../../../spec/contract/contract.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import { operationConstraints } from "../../../../spec/derived/constraints-of.ts";
import { unspecifiedRequirementId } from "../../../../spec/derived/derive-unspecified.ts";
import { OPERATIONS } from "../../../../spec/registration/registered-cluster.ts";
import { validOf } from "../../../../spec/requirement.ts";
import type { KindSettings } from "../../../plan/target-kind-settings.ts";
import type { Case } from "../../session/cluster-case.ts";
import { ARN_MEMBER } from "../../../oracles/clusters/tagged-arn.ts";
import { inputCase, requirementOf } from "./input-case.ts";
import { unspecifiedCase } from "./unspecified-case.ts";

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
