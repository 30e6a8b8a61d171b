import { pseudonymous, type Pseudonyms } from "#endpoint/redaction/pseudonyms.ts";
import { isSafe } from "#protocol/methods.ts";
import type { Contract } from "#spec/contract/contract.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";
import type { KindSettings } from "#suites/plan/target-kind-settings.ts";
import { readSpec } from "#cli/files/reading/read-spec.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";

/**
 * What puts pseudonyms in the place of an account's own names, where a run only reads on AWS or its record is to be shared.
 * Undefined for any other run.
 */
export function pseudonymsFor(
  { readOnly, share, spec }: Pick<RunFlags, "readOnly" | "share" | "spec">,
  { kind }: Pick<KindSettings, "kind">,
): Pseudonyms | undefined {
  if (readOnly !== true || (kind !== "aws" && share === undefined)) return undefined;
  const { contract, table } = readSpec(spec);
  return pseudonymous({ contract, operations: operationsOfAccount(contract, table) });
}

/** Whatever reads, but for what a service says of itself. */
export function operationsOfAccount({ operations }: Contract, table: ResourceTable | undefined): ReadonlySet<string> {
  const tagging = table?.tagging?.list.operation;
  const ofService = Object.values(table?.services ?? {}).flat();
  const own = [...operations.values()].filter(({ id, method }) => {
    return isSafe(method) && (id === tagging || !ofService.includes(id));
  });
  return new Set(own.map(({ id }) => id));
}
