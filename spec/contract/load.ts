import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { contractOf, type Contract } from "./contract.ts";
import { withLines } from "./reading/contract-text.ts";
import { contractValue, nearest } from "./reading/contract-value.ts";
import { pointersIn } from "#spec/json/json-pointer.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";

// Nothing changes a contract, and much is kept for each: what reads one twice in a process gets the same.
let bundled: Contract | undefined;
let eks: Contract | undefined;

/** The contract that comes with the suite. */
export function loadBundledContract(): Contract {
  bundled ??= readBundledContract();
  return bundled;
}

/** As `parseContract` reads the text, which the build has done. */
function readBundledContract(): Contract {
  const text = packaged("openapi.yaml");
  const value = JSON.parse(packaged("built/openapi.json")) as JsonValue;
  const numbers = JSON.parse(packaged("built/openapi-lines.json")) as readonly number[];
  const lines = new Map(pointersIn(value).map((pointer, at) => [pointer, numbers[at] ?? 1]));
  return contractOf(withLines({ text, file: "openapi.yaml", value, lineOf: (at) => nearest(lines, at) }), sha256(text));
}

/** The contract of the whole service, as `npm run models` takes it from AWS's own model. */
export function loadEksContract(): Contract {
  eks ??= readEksContract();
  return eks;
}

function readEksContract(): Contract {
  const text = packaged("eks/openapi.json");
  return contractOf(contractValue(JSON.parse(text) as JsonObject, "eks"), sha256(text));
}

function packaged(file: string): string {
  return readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
