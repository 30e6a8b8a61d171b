import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import type { Operation, Pages } from "./operation.ts";

/** How members are called that lead from one page to the next. */
const TOKEN = /(?:token|marker|cursor)$/i;

/** Where a list takes and gives the token of the next page. */
export type PageTokens = Pick<Pages, "inputToken" | "outputToken">;

/**
 * As the contract says, or else by the names of its members, if input and answer have one each that is called like a
 * token. Undefined where neither tells.
 */
export function pageTokens({ pages, members, success }: Operation): PageTokens | undefined {
  if (pages !== undefined) return pages;
  const given = Object.keys(success.schema.properties ?? {}).filter((name) => TOKEN.test(name));
  const taken = members.filter(({ name, schema }) => TOKEN.test(name) && schema["x-idempotency-token"] !== true);
  const [outputToken, ...otherGiven] = given;
  const [input, ...otherTaken] = taken;
  if (outputToken === undefined || input === undefined || otherGiven.length + otherTaken.length > 0) return undefined;
  return { inputToken: input.name, outputToken };
}

/** Whether an answer has something called like a token: there may be a page after it. */
export function hasToken(json: JsonValue | undefined): boolean {
  if (!isJsonObject(json)) return false;
  return Object.entries(json).some(([name, value]) => TOKEN.test(name) && value !== null && value !== "");
}
