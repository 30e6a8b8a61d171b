import type { Operation } from "./operation.ts";

/** An operation, and the labels of the path as sent, percent-encoded. */
export interface Route {
  readonly operation: Operation;
  readonly labels: ReadonlyMap<string, string>;
}

/** The operation of a method and a path; where two fit, the one with fewer labels. */
export function findRoute(operations: readonly Operation[], method: string, path: string): Route | undefined {
  const segments = path.split("/").slice(1);
  return operations
    .filter((operation) => operation.method === method)
    .flatMap((operation) => {
      const labels = labelsOf(operation.segments, segments);
      return labels === undefined ? [] : [{ operation, labels }];
    })
    .sort((one, other) => one.labels.size - other.labels.size)[0];
}

/** A greedy label, `{key+}`, takes as many segments as are left for it. */
function labelsOf(template: readonly string[], segments: readonly string[]): Map<string, string> | undefined {
  const greedy = template.findIndex((part) => part.endsWith("+}"));
  const given = greedy < 0 ? segments : gathered(segments, greedy, template.length);
  if (given.length !== template.length) return undefined;
  const labels = new Map<string, string>();
  for (const [index, part] of template.entries()) {
    const segment = given[index] ?? "";
    const label = /^\{(.*?)\+?\}$/.exec(part)?.[1];
    if (label === undefined ? segment !== part : segment === "") return undefined;
    if (label !== undefined) labels.set(label, segment);
  }
  return labels;
}

function gathered(segments: readonly string[], at: number, length: number): readonly string[] {
  const surplus = segments.length - length;
  if (surplus < 0) return segments;
  return [
    ...segments.slice(0, at),
    segments.slice(at, at + surplus + 1).join("/"),
    ...segments.slice(at + surplus + 1),
  ];
}
