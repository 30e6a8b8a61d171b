import { existsSync } from "node:fs";
import { BUILT_IN_SPECS } from "#suites/record/readings/built-in-specs.ts";
import { SETTINGS_BYTES } from "#spec/bounded-file.ts";
import { allRequirements } from "#spec/all-requirements.ts";
import { ContractError } from "#spec/contract/contract-error.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { loadBundledContract, loadEksContract } from "#spec/contract/load.ts";
import { modelFilesBeside, modelText } from "#spec/models/model-files.ts";
import { readAnyContract } from "#spec/models/contract-of-model.ts";
import type { ServedService } from "#reference/service/served-service.ts";
import type { Requirement } from "#spec/requirement.ts";
import { loadEksResources } from "#spec/resources/load-eks-resources.ts";
import { parseResources } from "#spec/resources/read-resources.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";
import { serviceRequirements } from "#spec/resources/service-requirements.ts";
import { operationWithoutName } from "#suites/service/inputs/fresh-name.ts";
import { closestSpelling } from "#cli/close-spellings.ts";
import { UsageError } from "#cli/usage-error.ts";
import { readTextFile } from "./read-text-file.ts";
import { orUsageError } from "#cli/files/file-problem.ts";

/** What a run judges: one API by the suite that is about RegisterCluster, or, with a resource table, a whole service. */
export interface JudgedSpec {
  readonly contract: Contract;
  readonly table?: ResourceTable | undefined;
  /** What the reference server makes a server of; absent where there is nothing but the suite about RegisterCluster. */
  readonly served?: "eks" | ServedService;
  readonly requirements: readonly Requirement[];
}

/** What the suite is about that needs no resource table. */
const SUBJECT = "RegisterCluster";

/** What --spec names: `register-cluster`, `eks`, or a file. Throws UsageError where it can't be had. */
export function readSpec(spec = "register-cluster"): JudgedSpec {
  try {
    if (spec === "register-cluster") return withoutTable(loadBundledContract());
    if (spec === "eks") return withEksTable(loadEksContract());
    return readFile(spec);
  } catch (error) {
    if (error instanceof ContractError) throw new UsageError(`--spec ${error.message}`);
    if (error instanceof RangeError)
      throw new UsageError(`--spec ${spec}: it is nested too deeply to be read; give one of fewer levels`);
    throw error;
  }
}

/** A whole service that --spec names, and what the reference serves of it. Throws UsageError where it is none. */
export function readService(spec: string): Required<JudgedSpec> {
  const { contract, table, served, requirements } = readSpec(spec);
  if (table !== undefined && served !== undefined) return { contract, table, served, requirements };
  throw new UsageError(
    `--spec ${spec}: not a whole service, since there is no ${tableBeside(spec)}: write it as docs/other-services.md explains`,
  );
}

/** What is served of a spec, and signed for. */
export interface ServedSpec extends Pick<JudgedSpec, "served"> {
  readonly signingName: string;
}

/** What the reference server serves of a spec, and what requests are signed for: what is built in need not be read. */
export function servedBy(spec = "register-cluster"): ServedSpec {
  if (spec === "register-cluster") return { signingName: "eks" };
  if (spec === "eks") return { served: spec, signingName: "eks" };
  const { served, contract } = readSpec(spec);
  return { served, signingName: contract.signingName };
}

function readFile(file: string): JudgedSpec {
  if (/^[\w-]+$/.test(file) && !existsSync(file)) {
    const closest = closestSpelling(BUILT_IN_SPECS, file);
    throw new UsageError(
      `--spec ${file}: no such file, and not ${BUILT_IN_SPECS.join(" or ")}; did you mean ${closest}?`,
    );
  }
  const text = orUsageError(file, "--spec", () => modelText(file));
  const contract = readAnyContract(text, file, modelFilesBeside(file));
  const beside = tableBeside(file);
  if (existsSync(beside)) {
    const text = readTextFile(beside, "--spec", SETTINGS_BYTES);
    const table = parseResources(text, beside, contract);
    requireNames(file, beside, operationWithoutName({ contract, table }));
    return { ...withTable(contract, table), served: { document: contract.document, table: text } };
  }
  if (!contract.operations.has(SUBJECT)) {
    throw new UsageError(
      `--spec ${file}: it has no operation ${SUBJECT}, so what its operations do to its resources must be in ${beside}: write it as docs/other-services.md explains`,
    );
  }
  if (contract.authority !== "model") return withoutTable(contract);
  return { ...withEksTable(contract), served: { document: contract.document } };
}

/** Names that others may have taken must not be tried. */
function requireNames(file: string, beside: string, unnamed: string | undefined): void {
  if (unnamed === undefined) return;
  throw new UsageError(
    `--spec ${file}: no fresh name fits for $new in the input of ${unnamed} in ${beside}: lengths and patterns leave fewer than a million; shorten what stands around it, or add what the pattern begins with`,
  );
}

/** `batch.json` has its table in `batch.resources.yaml`. */
function tableBeside(file: string): string {
  return `${file.replace(/(\.json|\.ya?ml)?(\.gz)?$/, "")}.resources.yaml`;
}

function withoutTable(contract: Contract): JudgedSpec {
  return { contract, requirements: allRequirements(contract) };
}

function withEksTable(contract: Contract): JudgedSpec {
  return { ...withTable(contract, loadEksResources(contract)), served: "eks" };
}

function withTable(contract: Contract, table: ResourceTable): JudgedSpec {
  return { contract, table, requirements: serviceRequirements(contract, table) };
}
