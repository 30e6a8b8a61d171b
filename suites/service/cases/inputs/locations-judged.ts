import type { Operation } from "#spec/contract/operation.ts";
import { schemaAt } from "#spec/contract/schema-at.ts";
import { operationConstraints } from "#spec/derived/constraints-of.ts";
import type { Constraint } from "#spec/requirement.ts";

/** Up to so many constraints of an input, each is judged wherever it occurs. */
const MOST = 400;

/** The constraints of an operation's input that have cases, and those that are judged at another location. */
export interface LocationsJudged {
  readonly asked: readonly Constraint[];
  /** Ids of the requirements that are judged at another location. */
  readonly elsewhere: ReadonlySet<string>;
}

const known = new WeakMap<Operation, LocationsJudged>();

/**
 * A structure that occurs at many locations of a large input is judged where it is nested least deeply: the same code
 * checks it everywhere, and an input of some thousand constraints would take minutes.
 */
export function locationsJudged(operation: Operation): LocationsJudged {
  const locations = known.get(operation) ?? chosenLocations(operation);
  known.set(operation, locations);
  return locations;
}

function chosenLocations(operation: Operation): LocationsJudged {
  const constraints = operationConstraints(operation);
  if (constraints.length <= MOST) return { asked: constraints, elsewhere: new Set() };
  const schemas = new Map<object | undefined, number>();
  const keyOf = ({ pointer, keyword, side, member, coercible }: Constraint): string => {
    const schema = schemaAt(operation.input, pointer);
    const number = schemas.get(schema) ?? schemas.size;
    schemas.set(schema, number);
    return [number, keyword, side, member, coercible].join(" ");
  };
  const judged = new Set<string>();
  const elsewhere = new Set<string>();
  for (const constraint of [...constraints].sort((one, other) => depthOf(one) - depthOf(other))) {
    const key = keyOf(constraint);
    if (judged.has(key)) elsewhere.add(constraint.requirement);
    judged.add(key);
  }
  return { asked: constraints.filter(({ requirement }) => !elsewhere.has(requirement)), elsewhere };
}

function depthOf({ pointer }: Constraint): number {
  return pointer.split("/").length;
}
