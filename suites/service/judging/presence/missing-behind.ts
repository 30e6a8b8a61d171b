import { resourcesNamedIn } from "#spec/resources/table-readings.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { isMissing } from "#suites/session/context/presence.ts";

/**
 * Of an operation that was not tried, the one that is not there and would have made what its plain input names, or what
 * that is made from; undefined where no such operation is behind it.
 */
export function missingBehind(
  { table, presence }: Pick<ServiceContext, "table" | "presence">,
  operation: string,
): string | undefined {
  const { status } = presence.get(operation) ?? { status: "not-tried" };
  if (status !== "not-tried") return undefined;
  // The loop also visits what is added to the set meanwhile.
  const needed = new Set([operation]);
  for (const each of needed) {
    if (isMissing(presence, each)) return each;
    for (const { create, made } of resourcesNamedIn(table, table.inputs[each])) {
      const making = (create ?? made)?.operation;
      if (making !== undefined) needed.add(making);
    }
  }
  return undefined;
}
