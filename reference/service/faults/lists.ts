import type { JsonObject, JsonValue } from "../../../spec/json/json.ts";
import { valueAt, withoutValueAt, withValueAt } from "../answers/pointer.ts";
import type { Operation } from "../model/operation.ts";
import type { OutputDocument } from "../../render/output-document.ts";
import { roleOf } from "../table/role.ts";
import type { FaultRule, UnnamedFault } from "./service-fault.ts";

/** A list that leaves items out, and pages that don't lead on. */
export const listFaults: FaultRule = (operation, { table }) => {
  const role = roleOf(table, operation.name);
  const at = role.name === "list" ? role.kinds[0].list?.at : undefined;
  const missing: UnnamedFault[] =
    at === undefined
      ? []
      : [
          {
            id: "last.missing",
            kind: "list-misses",
            sentence: "Leaves out the last item of every page.",
            habits: { answers: (_operation, document) => withoutLast(document, at) },
          },
        ];
  return [...missing, ...pageFaults(operation)];
};

function pageFaults({ pages }: Operation): UnnamedFault[] {
  if (pages === undefined) return [];
  const { inputToken, outputToken, pageSize } = pages;
  const faults: UnnamedFault[] = [
    {
      id: "next-token.missing",
      kind: "page-lost",
      sentence: "Never says that there is another page.",
      habits: { answers: (_operation, document) => withoutValueAt(document, outputToken) },
    },
    {
      id: "next-token.ignored",
      kind: "page-lost",
      sentence: "Answers the first page whatever the token is.",
      habits: { takes: (_operation, input) => withoutValueAt(input, `/${inputToken}`) },
    },
  ];
  if (pageSize === undefined) return faults;
  return [
    ...faults,
    {
      id: "page-size.ignored",
      kind: "page-lost",
      sentence: "Answers everything on one page, whatever size is asked for.",
      habits: { takes: (_operation, input) => withoutValueAt(input, `/${pageSize}`) },
    },
  ];
}

function withoutLast(document: OutputDocument, at: string): OutputDocument {
  const items = valueAt(document, at);
  return Array.isArray(items) ? withValueAt(document as JsonObject, at, items.slice(0, -1) as JsonValue[]) : document;
}
