import { Refusal } from "#reference/refusal.ts";
import type { Call, PagingBehaviours } from "#reference/behaviours.ts";
import type { ListingInput } from "#reference/input/listing-input.ts";
import { pageStart, pageToken } from "#reference/wire/page-token.ts";
import type { NamePage } from "./page.ts";

export const conformingPaging: PagingBehaviours = {
  listedNames,
  pageOf,
  writeNextToken: (after) => pageToken(after),
  readNextToken,
};

function listedNames({ includeConnected }: ListingInput, call: Call): string[] {
  const names: string[] = [];
  for (const cluster of call.behaviours.visibleClusters(call)) {
    if (includeConnected || cluster.connector === undefined) names.push(cluster.name);
  }
  return names.sort();
}

function pageOf(names: readonly string[], { after, maxResults }: ListingInput, call: Call): NamePage {
  const left = after === undefined ? names : names.filter((name) => name > after);
  const page = left.slice(0, maxResults);
  const last = page.at(-1);
  const more = left.length > page.length && last !== undefined;
  return { names: page, nextToken: more ? call.behaviours.writeNextToken(last, call) : undefined };
}

function readNextToken(token: string): string {
  const after = pageStart(token);
  if (after !== undefined) return after;
  throw new Refusal("InvalidParameterException", "The nextToken parameter is not a token of this service.");
}
