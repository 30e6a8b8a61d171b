import { allRequirements } from "#spec/all-requirements.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { standsSince } from "#spec/observations/stands-since.ts";
import type { Requirement } from "#spec/requirement.ts";
import { loadSources, resolveTrace, type Sources } from "#spec/trace.ts";
import { CHANGED } from "./changed.ts";

const HEAD = `# Levels and what they stand on

Printed by \`npm run levels\`; do not edit. Every requirement with its level and its evidence, before and after the levels were set anew. A MUST has evidence that is recorded, documented, modelled or of the protocol; what is only inferred is a SHOULD or INFO. \`eks-conformance list\` prints the words that each stands on.

Numbers and truth values taken for their text are warned of wherever a text is wanted, as common JSON readers take them; objects and arrays for a text stay a MUST not met.
`;

/** docs/levels.md. Throws where what changed is no requirement of the contract. */
export function levelsPage(contract: Contract): string {
  const sources = loadSources();
  const requirements = new Map(allRequirements(contract).map((each) => [each.id, each]));
  const changed = CHANGED.map(({ id, before = "–", why }) => {
    const requirement = requirements.get(id);
    if (requirement === undefined) throw new Error(`no requirement is called ${id}`);
    requirements.delete(id);
    return [`\`${id}\``, before, standing(requirement, sources), why];
  });
  const kept = [...requirements.values()].map((each) => [`\`${each.id}\``, standing(each, sources)]);
  const tables = [
    table("Changed", ["requirement", "before", "after", "why"], changed),
    table("As before", ["requirement", "level and evidence"], kept),
  ];
  return [HEAD, ...tables].join("\n");
}

/** `MUST, INFO on aws, modelled (2026-08-07)`. */
function standing({ level, levels = {}, evidence, trace, observations }: Requirement, sources: Sources): string {
  const elsewhere = Object.entries(levels).map(([kind, other]) => `${other} on ${kind}`);
  return `${[level, ...elsewhere, evidence].join(", ")} (${standsSince(resolveTrace(trace, sources) ?? {}, observations)})`;
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const rule = widths.map((width) => "-".repeat(width));
  const lines = [head, rule, ...rows].map(
    (row) => `| ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(" | ")} |`,
  );
  return `## ${title}\n\n${lines.join("\n")}\n`;
}
