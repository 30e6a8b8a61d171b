import { readFileSync } from "node:fs";

/** AWS's own division of its Regions; data of rules/partitions.json. */
export interface Partition {
  readonly id: string;
  readonly regionRegex: string;
  readonly outputs: Readonly<Record<string, string | boolean>> & {
    readonly dnsSuffix: string;
    readonly dualStackDnsSuffix: string;
  };
  /** Names of Regions, without pseudo-Regions. */
  readonly regions: readonly [string, ...string[]];
}

interface PartitionData {
  readonly source: { readonly package: string; readonly version: string };
  readonly partitions: readonly [Partition, ...Partition[]];
}

const { source, partitions } = JSON.parse(
  readFileSync(new URL("rules/partitions.json", import.meta.url), "utf8"),
) as PartitionData;

/** Where the list comes from, in words. */
export const PARTITIONS_SOURCE = `${source.package} ${source.version}`;

export const PARTITIONS: readonly Partition[] = partitions;

/** Every Region that is known by name. */
export const REGIONS: readonly string[] = partitions.flatMap(({ regions }) => regions);

/** The partition of a Region, by AWS's rules: by the list, else by the form of its name, else the first partition. */
export function partitionOf(region: string): Partition {
  const listed = partitions.find(({ regions }) => regions.includes(region));
  return listed ?? partitions.find(({ regionRegex }) => new RegExp(regionRegex).test(region)) ?? partitions[0];
}

/** What to ask about a Region that no partition has: nothing of one that is known. */
export function askOfRegion(region: string): string[] {
  if (REGIONS.includes(region)) return [];
  return [`AWS has no Region ${region} (${PARTITIONS_SOURCE}): is one of ${regionsLike(region).join(", ")} meant?`];
}

const NAMED = 3;

/** The Regions whose names are most like this one. */
export function regionsLike(region: string): readonly string[] {
  const distances = new Map(REGIONS.map((known) => [known, distance(known, region.toLowerCase())]));
  return [...REGIONS].sort((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0)).slice(0, NAMED);
}

/** How many letters must be added, removed or changed to turn one word into the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let at = 0; at < other.length; at += 1) {
      const changed = (row[at] ?? 0) + (letter === other[at] ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
