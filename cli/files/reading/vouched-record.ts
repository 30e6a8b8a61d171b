import type { Contract } from "#spec/contract/contract.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { isService } from "#suites/record/readings/is-service.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { readSpec } from "./read-spec.ts";

/**
 * A record as its contract bears it out: files of findings send what a record's operations say, and anyone may have
 * written those. `spec` is what the reader takes for the contract; without it, one of the two built in.
 */
export function vouchedRecord(record: RunRecord, spec: string | undefined): RunRecord {
  const { contract } = readSpec(spec ?? (isService(record) ? "eks" : "register-cluster"));
  const strange = strangeOperation(record, contract) ?? strangeService(record, contract);
  if (strange === undefined) return record;
  return { ...record, withoutFiles: `the record has ${strange}; name its contract with --spec` };
}

function strangeOperation({ operations }: RunRecord, contract: Contract): string | undefined {
  const known = [...contract.operations.values(), ...contract.leftOut];
  const strange = operations.find(
    ({ id, method, path }) => !known.some((one) => one.id === id && one.method === method && one.path === path),
  );
  if (strange === undefined) return undefined;
  const { id, method, path } = strange;
  return `an operation that ${contract.title} does not have: ${visibleLine(`${id}, ${method} ${path}`)}`;
}

/** An endpoint that serves several goes by it. */
function strangeService(record: RunRecord, contract: Contract): string | undefined {
  const { signingName = "eks" } = record.contract;
  return signingName === contract.signingName
    ? undefined
    : `requests that are signed for another service, ${signingName}`;
}
