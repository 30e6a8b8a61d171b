import { readFileSync } from "node:fs";
import { parseContract, type Contract } from "./contract.ts";

/** The contract that comes with the suite. */
export function loadBundledContract(): Contract {
  return parseContract(readFileSync(new URL("../openapi.yaml", import.meta.url), "utf8"), "openapi.yaml");
}
