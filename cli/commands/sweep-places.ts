import { isNearbyAddress } from "#endpoint/aws/classify-endpoint.ts";
import type { JournalPlace } from "#custody/journal/journal-entry.ts";
import { wentWithRun, type NamesOfPlace } from "#custody/journal/journal-places.ts";
import type { Outstanding } from "#custody/journal/outstanding.ts";
import { sweepLine } from "#reports/model/commands/replay.ts";
import { placeInWords } from "#cli/run/place-in-words.ts";
import { isAwsAtStake } from "#cli/run/target/sandbox-guard.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import { PROGRAM } from "#cli/program-name.ts";
import { UsageError } from "#cli/usage-error.ts";

/** One place to sweep: the flags that lead there, and the names to look for. */
export interface PlaceToSweep {
  readonly flags: RunFlags;
  readonly names: readonly Outstanding[];
  /** The user has named the endpoint, so it may have the user's credentials. */
  readonly isNamed: boolean;
}

export interface SweepPlan {
  readonly places: readonly PlaceToSweep[];
  /** Names of clusters that went with their target, which the run ended itself. */
  readonly gone: readonly Outstanding[];
  /** Groups that the flags leave out. */
  readonly leftOut: readonly NamesOfPlace[];
}

/** What the user says of where to sweep. */
export interface SweepWish {
  readonly journal: string;
  readonly flags: RunFlags;
  /** Where --endpoint-url or --aws leads, as AWS's rules have it. */
  readonly named?: string | undefined;
  /** Of AWS_REGION. */
  readonly region?: string | undefined;
}

/**
 * Where a journal's names are looked for: where it says that they were sent. Flags pick one of several places, and say
 * where a journal's run was that does not say it. Throws `UsageError` for a flag that says otherwise, and for a place
 * that the journal alone names and that is not nearby.
 */
export function planSweep(groups: readonly NamesOfPlace[], wish: SweepWish): SweepPlan {
  const { flags, named } = wish;
  const gone = groups.filter(({ place }) => wentWithRun(place));
  const placed = groups.flatMap((group) => (isPlaced(group) && !wentWithRun(group.place) ? [group] : []));
  const unplaced = groups.filter(({ place }) => place === undefined);
  const fitting = placed.filter(({ place }) => conflict(place, wish) === undefined);
  const isNamed = named !== undefined;
  const [first] = placed;
  if (first !== undefined && fitting.length === 0 && (!isNamed || unplaced.length === 0)) refuse(first, placed, wish);
  if (first === undefined && unplaced.length > 0 && !isNamed) {
    throw new UsageError(
      "sweep: the journal does not name the endpoint of its run, as in older versions: give --endpoint-url or --aws",
    );
  }
  for (const { place } of fitting) requireWord(place, wish);
  const places = fitting.map(({ place, names }) => ({ flags: flagsFor(place, flags), names, isNamed }));
  const here = isNamed ? unplaced.map(({ names }) => ({ flags, names, isNamed })) : [];
  const taken = new Set<NamesOfPlace>([...gone, ...fitting, ...(isNamed ? unplaced : [])]);
  return {
    places: [...places, ...here],
    gone: gone.flatMap(({ names }) => names),
    leftOut: groups.filter((group) => !taken.has(group)),
  };
}

/**
 * A journal may be anybody's, so what it says is compared with what the user says, and used alone only for what is
 * nearby. Of AWS, and wherever the account counts, the user names endpoint, Region and account, as for a run.
 */
function requireWord(place: JournalPlace, { journal, flags, named, region }: SweepWish): void {
  const { endpoint, kind, account } = place;
  const isGuarded = isAwsAtStake(endpoint, { kind }) || account !== undefined || flags.sandboxAccount !== undefined;
  const isEndpointSaid = named !== undefined || (!isGuarded && isNearbyAddress(endpoint));
  const regions = [flags.region ?? region, ...flags.allowRegion];
  const isRestSaid = flags.sandboxAccount !== undefined && regions.includes(place.region);
  if (isEndpointSaid && (!isGuarded || isRestSaid)) return;
  const line = sweepLine({ journal, endpoint, region: place.region, account: isGuarded ? "ID" : undefined }, PROGRAM);
  throw new UsageError(
    `sweep: only the journal says that its run was at ${placeInWords(place)}, and it may be anybody's: if that is right, type ${line}`,
  );
}

type Placed = NamesOfPlace & { readonly place: JournalPlace };

function isPlaced(group: NamesOfPlace): group is Placed {
  return group.place !== undefined;
}

function flagsFor(place: JournalPlace, flags: RunFlags): RunFlags {
  const { endpoint, region, kind, unsigned } = place;
  const sign = unsigned !== true && flags.sign;
  return { ...flags, aws: undefined, endpointUrl: endpoint, region, kind, sign };
}

/** The flag that leads elsewhere, if one does. */
function conflict(place: JournalPlace, { flags, named }: SweepWish): string | undefined {
  const { aws, region, sandboxAccount, kind } = flags;
  if (region !== undefined && region !== place.region) return "--region";
  if (named !== undefined && !isSame(named, place.endpoint)) return aws === true ? "--aws" : "--endpoint-url";
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

function refuse(first: Placed, placed: readonly Placed[], wish: SweepWish): never {
  const flag = conflict(first.place, wish) ?? "";
  const where = placed.map(({ place }) => placeInWords(place)).join(", ");
  throw new UsageError(
    placed.length === 1
      ? `sweep: ${flag} does not lead to the place of the journal's run, ${where}: leave it out`
      : `sweep: the flags lead to none of the places of the journal's runs, ${where}: leave them out, or pick one with --endpoint-url, --region or --sandbox-account`,
  );
}
