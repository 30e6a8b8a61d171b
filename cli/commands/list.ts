import type { Level } from "../../spec/requirement.ts";
import { visibleLine } from "../../reports/model/text/harmless-text.ts";
import type { Console } from "../console.ts";
import { readSpec } from "../files/read-spec.ts";
import { tellUnsupported } from "../planning/tell-unsupported.ts";
import { planRequirements } from "../run/select.ts";

/** The flags of `list`; `select`, `skip` and `level` mean what they mean for `run`. */
export interface ListFlags {
  /** As for `run`. Default: `register-cluster`. */
  readonly spec?: string | undefined;
  readonly select: readonly string[];
  readonly skip: readonly string[];
  readonly level: Level;
  /** Prints the requirements as JSON. */
  readonly json?: boolean;
}

/** Prints the requirements with the line of the source that each stands on. */
export function listCommand(flags: ListFlags, console: Console): number {
  const { contract, requirements } = readSpec(flags.spec);
  const planned = planRequirements(requirements, {
    ...flags,
    features: {},
    expectations: [],
  }).filter(({ excluded }) => excluded === undefined);
  tellUnsupported(contract, planned, console);
  if (flags.json === true) {
    console.json(planned);
    return 0;
  }
  for (const { id, level, levels = {}, evidence, title, trace, remark } of planned) {
    const citation = `${trace.source}:${trace.line}`;
    const elsewhere = Object.entries(levels).map(([kind, other]) => ` (${other} on ${kind})`);
    console.print(`${console.paint("strong", id)}  ${level}${elsewhere.join("")}, ${evidence} ${trace.date}`);
    console.print(`  ${visibleLine(title)}`);
    console.print(console.paint("soft", `  ${citation}: ${trace.quote.replace(/\s+/g, " ")}`));
    if (remark !== undefined) console.print(console.paint("soft", `  ${remark}`));
  }
  const count = (wanted: Level): number => planned.filter(({ level }) => level === wanted).length;
  console.print(
    `${planned.length} requirements: ${count("MUST")} MUST, ${count("SHOULD")} SHOULD, ${count("INFO")} INFO`,
  );
  return 0;
}
