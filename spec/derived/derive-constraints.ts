import { constrainedValues, constraintTitle } from "./constraint-title.ts";
import { memberPath } from "./constraint.ts";
import { operationConstraints } from "./constraints-of.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { groundsOf, NULL } from "./keyword-trace.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import type { Constraint, Requirement } from "#spec/requirement.ts";
import { typePhrase } from "./phrase.ts";
import { schemaAt } from "#spec/contract/schema-at.ts";

/** One requirement for each side of each keyword of an operation's input. */
export function constraintRequirements(contract: Contract, operation: Operation): Requirement[] {
  return operationConstraints(operation).map((constraint) => {
    const schema = schemaAt(operation.input, constraint.pointer) ?? {};
    return {
      id: constraint.requirement,
      operation: operation.id,
      area: "input-constraints",
      ...groundsOf(contract, schema, {
        part: "input",
        in: bindingOf(operation, constraint),
        keyword: constraint.keyword,
        value: constraint.member,
        key: traceKey(constraint),
        writtenIn: parameterOf(operation, constraint),
      }),
      ...(constraint.coercible === true ? COERCIBLE : {}),
      title: constraintTitle(schema, constraint),
      subject: {
        input: memberPath(constraint),
        side: constraint.side,
        values: constrainedValues(schema, constraint),
        type: constraint.keyword === "type" && constraint.side === "reject" ? typePhrase(schema) : undefined,
      },
    };
  });
}

function bindingOf({ members }: Operation, { pointer }: Constraint): string | undefined {
  const [, name] = pointerTokens(pointer);
  return members.find((member) => member.name === name)?.in;
}

/** A parameter says by itself whether it is required; of a body its schema does. */
function parameterOf({ members }: Operation, { pointer, keyword, member }: Constraint): object | undefined {
  if (keyword !== "required" || pointer !== "" || member === undefined) return undefined;
  return members.find(({ name }) => name === member)?.parameter;
}

/** Readers of JSON that coerce scalars are common, among AWS's own servers too. */
const COERCIBLE = {
  level: "SHOULD",
  levels: undefined,
  remark: "The quote gives the type; that a scalar of another type is refused, and not coerced, is inferred.",
} as const;

function traceKey({ keyword, side, member }: Constraint): string {
  if (member !== undefined) return `${keyword}:${member}`;
  return keyword === "type" && side === "accept" ? NULL : keyword;
}
