import type { JournalPlace } from "./journal-entry.ts";
import type { Outstanding } from "./outstanding.ts";

/** Names that were sent to one place; the place is unknown if an older journal does not say it. */
export interface NamesOfPlace {
  readonly place: JournalPlace | undefined;
  readonly names: readonly Outstanding[];
}

/** The names in a journal, grouped by the place they were sent to, in the order in which the places first occur. */
export function byPlace(names: Iterable<Outstanding>): NamesOfPlace[] {
  const groups = new Map<string, { readonly place: JournalPlace | undefined; readonly names: Outstanding[] }>();
  for (const sent of names) {
    const { place } = sent.intend;
    const key = keyOf(place);
    const group = groups.get(key) ?? { place, names: [] };
    group.names.push(sent);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Its clusters went with the run that names it. */
export function wentWithRun(place: JournalPlace | undefined): boolean {
  return place?.ended === true || place?.embedded === true;
}

/** They are of one endpoint, Region and account, whatever else they say. */
export function isSamePlace(a: JournalPlace, b: JournalPlace): boolean {
  return a.endpoint === b.endpoint && a.region === b.region && a.account === b.account;
}

function keyOf(place: JournalPlace | undefined): string {
  if (place === undefined) return "";
  const { endpoint, region, account, kind, unsigned } = place;
  return JSON.stringify([endpoint, region, account, kind, unsigned, wentWithRun(place)]);
}
