import type { Area } from "#spec/requirement.ts";
import { inOperation } from "#reference/patches.ts";
import type { OperationName } from "#reference/wire/route.ts";
import { breaking, family } from "#reference/faults/defect.ts";

/** Successes that no operation has; what must find each. */
const OTHERS: readonly (readonly [
  area: Area,
  doing: string,
  operation: OperationName,
  status: number,
  requirements: readonly string[],
])[] = [
  ["lifecycle", "tagging", "TagResource", 201, ["tag-resource.route", "tag-resource.valid"]],
  ["lifecycle", "untagging", "UntagResource", 204, ["untag-resource.route", "untag-resource.valid"]],
  [
    "lifecycle",
    "listing-tags",
    "ListTagsForResource",
    202,
    ["list-tags-for-resource.route", "list-tags-for-resource.valid"],
  ],
  ["routing", "describe", "DescribeCluster", 203, ["describe.route", "describe.valid"]],
  ["routing", "list", "ListClusters", 206, ["list.route", "list.valid"]],
  ["response-semantics", "register", "RegisterCluster", 201, ["register.status-200"]],
  ["response-semantics", "register", "RegisterCluster", 202, ["register.status-200"]],
];

/** A success that is not 200. */
export const SUCCESS_STATUSES = OTHERS.flatMap(([area, doing, operation, status, requirements]) => {
  const what = operation === "RegisterCluster" ? "a registration" : operation;
  const otherwise = inOperation(operation, () => ({ successStatus: () => status }));
  return family(
    area,
    breaking(requirements, {
      [`${doing}-answers-${status}`]: [`Answers ${what} with status ${status}.`, otherwise],
    }),
  );
});
