import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { contractOf, parseContract, type Contract } from "./contract.ts";
import { contractValue } from "./reading/contract-value.ts";
import type { JsonObject } from "../json/json.ts";

// Nothing changes a contract, and much is kept for each: what reads one twice in a process gets the same.
let bundled: Contract | undefined;
let eks: Contract | undefined;

/** The contract that comes with the suite. */
export function loadBundledContract(): Contract {
  bundled ??= parseContract(readFileSync(new URL("../openapi.yaml", import.meta.url), "utf8"), "openapi.yaml");
  return bundled;
}

/** The contract of the whole service, as `npm run models` takes it from AWS's own model. */
export function loadEksContract(): Contract {
  eks ??= readEksContract();
  return eks;
}

function readEksContract(): Contract {
  const text = readFileSync(new URL("../eks/openapi.json", import.meta.url), "utf8");
  const sha256 = createHash("sha256").update(text).digest("hex");
  return contractOf(contractValue(JSON.parse(text) as JsonObject, "eks"), sha256);
}
