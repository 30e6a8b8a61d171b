import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { browserAtHand } from "../../scripts/browser-at-hand.ts";

/** What some tests can't be without, beside Node, npm and a plain shell. */
export type Need = "browser" | "curl" | "bash" | "python3" | "mvn" | "/dev/full" | "a Smithy model of EKS";

/** AWS's own, of April 2025, which is not part of this repository. */
export const SMITHY_MODEL =
  process.env["EKS_SMITHY_MODEL"] ??
  fileURLToPath(new URL("../../../shared/models/eks-smithy-2017-11-01.json", import.meta.url));

const NEEDS: Readonly<Record<Need, () => boolean>> = {
  browser: () => browserAtHand() !== undefined,
  curl: () => isInstalled("curl"),
  bash: () => isInstalled("bash"),
  python3: () => isInstalled("python3"),
  mvn: () => isInstalled("mvn"),
  "a Smithy model of EKS": () => existsSync(SMITHY_MODEL),
  "/dev/full": () => existsSync("/dev/full"),
};

export function isAtHand(need: Need): boolean {
  return NEEDS[need]();
}

export function missingNeeds(): string[] {
  return Object.entries(NEEDS).flatMap(([need, isThere]) => (isThere() ? [] : [need]));
}

function isInstalled(program: string): boolean {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.some((folder) => existsSync(join(folder, program)));
}
