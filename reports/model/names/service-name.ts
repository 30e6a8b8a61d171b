import type { RunRecord } from "#suites/record/record.ts";

/** What programs call the service whose contract was judged by: EKS, or the title that its model has. */
export function serviceName({ contract }: Pick<RunRecord, "contract">): string {
  return (contract.signingName ?? "eks") === "eks" ? "EKS" : contract.title;
}

/** The title of the contract of these records, in a heading: of one API, or of several. */
export function contractsTitle(records: readonly Pick<RunRecord, "contract">[]): string {
  const titles = new Set(records.map(({ contract }) => contract.title));
  const [only] = titles;
  return only !== undefined && titles.size === 1 ? only : "AWS APIs";
}
