import { type PlannedInput, plannedInputs } from "#generators/boundary/boundary-inputs.ts";
import { evenly } from "#generators/schema/evenly.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { groupedBy } from "#spec/grouped-by.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import type { Constraint } from "#spec/requirement.ts";
import { kindMadeBy } from "#spec/resources/resource-table.ts";
import { tagsIn } from "#spec/resources/tag-form.ts";
import { areOrdinary } from "#suites/service/inputs/looks-of-tags.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { constraintCase, constraintsAsked, inputSchema, isUnremovable } from "./constraint-cases.ts";

/**
 * Inputs beyond the first of each constraint, times as many as a run has random ones of it: so many of a run, and of a
 * constraint where few are judged, since whoever asks for one operation waits for the answer.
 */
const ALLOWANCE = { ofRun: 1_000, ofConstraint: 6 };

/** What is left of it, for how many constraints. */
export interface FurtherAllowance {
  inputs: number;
  constraints: number;
}

/** Where requests cost, the first inputs must do. */
export function furtherAllowance(context: ServiceContext): FurtherAllowance {
  const { contract, settings } = context;
  const asked = [...contract.operations.values()].map((operation) => constraintsAsked(context, operation).length);
  const constraints = asked.reduce((sum, count) => sum + count, 0);
  const inputs = Math.min(ALLOWANCE.ofRun, ALLOWANCE.ofConstraint * constraints) * settings.serviceCasesPerConstraint;
  return { inputs: settings.rps === undefined ? inputs : 0, constraints };
}

/**
 * More of the values next to an operation's limits than were `sent`: its share of those that a run has room for, other
 * ones of the same limit on the next operation.
 */
export function* furtherCases(
  context: ServiceContext,
  operation: Operation,
  { allowance, sent }: { readonly allowance: FurtherAllowance; readonly sent: ReadonlySet<string> },
): Iterable<ServiceCase> {
  const { contract, table, generation, slowKinds } = context;
  const constraints = constraintsAsked(context, operation);
  const share = Math.floor((allowance.inputs * constraints.length) / Math.max(allowance.constraints, 1));
  allowance.constraints -= constraints.length;
  if (share === 0) return;
  const creates = kindMadeBy(table, operation.id);
  const salted = { ...generation, salt: operation.prefix };
  const planned = [...plannedInputs(inputSchema(operation, creates), salted, constraints, () => true)];
  const turn = [...contract.operations.keys()].indexOf(operation.id);
  let hasToken = false;
  for (const { made, constraint } of chosenOf(
    planned.filter(({ key }) => !sent.has(key)),
    share,
    turn,
  )) {
    const generated = made();
    if (generated === undefined || constraint === undefined) continue;
    // What takes a while to make is not made for each further value.
    if (constraint.side === "accept" && slowKinds.has(creates?.name ?? "")) continue;
    const isOdd = constraint.side === "accept" && hasOddTags(context, operation, generated.input);
    if (isOdd || isUnremovable(creates, generated.input)) continue;
    allowance.inputs -= 1;
    yield constraintCase(table, operation, { generated, constraint, creates, hasToken });
    hasToken = !hasToken;
  }
}

/** Tags that a service may refuse for what they are, whatever the model allows. */
function hasOddTags(
  { table: { tagging, ...table } }: ServiceContext,
  operation: Operation,
  input: JsonObject,
): boolean {
  const added = tagging?.tag.operation === operation.id ? tagging.tag.tags : undefined;
  const at = kindMadeBy(table, operation.id)?.tags?.input ?? added;
  const tags = at === undefined ? undefined : tagsIn(valueAt(input, at));
  return tags !== undefined && !areOrdinary(tags);
}

/** How many inputs of a keyword are as good as one of a type: there are many ways to get a pattern wrong. */
const WEIGHTS: Readonly<Record<string, number>> = {
  pattern: 8,
  enum: 4,
  const: 4,
  minLength: 2,
  maxLength: 2,
  minItems: 2,
  maxItems: 2,
  minProperties: 2,
  maxProperties: 2,
};

function weightOf({ keyword }: Constraint): number {
  return WEIGHTS[keyword] ?? 1;
}

/**
 * So many of them, spread over the constraints by weight: of each those that tell most, then others evenly, beginning by
 * turn.
 */
function chosenOf(planned: readonly PlannedInput[], share: number, turn: number): PlannedInput[] {
  const groups = [...groupedBy(planned, ({ constraint }) => constraint?.requirement).values()]
    .map((inputs) => ({
      inputs,
      weight: Math.max(0, ...inputs.map(({ constraint }) => (constraint ? weightOf(constraint) : 0))),
      count: 0,
    }))
    .sort((one, other) => other.weight - one.weight);
  const inTurn = (inputs: readonly PlannedInput[]): readonly PlannedInput[] => {
    const from = inputs.length === 0 ? 0 : turn % inputs.length;
    return [...inputs.slice(from), ...inputs.slice(0, from)];
  };
  let left = Math.min(share, planned.length);
  while (left > 0) {
    for (const group of groups) {
      const more = Math.min(group.weight, group.inputs.length - group.count, left);
      group.count += more;
      left -= more;
    }
  }
  return groups.flatMap(({ inputs, count }) => {
    const telling = inTurn(inputs.filter(({ isTelling }) => isTelling === true)).slice(0, count);
    const others = inTurn(inputs.filter(({ isTelling }) => isTelling !== true));
    return [...telling, ...(count > telling.length ? evenly(others, count - telling.length) : [])];
  });
}
