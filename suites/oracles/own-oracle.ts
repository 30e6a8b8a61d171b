import type { Contract } from "#spec/contract/contract.ts";
import { isOfEks } from "#spec/resources/sources-elsewhere.ts";
import { registrationOracle } from "./registration/own-of-success.ts";
import type { SuccessOracle } from "./success.ts";

/** What judges the kinds of a service that have requirements of their own (spec/registration/own-requirements.ts). */
export function ownOracle(contract: Contract, region: string): SuccessOracle {
  return isOfEks(contract) ? registrationOracle(region) : () => [];
}
