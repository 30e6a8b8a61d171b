import { type LiveExchange, STATUS_CLASSES, type StatusClass, statusClass } from "./live-view.ts";

/** Which exchanges a reader wants to see; nothing of it set is all. */
export interface LiveFilter {
  /** Words that must stand in it, wherever. */
  readonly text: string;
  /** Empty for any; `NO_OPERATION_FILTER` for those of none. */
  readonly operation: string;
  /** One of these; empty for any. */
  readonly statuses: readonly StatusClass[];
  readonly onlyFindings: boolean;
}

export const EVERYTHING: LiveFilter = { text: "", operation: "", statuses: [], onlyFindings: false };
/** No operation of a contract has such a name. */
export const NO_OPERATION_FILTER = "-";

/** Whether a reader wants to see it. */
export function isWanted(exchange: LiveExchange, { text, operation, statuses, onlyFindings }: LiveFilter): boolean {
  if (onlyFindings && exchange.findings.length === 0) return false;
  if (operation !== "" && (exchange.operation ?? NO_OPERATION_FILTER) !== operation) return false;
  if (statuses.length > 0 && !statuses.includes(statusClass(exchange.status))) return false;
  const words = text.toLowerCase().split(/\s+/);
  const told = textOf(exchange);
  return words.every((word) => told.includes(word));
}

/** All that the page shows of it, in lower case. */
function textOf(exchange: LiveExchange): string {
  const { method, path, operation = "", status = "", failure = "", verdict = "", findings } = exchange;
  const found = findings.flatMap(({ requirement, title, expected = "", received = "" }) => [
    requirement,
    title,
    expected,
    received,
  ]);
  return [method, path, operation, status, failure, verdict, ...found].join("\n").toLowerCase();
}

/** As it stands in the page's address, after the `#`. */
export function addressOf({ text, operation, statuses, onlyFindings }: LiveFilter): string {
  const members = new URLSearchParams();
  if (text !== "") members.set("q", text);
  if (operation !== "") members.set("operation", operation);
  for (const status of statuses) members.append("status", status);
  if (onlyFindings) members.set("findings", "only");
  return members.toString();
}

/** The filter of an address, whatever stands there. */
export function filterOf(hash: string): LiveFilter {
  const members = new URLSearchParams(hash.replace(/^#/, ""));
  const asked = members.getAll("status");
  return {
    text: members.get("q") ?? "",
    operation: members.get("operation") ?? "",
    statuses: STATUS_CLASSES.filter((status) => asked.includes(status)),
    onlyFindings: members.get("findings") === "only",
  };
}
