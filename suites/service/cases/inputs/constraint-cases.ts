import { boundaryInputs } from "#generators/boundary/boundary-inputs.ts";
import { kindAndKey } from "#generators/schema/generated-input.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { perObject } from "#spec/kept-per-object.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import type { Constraint } from "#spec/requirement.ts";
import { kindMadeBy, type Resource, type ResourceTable } from "#spec/resources/resource-table.ts";
import { isDeletion } from "#spec/resources/table-readings.ts";
import type { ReducibleProbe, ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { isInert } from "#suites/service/run/inert-cases.ts";
import { locationsJudged } from "./locations-judged.ts";
import { TIMES_IN_A_ROW } from "#suites/service/cases/times-in-a-row.ts";
import { type ConstraintProbe, probeConstraint } from "./probe-constraint.ts";
import { whyNotAsked } from "./why-not-asked.ts";

/** Keywords that a last value keeps. */
const BOUNDS = /^(?:min|max)/;

/**
 * A case for each of the first values next to a limit of an operation's input, put into its plain input. Notes the keys of
 * those inputs in `sent`.
 */
export function* constraintCases(
  context: ServiceContext,
  operation: Operation,
  sent = new Set<string>(),
): Iterable<ServiceCase> {
  const { table } = context;
  const creates = kindMadeBy(table, operation.id);
  const constraints = constraintsAsked(context, operation);
  if (constraints.length === 0) return;
  const schema = inputSchema(operation, creates);
  const counts = new Map<string, ProbeCounts>();
  const countsOf = ({ requirement }: Constraint): ProbeCounts => counts.get(requirement) ?? { atLimit: 0, beside: 0 };
  const isShort = (constraint: Constraint): boolean => {
    const { atLimit, beside } = countsOf(constraint);
    return atLimit + beside < context.settings.probesPerConstraint[constraint.side];
  };
  const hasRoom = (constraint: Constraint, where: keyof ProbeCounts): boolean => {
    const isBound = constraint.side === "accept" && BOUNDS.test(constraint.keyword);
    return isShort(constraint) && !(isBound && countsOf(constraint)[where] > 0);
  };
  const generation = { ...context.generation, salt: operation.prefix };
  let hasToken = false;
  const refused: ConstraintProbe[] = [];
  for (const generated of boundaryInputs(schema, generation, constraints, isShort)) {
    const { constraint, atLimit, isSpelt = false } = generated;
    const where = atLimit === true ? "atLimit" : "beside";
    if (constraint === undefined || !hasRoom(constraint, where) || isUnremovable(creates, generated.input)) continue;
    const before = countsOf(constraint);
    // Where one coerces a value of the wrong type, it is this; the others come beside it.
    if (!isSpelt) counts.set(constraint.requirement, { ...before, [where]: before[where] + 1 });
    sent.add(generated.key);
    // One look for each limit is enough.
    const looksAfter = constraint.side === "reject" && before.atLimit + before.beside === 0;
    const probe = { generated, constraint, creates, hasToken, looksAfter };
    // A wrong type is refused before an operation looks at anything.
    if (constraint.side === "reject" && constraint.keyword !== "type") refused.push(probe);
    yield constraintCase(table, operation, probe);
    hasToken = !hasToken;
  }
  if (context.settings.rps === undefined) yield* refusedInARow(table, operation, refused);
}

/** So many refusals are enough by themselves; where an operation has fewer, some come again in a row. */
const MANY = 20;

function* refusedInARow(
  table: ResourceTable,
  operation: Operation,
  refused: readonly ConstraintProbe[],
): Iterable<ServiceCase> {
  if (refused.length >= MANY) return;
  for (let time = 1; time <= TIMES_IN_A_ROW; time += 1) {
    const probe = refused[time % refused.length];
    if (probe === undefined) return;
    const generated = { ...probe.generated, key: `${probe.generated.key}/again/${time}` };
    yield constraintCase(table, operation, { ...probe, generated, looksAfter: false });
  }
}

/** Inputs of one constraint so far: with the last value that it lets through or refuses, and with others. */
interface ProbeCounts {
  readonly atLimit: number;
  readonly beside: number;
}

/** The constraints of an operation's input that are judged where they stand, selected, and can be asked. */
export function constraintsAsked(context: ServiceContext, operation: Operation): readonly Constraint[] {
  if (context.table.inputs[operation.id] === undefined) return [];
  return locationsJudged(operation).asked.filter((constraint) => isAsked(context, operation, constraint));
}

/** What is selected, and can be asked. */
export function isAsked(context: ServiceContext, operation: Operation, constraint: Constraint): boolean {
  if (!context.requirements.has(constraint.requirement)) return false;
  return whyNotAsked(context, operation, constraint) === undefined;
}

/** The schema of an operation's input. What it creates needs a name of its own. */
export function inputSchema({ input }: Operation, creates: Resource | undefined): JsonSchema {
  return creates === undefined ? input : freshlyNamed(input)(creates);
}

/** One object for each, since a validator is compiled for each. */
const freshlyNamed = perObject((schema: JsonSchema) =>
  perObject((creates: Resource) => withFreshName(schema, creates)),
);

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

/** If a name with NUL in it is accepted, no URL takes it afterwards at many a server. */
export function isUnremovable(creates: Resource | undefined, input: JsonObject): boolean {
  const id = creates?.id.input === undefined ? undefined : valueAt(input, creates.id.input);
  return typeof id === "string" && id.includes("\0");
}

export function constraintCase(table: ResourceTable, operation: Operation, probed: ConstraintProbe): ServiceCase {
  const { generated, constraint } = probed;
  return {
    id: `${operation.prefix}/${kindAndKey(generated)}`,
    kind: generated.kind,
    requirements: [constraint.requirement],
    summary: generated.note,
    // A deletion's plain request comes last, so it cannot be waited for; the clean-up shows that deleting works.
    needs: isDeletion(table, operation) ? [] : [operation.id],
    isInert: isInert(table, operation, constraint.side),
    makes: probed.creates && { resource: probed.creates, count: 1, surely: constraint.side === "accept" },
    reducible: reducibleProbe(operation, probed),
    run: async (session) => void (await probeConstraint(session, operation, probed)),
  };
}

/** A value that is refused can be made smaller; what names something that must be there stays as it is. */
function reducibleProbe(operation: Operation, probed: ConstraintProbe): ReducibleProbe | undefined {
  const { generated, constraint, creates } = probed;
  const [, name = ""] = pointerTokens(constraint.pointer);
  const value = generated.input[name];
  const schema = inputSchema(operation, creates).properties?.[name];
  if (constraint.side === "accept" || value === undefined || schema === undefined) return undefined;
  return {
    part: { [name]: value },
    schema: { type: "object", properties: { [name]: schema } },
    with: (input) => async (session) =>
      void (await probeConstraint(session, operation, { ...probed, generated: { ...generated, input } })),
  };
}
