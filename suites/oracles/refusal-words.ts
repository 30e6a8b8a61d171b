import { series } from "#spec/prose.ts";

/** A refusal, by its status and its error. */
interface NamedRefusal {
  readonly status: number;
  readonly name: string;
}

/** Any of some refusals: `400 A, B or C`, `415 A, or 400 B`; empty where there is none. Those of one status stand together. */
export function anyOf(refusals: readonly NamedRefusal[]): string {
  const statuses = [...new Set(refusals.map(({ status }) => status))];
  return statuses
    .map((status) => {
      const names = refusals.filter((one) => one.status === status).map(({ name }) => name);
      return `${status} ${series(names, "or")}`;
    })
    .join(", or ");
}
