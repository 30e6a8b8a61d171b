import type { Operation } from "./operation.ts";

/** An operation, and the labels of the path as sent, percent-encoded. */
export interface Route<Known extends Operation = Operation> {
  readonly operation: Known;
  readonly labels: ReadonlyMap<string, string>;
}

/** The part of a request line that tells its operation. */
interface RequestLine {
  readonly method: string;
  readonly path: string;
  readonly query: string;
}

/** The operation of a request line; where two fit, the one with fewer labels, and then the one that asks for more in the query. */
export function findRoute<Known extends Operation>(
  operations: readonly Known[],
  { method, path, query }: RequestLine,
): Route<Known> | undefined {
  const segments = path.split("/").slice(1);
  const pairs = query.split("&");
  return operations
    .filter((operation) => operation.method === method)
    .filter((operation) => operation.query === "" || operation.query.split("&").every((pair) => pairs.includes(pair)))
    .flatMap((operation) => {
      const labels = labelsOf(operation.segments, segments);
      return labels === undefined ? [] : [{ operation, labels }];
    })
    .sort(
      (one, other) => one.labels.size - other.labels.size || other.operation.query.length - one.operation.query.length,
    )[0];
}

/** A greedy label, `{key+}`, takes as many segments as are left for it. */
function labelsOf(template: readonly string[], segments: readonly string[]): Map<string, string> | undefined {
  const greedy = template.findIndex((part) => part.endsWith("+}"));
  const given = greedy < 0 ? segments : gathered(segments, greedy, template.length);
  if (given.length !== template.length) return undefined;
  const labels = new Map<string, string>();
  for (const [index, part] of template.entries()) {
    const segment = given[index] ?? "";
    const label = part.startsWith("{") ? part.replace(/^\{|\+?\}$/g, "") : undefined;
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
