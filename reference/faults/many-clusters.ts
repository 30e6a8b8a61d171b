import type { Call } from "../behaviours.ts";
import type { Patch } from "../fault.ts";
import { Refusal } from "../refusal.ts";
import { family } from "./family.ts";

/** Lists without maxResults get pages of this size. */
function defaultPage(size: number): Patch {
  return (behaviours) => ({
    pageOf: (names, listing, call) =>
      behaviours.pageOf(names, asksForSize(call) ? listing : { ...listing, maxResults: size }, call),
  });
}

function asksForSize({ request: { path } }: Call): boolean {
  return path.includes("maxResults=");
}

/** What shows only with more clusters than a run has alive, unless it is asked for them. */
export const MANY_CLUSTERS = family("lifecycle", [
  {
    id: "quota-not-enforced",
    sentence: "Registers clusters beyond the quota.",
    requirements: ["register.quota"],
    patch: () => ({ checkQuota: () => undefined }),
  },
  {
    id: "quota-one-too-high",
    sentence: "Registers one cluster more than the quota.",
    requirements: ["register.quota"],
    patch: (behaviours) => ({
      checkQuota: (call) => {
        const { settings } = call;
        return behaviours.checkQuota({ ...call, settings: { ...settings, quota: settings.quota + 1 } });
      },
    }),
  },
  {
    id: "quota-refused-as-client-exception",
    sentence: "Refuses what is beyond the quota with ClientException.",
    requirements: ["register.quota"],
    patch: (behaviours) => ({
      checkQuota: (call) =>
        behaviours.checkQuota(call) && new Refusal("ClientException", "No more clusters.", call.registration?.name),
    }),
  },
  {
    id: "default-page-without-limit",
    sentence: "Puts every name on one page where no maxResults is given.",
    requirements: ["list.default-page"],
    patch: defaultPage(Number.POSITIVE_INFINITY),
  },
  {
    id: "default-page-is-all-there-is",
    sentence: "Leads to no further page where no maxResults is given.",
    requirements: ["list.default-page"],
    patch: (behaviours) => ({
      pageOf: (names, listing, call) => {
        const page = behaviours.pageOf(names, listing, call);
        return asksForSize(call) ? page : { ...page, nextToken: undefined };
      },
    }),
  },
]);
