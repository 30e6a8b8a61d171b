import type { Contract } from "#spec/contract/contract.ts";
import { childSchemas } from "#spec/contract/child-schemas.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

/** Every string that an enum of the contracts' requests allows: what one version dropped, another must refuse. */
export function enumValues(contracts: readonly Contract[]): string[] {
  const found = new Set<string>();
  for (const contract of contracts) {
    for (const { input } of contract.operations.values()) collect(input, found);
  }
  return [...found];
}

function collect(schema: JsonSchema, found: Set<string>): void {
  for (const value of schema.enum ?? []) if (typeof value === "string") found.add(value);
  for (const child of childSchemas(schema)) collect(child.schema, found);
}
