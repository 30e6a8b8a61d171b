import type { DereferencedDocument } from "./dereference.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import type { Operation, Pages, Waiter } from "#spec/contract/operation.ts";

/** How an operation's list comes in pages, where `x-pages` says so. */
export function readPages(document: DereferencedDocument, node: JsonObject): Operation["pages"] {
  const pages = node["x-pages"];
  if (pages === undefined) return undefined;
  if (!isPages(pages)) {
    throw document.problem(
      node,
      "x-pages",
      "not pages",
      "give it inputToken and outputToken, and names in items and pageSize",
    );
  }
  return pages as unknown as Pages;
}

function isPages(pages: JsonValue): boolean {
  if (!isJsonObject(pages)) return false;
  const { inputToken, outputToken, items = "", pageSize = "" } = pages;
  return [inputToken, outputToken, items, pageSize].every((name) => typeof name === "string");
}

/** The waiters that ask an operation, where `x-waiters` lists any. */
export function readWaiters(document: DereferencedDocument, node: JsonObject): Operation["waiters"] {
  const waiters = node["x-waiters"] ?? [];
  if (!Array.isArray(waiters) || !waiters.every(isWaiter)) {
    throw document.problem(node, "x-waiters", "not waiters", "give each a name, delaySeconds and acceptors");
  }
  return waiters as unknown as Waiter[];
}

function isWaiter(waiter: JsonValue): boolean {
  if (!isJsonObject(waiter)) return false;
  const { name, delaySeconds, acceptors } = waiter;
  return (
    typeof name === "string" &&
    typeof delaySeconds === "number" &&
    Array.isArray(acceptors) &&
    acceptors.every(
      (each) => isJsonObject(each) && typeof each["state"] === "string" && typeof each["matcher"] === "string",
    )
  );
}
