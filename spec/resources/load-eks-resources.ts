import { readFileSync } from "node:fs";
import type { Contract } from "#spec/contract/contract.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { resourceTableOf } from "./written-table.ts";
import type { ResourceTable } from "./resource-table.ts";
import { restrictedTo } from "./restricted.ts";

/** What EKS's operations do to its resources, as far as a contract has them. That it fits is for a test to see. */
export function loadEksResources(contract: Contract): ResourceTable {
  const text = readFileSync(new URL("../built/resources.json", import.meta.url), "utf8");
  const table = resourceTableOf(JSON.parse(text) as JsonValue);
  return contract.file === "eks" ? table : restrictedTo(contract, table);
}
