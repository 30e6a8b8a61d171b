import { readFileSync } from "node:fs";
import { ContractError } from "../../spec/contract/contract-error.ts";
import { parseContract, type Contract } from "../../spec/contract/contract.ts";
import { loadBundledContract } from "../../spec/contract/load.ts";
import { UsageError } from "../usage-error.ts";

/** Reads a text file that a flag names. Throws UsageError with the reason in plain words. */
export function readText(file: string, flag: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${flag} ${file}: ${reasonOf(error)}`);
  }
}

/** The contract of --spec, or the one in the package. */
export function readContract(file: string | undefined): Contract {
  if (file === undefined) return loadBundledContract();
  const text = readText(file, "--spec");
  try {
    return parseContract(text, file);
  } catch (error) {
    if (error instanceof ContractError) throw new UsageError(`--spec ${error.message}`);
    throw error;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file or folder",
  EACCES: "permission denied",
  EPERM: "not permitted",
  EISDIR: "it is a folder; give a file",
  ENOTDIR: "a part of its path is a file, not a folder",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the device",
  EEXIST: "a file of that name is in the way",
};

/** What went wrong with a file, without codes and traces. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return REASONS[code] ?? error.message;
}
