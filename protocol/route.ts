import type { Contract } from "../spec/contract/contract.ts";
import type { JsonObject } from "../spec/json/json.ts";
import type { Operation } from "../spec/contract/operation.ts";

export interface Route {
  readonly operation: Operation;
  /** By name of the member. */
  readonly labels: JsonObject;
  /** Without the question mark. */
  readonly query: string;
}

/** The operation that a request line names; labels are percent-decoded once, as restJson1's httpLabel says. */
export function matchRoute(contract: Contract, request: { method: string; path: string }): Route | undefined {
  const [path = "", ...rest] = request.path.split("?");
  for (const operation of contract.operations.values()) {
    if (operation.method !== request.method) continue;
    const labels = matchTemplate(operation.path, path);
    if (labels !== undefined) return { operation, labels: byMember(operation, labels), query: rest.join("?") };
  }
  return undefined;
}

function byMember({ members }: Operation, labels: JsonObject): JsonObject {
  const nameOf = (label: string) => members.find((member) => member.in === "path" && member.wireName === label)?.name;
  return Object.fromEntries(Object.entries(labels).map(([label, value]) => [nameOf(label) ?? label, value]));
}

function matchTemplate(template: string, path: string): JsonObject | undefined {
  if (!template.includes("{")) return template === path ? {} : undefined;
  const wanted = template.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const labels: JsonObject = {};
  for (const [index, segment] of wanted.entries()) {
    const text = given[index] ?? "";
    if (!segment.startsWith("{")) {
      if (segment !== text) return undefined;
    } else {
      const value = decodeOnce(text);
      if (value === undefined || value === "") return undefined;
      labels[segment.slice(1, -1)] = value;
    }
  }
  return labels;
}

function decodeOnce(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
