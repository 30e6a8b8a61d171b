import type { Operation } from "#spec/contract/operation.ts";
import { schemaAt } from "#spec/contract/schema-at.ts";
import type { Violation } from "#spec/contract/validator.ts";
import { operationConstraints } from "#spec/derived/constraints-of.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import type { Constraint } from "#spec/requirement.ts";
import type { Classification } from "#suites/oracles/request/expectation.ts";
import type { Goal } from "./goal.ts";
import { hasValueAt } from "./value-at.ts";

/** Each constraint of an operation's input from both sides: kept by a request that breaks none, and broken. */
export function constraintGoals(operation: Operation): Goal[] {
  return operationConstraints(operation).map((constraint) =>
    constraint.side === "reject" ? brokenGoal(constraint) : keptGoal(operation, constraint),
  );
}

function brokenGoal(constraint: Constraint): Goal {
  const isIt = (violation: Violation, { input }: Classification): boolean =>
    violation.pointer === constraint.pointer &&
    violation.keyword === constraint.keyword &&
    violation.member === constraint.member &&
    (constraint.coercible === undefined || isScalar(valueAt(input ?? null, violation.at)) === constraint.coercible);
  return {
    part: "constraints-broken",
    name: constraint.requirement,
    isSeenIn: ({ request }) => request().violations.some((violation) => isIt(violation, request())),
  };
}

function keptGoal({ input: schema }: Operation, { pointer, keyword, requirement }: Constraint): Goal {
  const tokens = pointerTokens(pointer);
  const { required = [], properties = {} } = schemaAt(schema, pointer) ?? {};
  const optional = Object.keys(properties).filter((member) => !required.includes(member));
  const shows = (value: JsonValue): boolean => {
    // Null is allowed by `type` alone, and optional members by being left out.
    if (keyword === "type") return value === null;
    if (keyword !== "required") return value !== null;
    return isJsonObject(value) && optional.some((member) => !Object.hasOwn(value, member));
  };
  return {
    part: "constraints-kept",
    name: requirement,
    isSeenIn: ({ request }) => request().expectation === "must-accept" && hasValueAt(request().input, tokens, shows),
  };
}

function isScalar(value: JsonValue | undefined): boolean {
  return typeof value !== "object" || value === null;
}
