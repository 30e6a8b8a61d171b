import { classifyEndpoint } from "../../endpoint/aws/classify-endpoint.ts";
import type { JournalPlace } from "../../clusters/journal/journal-entry.ts";
import type { NamesOfPlace } from "../../clusters/journal/journal-places.ts";
import type { Outstanding } from "../../clusters/journal/outstanding.ts";
import { maskedAccount } from "../run/target/sandbox-guard.ts";
import type { RunFlags } from "../run/run-flags.ts";
import { UsageError } from "../usage-error.ts";

/** One place to sweep: the flags that lead there, and the names to look for. */
export interface PlaceToSweep {
  readonly flags: RunFlags;
  readonly names: readonly Outstanding[];
}

export interface SweepPlan {
  readonly places: readonly PlaceToSweep[];
  /** Names of clusters that went with the process of the run that had brought their server along. */
  readonly gone: readonly Outstanding[];
  /** Groups that the flags leave out. */
  readonly leftOut: readonly NamesOfPlace[];
}

/**
 * Where a journal's names are looked for: where it says that they were sent. Flags pick one of several places, and say
 * where a journal's run was that does not say it. Throws `UsageError` for a flag that says otherwise.
 */
export function planSweep(groups: readonly NamesOfPlace[], flags: RunFlags): SweepPlan {
  const gone = groups.filter(({ place }) => place?.embedded === true);
  const placed = groups.flatMap((group) => (isPlaced(group) && group.place.embedded !== true ? [group] : []));
  const unplaced = groups.filter(({ place }) => place === undefined);
  const fitting = placed.filter(({ place }) => conflict(place, flags) === undefined);
  const isNamed = flags.endpointUrl !== undefined || flags.aws === true;
  const [first] = placed;
  if (first !== undefined && fitting.length === 0 && (!isNamed || unplaced.length === 0)) refuse(first, placed, flags);
  if (first === undefined && unplaced.length > 0 && !isNamed) {
    throw new UsageError(
      "sweep: the journal does not name the endpoint of its run, as in older versions: give --endpoint-url or --aws",
    );
  }
  const places = fitting.map(({ place, names }) => ({ flags: flagsFor(place, flags), names }));
  const here = isNamed ? unplaced.map(({ names }) => ({ flags, names })) : [];
  const taken = new Set<NamesOfPlace>([...gone, ...fitting, ...(isNamed ? unplaced : [])]);
  return {
    places: [...places, ...here],
    gone: gone.flatMap(({ names }) => names),
    leftOut: groups.filter((group) => !taken.has(group)),
  };
}

/** A place in words. */
export function placeInWords({ endpoint, region, account }: JournalPlace): string {
  return `${endpoint} (${account === undefined ? region : `${region}, account ${maskedAccount(account)}`})`;
}

type Placed = NamesOfPlace & { readonly place: JournalPlace };

function isPlaced(group: NamesOfPlace): group is Placed {
  return group.place !== undefined;
}

function flagsFor(place: JournalPlace, flags: RunFlags): RunFlags {
  const { endpoint, region, kind, account, unsigned } = place;
  const sandboxAccount = account ?? flags.sandboxAccount;
  const sign = unsigned !== true && flags.sign;
  return { ...flags, aws: undefined, endpointUrl: endpoint, region, kind, sandboxAccount, sign };
}

/** The flag that leads elsewhere, if one does. */
function conflict(place: JournalPlace, flags: RunFlags): string | undefined {
  const { endpointUrl, aws, region, sandboxAccount, kind } = flags;
  if (endpointUrl !== undefined && !isSame(endpointUrl, place.endpoint)) return "--endpoint-url";
  if (aws === true && classifyEndpoint(place.endpoint) !== "aws") return "--aws";
  if (region !== undefined && region !== place.region) return "--region";
  if (sandboxAccount !== undefined && place.account !== undefined && sandboxAccount !== place.account) {
    return "--sandbox-account";
  }
  return kind !== undefined && kind !== place.kind ? "--kind" : undefined;
}

/** However the URL is written. */
function isSame(text: string, endpoint: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, pathname } = new URL(text);
  return origin + pathname.replace(/\/+$/, "") === endpoint;
}

function refuse(first: Placed, placed: readonly Placed[], flags: RunFlags): never {
  const flag = conflict(first.place, flags) ?? "";
  const where = placed.map(({ place }) => placeInWords(place)).join(", ");
  throw new UsageError(
    placed.length === 1
      ? `sweep: ${flag} does not lead to the place of the journal's run, ${where}: leave it out`
      : `sweep: the flags lead to none of the places of the journal's runs, ${where}: leave them out, or pick one with --endpoint-url, --region or --sandbox-account`,
  );
}
