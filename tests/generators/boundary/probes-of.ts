import { schemaLocations, type SchemaLocation } from "#generators/schema/schema-location.ts";
import type { Probe, Prober } from "#generators/boundary/boundary-probe.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";

export interface PlacedProbe {
  readonly location: SchemaLocation;
  readonly probe: Probe;
}

/** What a prober has to say of each location of a registration. */
export function probesOf(prober: Prober): PlacedProbe[] {
  return schemaLocations(CLUSTER_LIKE).flatMap((location) =>
    [...prober(location, CONTEXT)].map((probe) => ({ location, probe })),
  );
}

/** Keywords that the value of a probe breaks at its own location; undefined where it has none for that salt. */
export function brokenBy({ location, probe }: PlacedProbe, salt: string): string[] | undefined {
  const value = probe.value(salt);
  if (value === undefined) return undefined;
  return [...new Set(compileValidator(location.schema)(value).map(({ keyword }) => keyword))];
}

/** Probes whose value breaks anything but what they are for, with what it breaks. */
export function astray(probes: readonly PlacedProbe[], salt: string): string[] {
  return probes.flatMap((placed) => {
    const { keyword, side, name } = placed.probe;
    const broken = brokenBy(placed, salt) ?? [];
    const wanted = side === "accept" || broken.length === 0 ? [] : [keyword];
    return String(broken) === String(wanted) ? [] : [`${placed.location.pointer} ${name} breaks ${broken.join()}`];
  });
}
