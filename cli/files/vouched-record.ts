import type { Contract } from "../../spec/contract/contract.ts";
import { visibleLine } from "../../reports/model/text/harmless-text.ts";
import { isService } from "../../suites/record/is-service.ts";
import type { RunRecord } from "../../suites/record/record.ts";
import { readSpec } from "./read-spec.ts";

/**
 * A record as its contract bears it out: files of findings send what a record's operations say, and anyone may have
 * written those. `spec` is what the reader takes for the contract; without it, one of the two built in.
 */
export function vouchedRecord(record: RunRecord, spec: string | undefined): RunRecord {
  const { contract } = readSpec(spec ?? (isService(record) ? "eks" : "register-cluster"));
  const [strange] = strangeOperations(record, contract);
  if (strange === undefined) return record;
  const { id, method, path } = strange;
  const where = visibleLine(`${id}, ${method} ${path}`);
  return {
    ...record,
    withoutFiles: `the record has an operation that ${contract.title} does not have: ${where}; name its contract with --spec`,
  };
}

function strangeOperations({ operations }: RunRecord, contract: Contract): RunRecord["operations"] {
  const known = [...contract.operations.values(), ...contract.leftOut];
  return operations.filter(
    ({ id, method, path }) => !known.some((one) => one.id === id && one.method === method && one.path === path),
  );
}
