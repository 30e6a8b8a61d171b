import { readFileSync } from "node:fs";
import { types } from "node:util";
import { ContractError } from "../../spec/contract/contract-error.ts";
import type { Contract } from "../../spec/contract/contract.ts";
import { loadBundledContract, loadEksContract } from "../../spec/contract/load.ts";
import { modelFilesBeside, modelText } from "../../spec/models/model-files.ts";
import { readAnyContract } from "../../spec/models/read-contract.ts";
import { UsageError } from "../usage-error.ts";

/** Reads a text file that a flag names. Throws UsageError with the reason in plain words. */
export function readText(file: string, flag: string): string {
  return orUsageError(file, flag, () => readFileSync(file, "utf8"));
}

function orUsageError(file: string, flag: string, read: () => string): string {
  try {
    return read();
  } catch (error) {
    throw new UsageError(`${flag} ${file}: ${reasonOf(error)}`);
  }
}

/** The contracts that --spec takes by name. */
const BUILT_IN: Readonly<Record<string, () => Contract>> = {
  "register-cluster": loadBundledContract,
  eks: loadEksContract,
};

/** What the suite of a run is about. */
const SUBJECT = "RegisterCluster";

/** The contract of --spec for a suite that is about RegisterCluster. Throws UsageError where it can't be had. */
export function readContract(spec = "register-cluster"): Contract {
  const builtIn = Object.hasOwn(BUILT_IN, spec) ? BUILT_IN[spec] : undefined;
  try {
    const contract = builtIn?.() ?? readContractFile(spec);
    contract.operation(SUBJECT);
    return contract;
  } catch (error) {
    if (error instanceof ContractError) throw new UsageError(`--spec ${error.message}`);
    throw error;
  }
}

function readContractFile(file: string): Contract {
  const text = orUsageError(file, "--spec", () => modelText(file));
  return readAnyContract(text, file, modelFilesBeside(file));
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
  // Node's own errors are no instance of the Error that a vm context has.
  if (!types.isNativeError(error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return REASONS[code] ?? error.message;
}
