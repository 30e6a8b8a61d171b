import { readFileSync } from "node:fs";
import { parseContractText } from "../contract/reading/contract-text.ts";
import type { Observations } from "./observation.ts";

const FILE = "observations.yaml";

let loaded: Observations | undefined;

/** What real EKS was seen to do. That the file has its form is for a test to see. */
export function loadObservations(): Observations {
  const text = loaded === undefined ? readFileSync(new URL(`../eks/${FILE}`, import.meta.url), "utf8") : "";
  return (loaded ??= parseContractText(text, FILE).value as unknown as Observations);
}
