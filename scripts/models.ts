/**
 * Makes the contract of the whole service anew from AWS's model of EKS, as botocore has it; with --check, compares it with
 * the one that is here, and ends with 1 where they differ. Without a folder, the newest botocore is installed for that.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseContract } from "#spec/contract/contract.ts";
import { loadEksContract } from "#spec/contract/load.ts";
import { driftBetween, driftLines } from "./models/drift.ts";
import { eksDocumentText } from "./models/eks-document.ts";
import { ROOT } from "./package-root.ts";
import { readFlags, exitWithUsage } from "./usage.ts";

const USAGE = "npm run models -- FOLDER, that of an unpacked archive of botocore, or --check [FOLDER]";

const { positionals, values } = readFlags(USAGE, {
  allowPositionals: true,
  options: { check: { type: "boolean", default: false } },
});
const [folder] = positionals;
if (values.check) process.exitCode = folder === undefined ? checkNewest() : check(folder);
else {
  writeFileSync(
    join(ROOT, "spec/eks/openapi.json"),
    eksDocumentText(folder ?? exitWithUsage(USAGE, "no folder is named")),
  );
  console.log("spec/eks/openapi.json");
}

/** Prints what the model promises otherwise than the contract that is here; answers the exit code. */
function check(unpacked: string): number {
  const lines = driftLines(driftBetween(loadEksContract(), parseContract(eksDocumentText(unpacked), "botocore")));
  for (const line of lines) console.log(line);
  if (lines.length === 0) console.log("AWS's model promises what spec/eks/openapi.json says");
  return lines.length === 0 ? 0 : 1;
}

function checkNewest(): number {
  const target = mkdtempSync(join(tmpdir(), "botocore-"));
  try {
    const words = [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--no-deps",
      "--only-binary",
      ":all:",
      "--target",
      target,
      "botocore",
    ];
    const { status } = spawnSync("python3", words, { stdio: ["ignore", "ignore", "inherit"] });
    return status === 0 ? check(target) : exitWithUsage(USAGE, "pip did not install botocore");
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
}
