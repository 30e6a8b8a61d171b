import { Refusal } from "#reference/refusal.ts";
import { CONTRACT } from "#reference/input/contract.ts";
import { findRoute } from "#reference/service/model/find-route.ts";
import type { RoutedOperation } from "./route.ts";
import type { RoutingBehaviours } from "#reference/behaviours.ts";

export const conformingRouting: RoutingBehaviours = { matchRoute, percentDecode };

function matchRoute(method: string, path: string): RoutedOperation | undefined {
  const route = findRoute(CONTRACT, { method, path, query: "" });
  return route && { operation: route.operation.name, label: [...route.labels.values()].join("") };
}

function percentDecode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new Refusal("SerializationException", "The request target holds percent-encoding that is not UTF-8.");
  }
}
