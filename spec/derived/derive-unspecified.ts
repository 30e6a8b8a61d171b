import { childSchemas } from "#spec/contract/child-schemas.ts";
import type { Contract } from "#spec/contract/contract.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { Requirement } from "#spec/requirement.ts";
import type { JsonSchema, Unspecified } from "#spec/contract/schema.ts";

/** One INFO requirement for each class of values that the contract lists as unspecified. */
export function unspecifiedRequirements(contract: Contract): Requirement[] {
  return [...contract.operations.values()].flatMap((operation) =>
    classesIn(operation.input).map(([schema, silent]) => toRequirement(contract, operation, schema, silent)),
  );
}

/** `register.unspecified.empty-tags`; `id` is the class's. */
export function unspecifiedRequirementId({ prefix }: Operation, id: string): string {
  return `${prefix}.unspecified.${id}`;
}

function toRequirement(contract: Contract, operation: Operation, schema: JsonSchema, silent: Unspecified): Requirement {
  return {
    id: unspecifiedRequirementId(operation, silent.id),
    operation: operation.id,
    area: "input-constraints",
    level: "INFO",
    authority: "inferred",
    evidence: "inferred",
    title: silent.note,
    trace: { source: "openapi", ...contract.excerpt(schema, "x-unspecified") },
    feature: operation.feature,
  };
}

function classesIn(schema: JsonSchema): (readonly [JsonSchema, Unspecified])[] {
  const own = (schema["x-unspecified"] ?? []).map((silent) => [schema, silent] as const);
  return [...own, ...[...childSchemas(schema)].flatMap((child) => classesIn(child.schema))];
}
