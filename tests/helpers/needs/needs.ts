import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { hurlProgram } from "./hurl-program.ts";
import { browserAtHand } from "#scripts/browser-at-hand.ts";

/** What some tests can't be without, beside Node, npm and a plain shell. */
export type Need =
  | "browser"
  | "curl"
  | "Hurl"
  | "bash"
  | "zsh"
  | "fish"
  | "jq"
  | "python3"
  | "mvn"
  | "Linux on x64"
  | "/dev/full"
  | "a Smithy model of EKS"
  | "recorded answers of EKS"
  | "vectors of restJson1";

/** AWS's own, of April 2025, which is not part of this repository. */
export const SMITHY_MODEL =
  process.env["EKS_SMITHY_MODEL"] ??
  fileURLToPath(new URL("../../../../shared/models/eks-smithy-2017-11-01.json", import.meta.url));

/** Folder of the published request and response cases of restJson1, which are not part of this repository. */
export const REST_JSON_VECTORS =
  process.env["REST_JSON_VECTORS"] ?? fileURLToPath(new URL("../../../../shared/vectors/", import.meta.url));

/** Folder of answers that AWS gave, as public repositories keep them, which are not part of this repository. */
export const RECORDED_ANSWERS =
  process.env["RECORDED_ANSWERS"] ?? fileURLToPath(new URL("../../../../shared/recorded/", import.meta.url));

const NEEDS: Readonly<Record<Need, () => boolean>> = {
  browser: () => browserAtHand() !== undefined,
  curl: () => isInstalled("curl"),
  Hurl: () => hurlProgram("hurl") !== undefined && hurlProgram("hurlfmt") !== undefined,
  bash: () => isInstalled("bash"),
  zsh: () => isInstalled("zsh"),
  fish: () => isInstalled("fish"),
  jq: () => isInstalled("jq"),
  python3: () => isInstalled("python3"),
  mvn: () => isInstalled("mvn"),
  "Linux on x64": () => process.platform === "linux" && process.arch === "x64",
  "a Smithy model of EKS": () => existsSync(SMITHY_MODEL),
  "recorded answers of EKS": () => existsSync(join(RECORDED_ANSWERS, "aws-cli-examples.json")),
  "vectors of restJson1": () => existsSync(join(REST_JSON_VECTORS, "rest-json-requests.json")),
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
