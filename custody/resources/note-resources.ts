import { isMadeFrom } from "../ownership/run-prefix.ts";
import type { Resource } from "../../spec/resources/resource-table.ts";
import { askedAgain, type Asking } from "../looking/asked-resource.ts";
import type { ListedBefore } from "../ownership/whose-given-name.ts";
import { keyOf, leftOf, type MadeResource } from "./made-resource.ts";
import { type DoubtedNames, type ResourceAccount, type ResourceDoubt, type ResourceParts } from "./resource-account.ts";
import { isWhole, type ResourceListing } from "./resource-requests.ts";

/** A request for a resource to which the service gives a name. */
export interface UnnamedRequest {
  readonly resource: Resource;
  /** Epoch milliseconds before it was sent. */
  readonly from: number;
}

type Noting = Pick<ResourceParts, "account" | "ledger" | "clock" | "namePrefix">;

/** See ResourceKeeper, as of the functions below. */
export function noteIntent(noting: Noting, made: MadeResource, caseId: string, at?: number): void {
  const { open, asked, sent } = noting.account;
  noting.ledger.intend(made, { case: caseId, at });
  const key = keyOf(made);
  if (made.parent === undefined && isMadeFrom(noting.namePrefix, made.id)) sent.set(key, made);
  const times = at === undefined ? [] : [{ from: at, to: Infinity }];
  if (!open.has(key) && !asked.has(key)) asked.set(key, { made, times, wasFree: undefined, isSurprise: false });
}

export function noteAsked({ account, clock }: Noting, made: MadeResource, asking: Asking): void {
  const { open, asked } = account;
  const key = keyOf(made);
  if (asking.isSurprise && made.parent === undefined) account.lastDoubtAt = clock.now();
  if (!open.has(key) || asked.has(key)) asked.set(key, askedAgain(asked.get(key), made, asking));
}

export function noteCreated({ account, ledger }: Noting, made: MadeResource): void {
  // A name that the service gives is nobody else's either.
  if (made.parent === undefined && made.resource.id.input === undefined) account.sent.set(keyOf(made), made);
  account.counts.created += 1;
  account.createdKinds.add(made.resource.name);
  account.made.add(keyOf(made));
  account.open.set(keyOf(made), made);
  account.asked.delete(keyOf(made));
  ledger.note(made, "created");
}

/** What the answer to a request without a name calls what it made. */
export interface NamedByAnswer {
  readonly named: MadeResource;
  readonly answer: string;
}

export function noteNameless(
  account: ResourceAccount,
  resource: Resource,
  parent: MadeResource | undefined,
  told?: NamedByAnswer,
): void {
  account.namelessKinds.add(resource.name);
  if (parent !== undefined) {
    account.withNameless.add(keyOf(parent));
    return;
  }
  if (told === undefined) account.stray.push(leftOf({ resource }, NAMELESS));
  else account.namedByAnswer.set(keyOf(told.named), told);
}

const NAMELESS = "it was created from an input that has no string for a name";

export function noteDoubt(
  { account, ledger, clock }: Noting,
  made: MadeResource,
  { kind, reason }: ResourceDoubt,
): void {
  account.open.set(keyOf(made), made);
  account.made.delete(keyOf(made));
  if (kind === "lost") {
    account.told.add(keyOf(made));
    account.lastDoubtAt = clock.now();
  }
  ledger.note(made, "doubt", { reason });
}

export function noteLostName(
  { account, ledger, clock }: Noting,
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
  const isWorse = before === undefined || (before.doubt.kind === "refused" && doubt.kind === "lost");
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
