import { plainButOne } from "../../../../generators/random/plain-but-one.ts";
import { hashSeed } from "../../../../generators/strings/hash.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import { pointerTokens } from "../../../../spec/json/json-pointer.ts";
import { kindMadeBy } from "../../../../spec/resources/resource-table.ts";
import { resourcesNamedIn } from "../../../../spec/resources/table-readings.ts";
import type { ServiceContext } from "../../service-context.ts";
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

/** What is missing is missing whatever else there is; a wrong type is refused before an operation looks at anything. */
const REFUSED_BEFORE: readonly string[] = ["required", "type"];

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
    const [, name = ""] = pointerTokens(constraint.pointer);
    if (constraint.side === "accept" || REFUSED_BEFORE.includes(constraint.keyword) || apart.includes(name))
      return false;
    return resourcesNamedIn(context.table, plain?.[name]).length === 0 && isAsked(context, operation, constraint);
  });
  const generation = { ...context.generation, salt: operation.prefix };
  for (const at of limits.keys()) {
    const constraint = limits[(turn + at) % limits.length];
    if (constraint === undefined) continue;
    const drawn = { seed: hashSeed(context.seed, operation.prefix, turn), count: 1, constraint };
    const [generated] = plainButOne(inputSchema(operation, creates), generation, drawn);
    if (generated !== undefined && !isUnremovable(creates, generated.input)) return { generated, constraint, creates };
  }
  return undefined;
}
