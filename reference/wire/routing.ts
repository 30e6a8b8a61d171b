import { Refusal } from "../refusal.ts";
import type { OperationName, RoutedOperation } from "./route.ts";
import type { RoutingBehaviours } from "../behaviours.ts";

interface RouteRule {
  readonly operation: OperationName;
  readonly method: string;
  readonly collection: string;
  /** A non-empty segment follows the collection. */
  readonly labelled: boolean;
}

// RegisterCluster page, "Request Syntax"; the others from the API model's http traits.
const RULES: readonly RouteRule[] = [
  { operation: "RegisterCluster", method: "POST", collection: "/cluster-registrations", labelled: false },
  { operation: "DeregisterCluster", method: "DELETE", collection: "/cluster-registrations", labelled: true },
  { operation: "DescribeCluster", method: "GET", collection: "/clusters", labelled: true },
  { operation: "ListClusters", method: "GET", collection: "/clusters", labelled: false },
  { operation: "TagResource", method: "POST", collection: "/tags", labelled: true },
  { operation: "UntagResource", method: "DELETE", collection: "/tags", labelled: true },
  { operation: "ListTagsForResource", method: "GET", collection: "/tags", labelled: true },
];

export const conformingRouting: RoutingBehaviours = { matchRoute, percentDecode };

function matchRoute(method: string, path: string): RoutedOperation | undefined {
  for (const rule of RULES) {
    const label = rule.method === method ? labelOf(rule, path) : undefined;
    if (label !== undefined) return { operation: rule.operation, label };
  }
  return undefined;
}

function labelOf({ collection, labelled }: RouteRule, path: string): string | undefined {
  if (!labelled) return path === collection ? "" : undefined;
  if (!path.startsWith(`${collection}/`)) return undefined;
  const label = path.slice(collection.length + 1);
  return label === "" || label.includes("/") ? undefined : label;
}

function percentDecode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new Refusal("SerializationException", "The request target holds percent-encoding that is not UTF-8.");
  }
}
