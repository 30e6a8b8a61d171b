import type { Contract } from "#spec/contract/contract.ts";
import { unsupportedOfAsked } from "#reports/model/standing/unsupported.ts";
import { unsupportedLines } from "#reports/unsupported-lines.ts";
import { unsupportedOf } from "#suites/record/parts/contract-told.ts";
import type { StartedEvent } from "#suites/record/events.ts";
import type { Console } from "#cli/console.ts";

/** Says on standard error what of the contract no run with these requirements could judge. */
export function tellUnsupported(
  contract: Contract,
  requirements: StartedEvent["requirements"],
  console: Pick<Console, "note" | "width">,
): void {
  const asked = new Set(
    requirements.filter(({ excluded }) => excluded === undefined).map(({ operation }) => operation),
  );
  const isWhole = [...contract.operations.keys()].every((id) => asked.has(id));
  const unsupported = unsupportedOfAsked(unsupportedOf(contract), (id) => isWhole || asked.has(id));
  if (unsupported.length > 0) console.note(["Not tested", ...unsupportedLines(unsupported, console.width)].join("\n"));
}
