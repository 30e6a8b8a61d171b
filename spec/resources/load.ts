import { readFileSync } from "node:fs";
import type { Contract } from "../contract/contract.ts";
import { loadEksContract } from "../contract/load.ts";
import { parseResources } from "./read-resources.ts";
import type { ResourceTable } from "./resource-table.ts";
import { restrictedTo } from "./restricted.ts";

const FILE = "resources.yaml";

/** What EKS's operations do to its resources, as far as a contract has them. */
export function loadEksResources(contract: Contract): ResourceTable {
  const text = readFileSync(new URL(`../eks/${FILE}`, import.meta.url), "utf8");
  const whole = contract.file === "eks" ? contract : loadEksContract();
  const table = parseResources(text, FILE, whole);
  return whole === contract ? table : restrictedTo(contract, table);
}
