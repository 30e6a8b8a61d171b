import type { Reply } from "#protocol/answers/reply.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { IntendedCreation } from "#custody/journal/ledger.ts";
import type { RunTag } from "#custody/ownership/marks.ts";
import type { MakingTime } from "#custody/ownership/creation-time.ts";
import type { Beforehand } from "#custody/ownership/ownership.ts";
import type { ListedBefore } from "#custody/ownership/whose-given-name.ts";
import { keyOf, type MadeResource } from "./made-resource.ts";
import { type Custody, type DoubtedNames, noteDoubt, noteStray, type ResourceAccount } from "./resource-account.ts";
import { isWhole, type ResourceListing } from "./resource-requests.ts";
import type { ResourceDoubt } from "./resource-states.ts";

/** What a request for a resource tells, whatever was answered to it. */
export interface Asking {
  readonly time: MakingTime;
  readonly beforehand?: Beforehand | undefined;
  /** It was refused, although such a request must be accepted: the answer, in words. */
  readonly surprise?: string | undefined;
}

/** A request for a resource to which the service gives a name. */
export interface UnnamedRequest {
  readonly resource: Resource;
  /** Epoch milliseconds before it was sent. */
  readonly from: number;
}

/** See ResourceKeeper, as of the functions below. */
export function noteIntent(
  { account, ledger }: Custody,
  made: MadeResource,
  creation: IntendedCreation,
  tag?: RunTag,
): void {
  const { at } = creation;
  ledger.intend(made, creation);
  account.states.ask(made, tag);
  if (at !== undefined) account.states.askedAt(made, { from: at, to: Infinity });
}

export function noteAsked(custody: Custody, made: MadeResource, { time, beforehand, surprise }: Asking): void {
  const { states } = custody.account;
  if (!states.has(made)) states.ask(made);
  states.askedAt(made, time, beforehand);
  if (surprise === undefined) states.refused(made);
  else noteDoubt(custody, made, { kind: "refused", reason: surprise });
}

/** What is alive is not created once more by an answer that repeats an earlier one. */
export function noteCreated({ account, ledger }: Custody, made: MadeResource, reply?: Reply): void {
  const { states, counts, createdKinds } = account;
  createdKinds.add(made.resource.name);
  if (!states.is(made, "alive")) counts.created += 1;
  states.alive(made, reply);
  ledger.note(made, "created", { activation: states.get(made)?.given });
}

/** What the answer to a request without a name calls what it made. */
export interface NamedByAnswer {
  readonly named: MadeResource;
  readonly answer: string;
}

export function noteNameless(
  custody: Custody,
  resource: Resource,
  parent: MadeResource | undefined,
  told?: NamedByAnswer,
): void {
  const { namelessKinds, withNameless, nameless, states } = custody.account;
  namelessKinds.add(resource.name);
  if (parent !== undefined) withNameless.add(keyOf(parent));
  else if (told === undefined) nameless.push({ made: { resource }, reason: NAMELESS });
  else if (!states.is(told.named, "alive", "doubtful", "left"))
    noteStray(custody, {
      made: told.named,
      reason: `the answer ${told.answer} to a request without a name calls it so: it is not removed on its word`,
    });
}

const NAMELESS = "it was created from an input that has no string for a name";

export function noteLostName(
  { account, ledger, clock }: Custody,
  request: UnnamedRequest,
  parent: MadeResource | undefined,
  doubt: ResourceDoubt,
): void {
  const { unnamed, withNameless } = account;
  if (parent === undefined) {
    account.lastDoubtAt = clock.now();
    unnamed.set(request.resource, doubtedAgain(unnamed.get(request.resource), request, doubt));
    ledger.note({ resource: request.resource }, "doubt", { reason: doubt.reason });
  }
  if (parent !== undefined && doubt.kind === "lost") withNameless.add(keyOf(parent));
}

/** A lost answer leaves more open than a refusal. */
function doubtedAgain(
  before: DoubtedNames | undefined,
  { resource, from }: UnnamedRequest,
  doubt: ResourceDoubt,
): DoubtedNames {
  const isWorse = before === undefined || (before.doubt.kind !== "lost" && doubt.kind === "lost");
  return {
    resource,
    times: [...(before?.times ?? []), { from, to: Infinity }],
    doubt: isWorse ? doubt : before.doubt,
  };
}

export function listedBeforeFirst(
  { listed }: ResourceAccount,
  resource: Resource,
  list: () => Promise<ResourceListing | undefined>,
): Promise<ListedBefore> {
  const known = listed.get(resource.name) ?? list().then(listedBeforeOf);
  listed.set(resource.name, known);
  known.catch(() => listed.delete(resource.name));
  return known;
}

function listedBeforeOf(listing: ResourceListing | undefined): ListedBefore {
  return { ids: new Set(listing?.ids), isWhole: isWhole(listing) };
}
