import { readFileSync } from "node:fs";
import type { RuleSetObject } from "@smithy/core/endpoints";
import { errorMessage } from "#spec/error-message.ts";
import { EndpointError } from "./endpoint-error.ts";
import { partitionOf } from "./partitions.ts";

export interface EndpointVariant {
  readonly fips: boolean;
  readonly dualStack: boolean;
}

/**
 * AWS's own endpoint of a service in a Region, by the service's endpoint rules. Their interpreter is loaded only here,
 * since most runs do not need it. Rejects with `EndpointError` if the partition lacks the variant, such as FIPS.
 */
export async function awsEndpoint(
  service: "eks" | "sts",
  region: string,
  { fips, dualStack }: EndpointVariant,
): Promise<string> {
  const { customEndpointFunctions, resolveEndpoint } = await import("@smithy/core/endpoints");
  customEndpointFunctions["aws"] = { partition: (name: string) => partitionOf(name).outputs };
  try {
    const endpointParams = { Region: region, UseFIPS: fips, UseDualStack: dualStack };
    return resolveEndpoint(rulesOf(service), { endpointParams }).url.origin;
  } catch (error) {
    throw new EndpointError(`AWS has no such endpoint of ${service} in ${region}: ${errorMessage(error)}.`);
  }
}

function rulesOf(service: "eks" | "sts"): RuleSetObject {
  const all = readFileSync(new URL("rules/endpoint-rules.json", import.meta.url), "utf8");
  return (JSON.parse(all) as Readonly<Record<"eks" | "sts", RuleSetObject>>)[service];
}
