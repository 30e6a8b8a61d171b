import type { Area } from "#spec/requirement.ts";

/** A case, and those of its answers of which it shows all that is wrong with them. */
export interface Story {
  readonly id: string;
  /** `OPERATION STATUS` of each. */
  readonly answers: readonly string[];
  /** The area of the requirement that wants its refusals to be as they are. */
  readonly refusedIn: Area;
}

export const STORIES: readonly Story[] = [
  {
    id: "lifecycle/describe-after-register",
    answers: ["RegisterCluster 200", "DescribeCluster 200", "DeregisterCluster 200"],
    refusedIn: "lifecycle",
  },
  {
    id: "lifecycle/list-after-register",
    answers: ["RegisterCluster 200", "ListClusters 200"],
    refusedIn: "lifecycle",
  },
  {
    id: "lifecycle/deregister",
    answers: ["RegisterCluster 200", "DeregisterCluster 200", "DeregisterCluster 404", "DescribeCluster 404"],
    refusedIn: "lifecycle",
  },
  { id: "lifecycle/paging", answers: ["ListClusters 200"], refusedIn: "lifecycle" },
  { id: "errors/describe.error.unknown-name/near", answers: ["DescribeCluster 404"], refusedIn: "error-mapping" },
  { id: "errors/deregister.error.unknown-name/near", answers: ["DeregisterCluster 404"], refusedIn: "error-mapping" },
  { id: "idempotency/no-token", answers: ["RegisterCluster 409"], refusedIn: "error-mapping" },
  {
    id: "register/boundary/name/required/reject/missing",
    answers: ["RegisterCluster 400"],
    refusedIn: "input-constraints",
  },
];
