import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { contractOf, parseContract, type Contract } from "./contract.ts";
import { contractValue } from "./reading/contract-value.ts";
import type { JsonObject } from "../json/json.ts";

/** The contract that comes with the suite. */
export function loadBundledContract(): Contract {
  return parseContract(readFileSync(new URL("../openapi.yaml", import.meta.url), "utf8"), "openapi.yaml");
}

/** The contract of the whole service, as `npm run models` takes it from AWS's own model. */
export function loadEksContract(): Contract {
  const text = readFileSync(new URL("../eks/openapi.json", import.meta.url), "utf8");
  const sha256 = createHash("sha256").update(text).digest("hex");
  return contractOf(contractValue(JSON.parse(text) as JsonObject, "eks"), sha256);
}
