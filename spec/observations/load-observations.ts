import { readFileSync } from "node:fs";
import type { Observations } from "./observation.ts";

let loaded: Observations | undefined;

/** What real EKS was seen to do. That the file has its form is for a test to see. */
export function loadObservations(): Observations {
  const file = new URL("../built/observations.json", import.meta.url);
  return (loaded ??= JSON.parse(readFileSync(file, "utf8")) as Observations);
}
