import type { Call } from "#reference/behaviours.ts";
import type { NamePage } from "#reference/clusters/page.ts";
import type { Patch } from "#reference/fault.ts";
import type { ListingInput } from "#reference/input/listing-input.ts";
import { after, around, before, omitting, remembering, where } from "#reference/patches.ts";
import type { Registration } from "#reference/clusters/cluster.ts";
import { Refusal } from "#reference/refusal.ts";
import { breaking, family } from "#reference/faults/defect.ts";

/** Pages are changed, with all names and what the page starts after at hand. */
const pages = (change: (page: NamePage, names: readonly string[], after: string | undefined) => NamePage): Patch =>
  after("pageOf", (page, names, listing) => change(page, names, listing.after));

/** Pages are made of another listing than was asked for. */
export const pagesOf = (change: (listing: ListingInput, names: readonly string[]) => Partial<ListingInput>): Patch =>
  around("pageOf", (own, names, listing, call) => own(names, { ...listing, ...change(listing, names) }, call));

/** Lists cover other clusters than were asked for. */
export const covering = (change: (listing: ListingInput) => Partial<ListingInput>): Patch =>
  before("listedNames", (listing) => ({ ...listing, ...change(listing) }));

/** Names twice in a row what was registered so, with the second on the next page where the first ends one. */
const doubling = (isSuch: (registration: Registration) => boolean): Patch =>
  remembering(
    "newCluster",
    (registration) => [registration.name, isSuch(registration)],
    (known) =>
      after("pageOf", ({ names, nextToken }) => ({
        names: names.flatMap((name) => (known.get(name) === true ? [name, name] : [name])),
        nextToken,
      })),
  );

const hasToken = ({ request }: Call): boolean => request.path.includes("nextToken=");
const asksForSize = ({ request }: Call): boolean => request.path.includes("maxResults=");

/** ListClusters: what is on the list, and how its pages hang together. */
export const LISTING = family(
  "lifecycle",
  breaking("list.include-all", {
    "list-misses-registered-clusters": [
      "Lists no registered cluster, with include=all or without.",
      covering(() => ({ includeConnected: false })),
    ],
    "list-misses-newest-cluster": [
      "Leaves the cluster registered last out of the list.",
      after("visibleClusters", (clusters) => [...clusters].slice(0, -1)),
    ],
    "list-shows-names-in-capitals": [
      "Lists names in capitals.",
      after("listedNames", (names) => names.map((name) => name.toUpperCase())),
    ],
  }),
  breaking("list.excludes-connected", {
    "list-shows-connected-clusters": [
      "Lists registered clusters without include=all too.",
      covering(() => ({ includeConnected: true })),
    ],
  }),
  breaking(["list.include-all", "list.excludes-connected"], {
    "list-include-inverted": [
      "Lists registered clusters without include=all, and leaves them out with it.",
      covering(({ includeConnected }) => ({ includeConnected: !includeConnected })),
    ],
  }),
  breaking("list.after-deregister", {
    "list-keeps-deregistered-clusters": [
      "Lists deregistered clusters for ever.",
      remembering(
        "newCluster",
        ({ name }) => [name, true],
        (known) =>
          after("listedNames", (names, { includeConnected }) => (includeConnected ? [...known.keys()].sort() : names)),
      ),
    ],
  }),
  breaking(["list.include-all", "list.paging"], {
    "list-shows-arns": [
      "Lists the arns of clusters in place of their names.",
      after("listedNames", (names, _listing, call) => names.map((name) => call.behaviours.clusterArn(name, call))),
    ],
  }),
  breaking("list.paging", {
    "list-names-clusters-twice": [
      "Lists every cluster twice.",
      around("pageOf", (own, names, listing, call) => {
        const page = own(names, { ...listing, maxResults: Math.ceil(listing.maxResults / 2) }, call);
        return { ...page, names: [...page.names, ...page.names].slice(0, Math.max(2, listing.maxResults)) };
      }),
    ],
    "list-doubles-what-had-a-token": [
      "Lists a cluster twice that was registered with a clientRequestToken.",
      doubling(({ clientRequestToken }) => clientRequestToken !== undefined),
    ],
    "page-size-ignored": ["Ignores maxResults.", pagesOf(() => ({ maxResults: 100 }))],
    "page-one-too-long": [
      "Puts one name more than maxResults on a page.",
      pagesOf(({ maxResults }) => ({ maxResults: maxResults + 1 })),
    ],
    "next-token-ignored": ["Answers every nextToken with the first page.", pagesOf(() => ({ after: undefined }))],
    "next-token-missing": [
      "Hands out no nextToken, however many names are left.",
      pages(({ names }) => ({ names, nextToken: undefined })),
    ],
    "next-token-refused": [
      "Refuses the nextToken that it handed out.",
      after("writeNextToken", (token) => token.slice(1)),
    ],
    "next-page-repeats-a-name": [
      "Starts a page with the last name of the page before.",
      pagesOf((listing, names) => ({ after: names.findLast((name) => name < (listing.after ?? "")) })),
    ],
    "next-page-skips-a-name": [
      "Leaves out the first name of every further page.",
      pages((page, _all, token) => (token === undefined ? page : { ...page, names: page.names.slice(1) })),
    ],
    "full-next-page-skips-a-name": [
      "Leaves out the first name of a page after the first that has more than one.",
      pages((page, _all, token) =>
        token === undefined || page.names.length === 1 ? page : { ...page, names: page.names.slice(1) },
      ),
    ],
    "next-page-of-another-order": [
      "Counts pages in the order of registration backwards, and so loses names in between.",
      pages(({ names, nextToken }, known, token) => ({
        names: token === undefined ? names : known.filter((name) => name < token).slice(0, names.length),
        nextToken,
      })),
    ],
    "list-never-ends": [
      "Hands out the same nextToken again at the end of the list.",
      after("pageOf", (page, [first = "none"], _listing, call) => ({
        ...page,
        nextToken: page.nextToken ?? call.behaviours.writeNextToken(first, call),
      })),
    ],
    "second-page-without-connected": [
      "Forgets include=all on the second page.",
      covering((listing) => (listing.after === undefined ? {} : { includeConnected: false })),
    ],
  }),
  breaking("list.last-page", {
    "last-page-with-empty-token": [
      "Sends an empty nextToken with the last page.",
      pages(({ names, nextToken }) => ({ names, nextToken: nextToken ?? "" })),
    ],
    "last-page-with-token": [
      "Sends a nextToken with the last page that leads nowhere.",
      after("listDocument", (document, { nextToken }) => ({ ...document, nextToken: nextToken ?? "end-of-the-list" })),
    ],
  }),
  breaking("api.content-type", {
    "second-page-as-html": [
      "Says that the second page of a list is text/html.",
      where(hasToken, () => ({ contentType: () => "text/html" })),
    ],
  }),
);

/** What shows only with more clusters than a run has alive, unless it is asked for them. */
export const MANY_CLUSTERS = family(
  "lifecycle",
  breaking("register.quota", {
    "quota-not-enforced": ["Registers clusters beyond the quota.", omitting("checkQuota")],
    "quota-one-too-high": [
      "Registers one cluster more than the quota.",
      before("checkQuota", (call) => ({ ...call, settings: { ...call.settings, quota: call.settings.quota + 1 } })),
    ],
    "quota-refused-as-client-exception": [
      "Refuses what is beyond the quota with ClientException.",
      after("checkQuota", (refusal, { registration }) => {
        return refusal && new Refusal("ClientException", "No more clusters.", registration?.name);
      }),
    ],
  }),
  breaking("list.default-page", {
    "default-page-without-limit": [
      "Puts every name on one page where no maxResults is given.",
      where(
        (call) => !asksForSize(call),
        pagesOf(() => ({ maxResults: Number.POSITIVE_INFINITY })),
      ),
    ],
    "default-page-is-all-there-is": [
      "Leads to no further page where no maxResults is given.",
      where(
        (call) => !asksForSize(call),
        pages(({ names }) => ({ names, nextToken: undefined })),
      ),
    ],
  }),
);
