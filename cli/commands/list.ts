import { standsSince } from "#spec/observations/stands-since.ts";
import { since } from "#spec/prose.ts";
import type { Level, ObservationSource } from "#spec/requirement.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import type { Console } from "#cli/console.ts";
import { readSpec } from "#cli/files/reading/read-spec.ts";
import { tellUnsupported } from "#cli/planning/tell-unsupported.ts";
import { planRequirements } from "#cli/run/select.ts";

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

/** Prints the requirements with the line of the source that each stands on, and what shows them to hold, with its age on a day. */
export function listCommand(flags: ListFlags, console: Console, today = new Date().toISOString()): number {
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
  for (const { id, level, levels = {}, evidence, title, trace, remark, observations = [] } of planned) {
    const citation = `${trace.source}:${trace.line}`;
    const elsewhere = Object.entries(levels).map(([kind, other]) => ` (${other} on ${kind})`);
    console.print(
      `${console.paint("strong", id)}  ${level}${elsewhere.join("")}, ${evidence} ${standsSince(trace, observations)}`,
    );
    console.print(`  ${visibleLine(title)}`);
    console.print(console.paint("soft", `  ${citation}: ${trace.quote.replace(/\s+/g, " ")}`));
    for (const seen of observations) console.print(console.paint("soft", `  ${observationLine(seen, today)}`));
    if (remark !== undefined) console.print(console.paint("soft", `  ${remark}`));
  }
  const count = (wanted: Level): number => planned.filter(({ level }) => level === wanted).length;
  console.print(
    `${planned.length} requirements: ${count("MUST")} MUST, ${count("SHOULD")} SHOULD, ${count("INFO")} INFO`,
  );
  return 0;
}

/** `seen on EKS 2024-04-12, 2 years and 7 months ago (sdk): O42, aws/aws-cli, awscli/examples/eks/register-cluster.rst`. */
function observationLine({ id, source, date, seen }: ObservationSource, today: string): string {
  const age = since(date, today);
  return `seen on EKS ${date}${age === undefined ? "" : `, ${age} ago`} (${seen}): ${id}, ${source}`;
}
