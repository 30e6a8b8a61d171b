import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { browserAtHand } from "../../scripts/browser-at-hand.ts";

/** What some tests can't be without, beside Node, npm and a plain shell. */
export type Need = "browser" | "curl" | "bash" | "python3" | "mvn" | "/dev/full";

const NEEDS: Readonly<Record<Need, () => boolean>> = {
  browser: () => browserAtHand() !== undefined,
  curl: () => isInstalled("curl"),
  bash: () => isInstalled("bash"),
  python3: () => isInstalled("python3"),
  mvn: () => isInstalled("mvn"),
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
