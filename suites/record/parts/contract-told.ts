import type { Contract } from "#spec/contract/contract.ts";
import { groupedBy } from "#spec/grouped-by.ts";
import type { RunRecord, UnsupportedResult } from "#suites/record/record.ts";

/** What a record says of the contract. */
export function contractTold(contract: Contract): RunRecord["contract"] {
  const { title, version, file, sha256, signingName } = contract;
  const unsupported = unsupportedOf(contract);
  return { title, version, file, sha256, signingName, unsupported: unsupported.length === 0 ? undefined : unsupported };
}

/** What of the contract can't be handled, each with the operations concerned; first those that can't be called at all. */
export function unsupportedOf({
  unsupported,
  leftOut,
}: Pick<Contract, "unsupported" | "leftOut">): UnsupportedResult[] {
  const missing = new Set(leftOut.map(({ id }) => id));
  const groups = [...groupedBy(unsupported, ({ what }) => what)].map(([what, notes]) => ({
    what,
    operations: notes.map(({ operation }) => operation),
  }));
  const isMissing = ({ operations }: UnsupportedResult): boolean => operations.some((id) => missing.has(id));
  return [...groups.filter(isMissing), ...groups.filter((group) => !isMissing(group))];
}
