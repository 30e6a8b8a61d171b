import { pseudonymous } from "../../../endpoint/redaction/pseudonyms.ts";
import type { Exchange } from "../../../protocol/exchange.ts";
import type { KindSettings } from "../../../suites/plan/kind-settings.ts";
import { readSpec } from "../../files/read-spec.ts";
import type { RunFlags } from "../run-flags.ts";

/**
 * What puts pseudonyms in the place of an account's own names, where a run only reads on AWS: its record is made to be
 * shared. Undefined for any other run.
 */
export function pseudonymsFor(
  { readOnly, spec }: Pick<RunFlags, "readOnly" | "spec">,
  { kind }: Pick<KindSettings, "kind">,
): ((exchange: Exchange) => Exchange) | undefined {
  if (readOnly !== true || kind !== "aws") return undefined;
  const { contract, table } = readSpec(spec);
  const operations = (table?.resources ?? []).flatMap(({ list, describe }) => [list?.operation, describe?.operation]);
  return pseudonymous({ contract, operations: new Set(operations.filter((id) => id !== undefined)) });
}
