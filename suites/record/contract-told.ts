import type { Contract } from "../../spec/contract/contract.ts";
import type { RunRecord } from "./record.ts";

/** What a record says of the contract. */
export function contractTold({ title, version, file, sha256, signingName }: Contract): RunRecord["contract"] {
  return { title, version, file, sha256, signingName };
}
