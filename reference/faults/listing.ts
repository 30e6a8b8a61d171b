import type { Patch } from "../fault.ts";
import { family } from "./family.ts";
import type { NamePage } from "../clusters/page.ts";

function pagesAs(change: (page: NamePage, names: readonly string[], after: string | undefined) => NamePage): Patch {
  return (behaviours) => ({
    pageOf: (names, listing, call) => change(behaviours.pageOf(names, listing, call), names, listing.after),
  });
}

const PAGING = ["list.paging"];

/** ListClusters: what is on the list, and how its pages hang together. */
export const LISTING = family("lifecycle", [
  {
    id: "list-misses-registered-clusters",
    sentence: "Lists no registered cluster, with include=all or without.",
    requirements: ["list.include-all"],
    patch: (behaviours) => ({
      listedNames: (listing, call) => behaviours.listedNames({ ...listing, includeConnected: false }, call),
    }),
  },
  {
    id: "list-misses-newest-cluster",
    sentence: "Leaves the cluster registered last out of the list.",
    requirements: ["list.include-all"],
    patch: (behaviours) => ({
      visibleClusters: (call) => [...behaviours.visibleClusters(call)].slice(0, -1),
    }),
  },
  {
    id: "list-shows-connected-clusters",
    sentence: "Lists registered clusters without include=all too.",
    requirements: ["list.excludes-connected"],
    patch: (behaviours) => ({
      listedNames: (listing, call) => behaviours.listedNames({ ...listing, includeConnected: true }, call),
    }),
  },
  {
    id: "list-include-inverted",
    sentence: "Lists registered clusters without include=all, and leaves them out with it.",
    requirements: ["list.include-all", "list.excludes-connected"],
    patch: (behaviours) => ({
      listedNames: (listing, call) =>
        behaviours.listedNames({ ...listing, includeConnected: !listing.includeConnected }, call),
    }),
  },
  {
    id: "list-keeps-deregistered-clusters",
    sentence: "Lists deregistered clusters for ever.",
    requirements: ["list.after-deregister"],
    patch: (behaviours) => {
      const names = new Set<string>();
      return {
        newCluster: (registration, call) => {
          names.add(registration.name);
          return behaviours.newCluster(registration, call);
        },
        listedNames: (listing, call) =>
          listing.includeConnected ? [...names].sort() : behaviours.listedNames(listing, call),
      };
    },
  },
  {
    id: "list-shows-arns",
    sentence: "Lists the arns of clusters in place of their names.",
    requirements: ["list.include-all", "list.paging"],
    patch: (behaviours) => ({
      listedNames: (listing, call) =>
        behaviours.listedNames(listing, call).map((name) => behaviours.clusterArn(name, call)),
    }),
  },
  {
    id: "list-shows-names-in-capitals",
    sentence: "Lists names in capitals.",
    requirements: ["list.include-all"],
    patch: (behaviours) => ({
      listedNames: (listing, call) => behaviours.listedNames(listing, call).map((name) => name.toUpperCase()),
    }),
  },
  {
    id: "list-names-clusters-twice",
    sentence: "Lists every cluster twice.",
    requirements: PAGING,
    patch: (behaviours) => ({
      pageOf: (names, listing, call) => {
        const page = behaviours.pageOf(names, { ...listing, maxResults: Math.ceil(listing.maxResults / 2) }, call);
        return { ...page, names: [...page.names, ...page.names].slice(0, Math.max(2, listing.maxResults)) };
      },
    }),
  },
  {
    id: "page-size-ignored",
    sentence: "Ignores maxResults.",
    requirements: PAGING,
    patch: (behaviours) => ({
      pageOf: (names, listing, call) => behaviours.pageOf(names, { ...listing, maxResults: 100 }, call),
    }),
  },
  {
    id: "page-one-too-long",
    sentence: "Puts one name more than maxResults on a page.",
    requirements: PAGING,
    patch: (behaviours) => ({
      pageOf: (names, listing, call) =>
        behaviours.pageOf(names, { ...listing, maxResults: listing.maxResults + 1 }, call),
    }),
  },
  {
    id: "next-token-ignored",
    sentence: "Answers every nextToken with the first page.",
    requirements: PAGING,
    patch: (behaviours) => ({
      pageOf: (names, listing, call) => behaviours.pageOf(names, { ...listing, after: undefined }, call),
    }),
  },
  {
    id: "next-token-missing",
    sentence: "Hands out no nextToken, however many names are left.",
    requirements: PAGING,
    patch: pagesAs(({ names }) => ({ names, nextToken: undefined })),
  },
  {
    id: "next-token-refused",
    sentence: "Refuses the nextToken that it handed out.",
    requirements: PAGING,
    patch: (behaviours) => ({
      writeNextToken: (after, call) => behaviours.writeNextToken(after, call).slice(1),
    }),
  },
  {
    id: "next-page-repeats-a-name",
    sentence: "Starts a page with the last name of the page before.",
    requirements: PAGING,
    patch: (behaviours) => ({
      pageOf: (names, listing, call) => {
        const before = names.findLast((name) => name < (listing.after ?? ""));
        return behaviours.pageOf(names, { ...listing, after: before }, call);
      },
    }),
  },
  {
    id: "next-page-skips-a-name",
    sentence: "Leaves out the first name of every further page.",
    requirements: PAGING,
    patch: pagesAs(({ names, nextToken }, _all, after) => ({
      names: after === undefined ? names : names.slice(1),
      nextToken,
    })),
  },
  {
    id: "full-next-page-skips-a-name",
    sentence: "Leaves out the first name of a page after the first that has more than one.",
    requirements: PAGING,
    patch: pagesAs(({ names: page, nextToken }, _names, after) => ({
      names: after !== undefined && page.length > 1 ? page.slice(1) : page,
      nextToken,
    })),
  },
  {
    id: "next-page-of-another-order",
    sentence: "Counts pages in the order of registration backwards, and so loses names in between.",
    requirements: PAGING,
    patch: pagesAs(({ names, nextToken }, all, after) => ({
      names: after === undefined ? names : all.filter((name) => name < after).slice(0, names.length),
      nextToken,
    })),
  },
  {
    id: "list-never-ends",
    sentence: "Hands out the same nextToken again at the end of the list.",
    requirements: PAGING,
    patch: (behaviours) => ({
      pageOf: (names, listing, call) => {
        const page = behaviours.pageOf(names, listing, call);
        const first = names[0] ?? "none";
        return { ...page, nextToken: page.nextToken ?? behaviours.writeNextToken(first, call) };
      },
    }),
  },
  {
    id: "last-page-with-empty-token",
    sentence: "Sends an empty nextToken with the last page.",
    requirements: ["list.last-page"],
    patch: pagesAs(({ names, nextToken }) => ({ names, nextToken: nextToken ?? "" })),
  },
  {
    id: "last-page-with-token",
    sentence: "Sends a nextToken with the last page that leads nowhere.",
    requirements: ["list.last-page"],
    patch: () => ({
      listDocument: ({ names, nextToken }) => ({ clusters: names, nextToken: nextToken ?? "end-of-the-list" }),
    }),
  },
  {
    id: "second-page-without-connected",
    sentence: "Forgets include=all on the second page.",
    requirements: PAGING,
    patch: (behaviours) => ({
      listedNames: (listing, call) =>
        behaviours.listedNames(listing.after === undefined ? listing : { ...listing, includeConnected: false }, call),
    }),
  },
  {
    id: "second-page-as-html",
    sentence: "Says that the second page of a list is text/html.",
    requirements: ["api.content-type"],
    patch: (behaviours) => ({
      contentType: (call) => (call.request.path.includes("nextToken=") ? "text/html" : behaviours.contentType(call)),
    }),
  },
]);
