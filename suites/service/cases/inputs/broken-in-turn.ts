import { boundaryInputs } from "#generators/boundary/boundary-inputs.ts";
import { plainButOne } from "#generators/random/plain-but-one.ts";
import { hashSeed } from "#generators/strings/hash.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { kindMadeBy } from "#spec/resources/resource-table.ts";
import { resourcesNamedIn } from "#spec/resources/table-readings.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { inputSchema, isAsked, isUnremovable } from "./constraint-cases.ts";
import { locationsJudged } from "./locations-judged.ts";
import type { ConstraintProbe } from "./probe-constraint.ts";

/** What is particular about the input that the value is put into. */
interface BrokenInTurn {
  /** The limits of an operation's input are broken in turn. */
  readonly turn: number;
  /** Members that stay as they are. */
  readonly apart: readonly (string | undefined)[];
}

/** A wrong type is refused before an operation looks at anything. */
const REFUSED_BEFORE = "type";
/** What is missing is missing whatever else there is: it is left out where an input has no other limit. */
const LAST = "required";

/**
 * A value that breaks a limit of an operation's input, beside the members that an input has for another reason; undefined
 * where there is none. What is refused of one resource is refused of each.
 */
export function brokenInTurn(
  context: ServiceContext,
  operation: Operation,
  { turn, apart }: BrokenInTurn,
): Pick<ConstraintProbe, "generated" | "constraint" | "creates"> | undefined {
  const plain = context.table.inputs[operation.id];
  const creates = kindMadeBy(context.table, operation.id);
  const limits = locationsJudged(operation).asked.filter((constraint) => {
    const [, name = constraint.member ?? ""] = pointerTokens(constraint.pointer);
    if (constraint.side === "accept" || constraint.keyword === REFUSED_BEFORE || apart.includes(name)) return false;
    return resourcesNamedIn(context.table, plain?.[name]).length === 0 && isAsked(context, operation, constraint);
  });
  const generation = { ...context.generation, salt: operation.prefix };
  const schema = inputSchema(operation, creates);
  const [first, last] = [
    limits.filter(({ keyword }) => keyword !== LAST),
    limits.filter(({ keyword }) => keyword === LAST),
  ];
  const inTurn = [...first.keys()].flatMap((at) => first[(turn + at) % first.length] ?? []);
  for (const constraint of [...inTurn, ...last]) {
    const drawn = { seed: hashSeed(context.seed, operation.prefix, turn), count: 1, constraint };
    const [generated] =
      constraint.keyword === LAST
        ? boundaryInputs(schema, generation, [constraint], () => true)
        : plainButOne(schema, generation, drawn);
    if (generated !== undefined && !isUnremovable(creates, generated.input)) return { generated, constraint, creates };
  }
  return undefined;
}
