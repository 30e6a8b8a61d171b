import { readFileSync } from "node:fs";
import type { Contract } from "../contract/contract.ts";
import { parseContractText } from "../contract/reading/contract-text.ts";
import { resourceTableOf } from "./written-table.ts";
import type { ResourceTable } from "./resource-table.ts";
import { restrictedTo } from "./restricted.ts";

const FILE = "resources.yaml";

/** What EKS's operations do to its resources, as far as a contract has them. That it fits is for a test to see. */
export function loadEksResources(contract: Contract): ResourceTable {
  const text = readFileSync(new URL(`../eks/${FILE}`, import.meta.url), "utf8");
  const table = resourceTableOf(parseContractText(text, FILE).value);
  return contract.file === "eks" ? table : restrictedTo(contract, table);
}
