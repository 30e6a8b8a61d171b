import { createHash } from "node:crypto";
import type { Call } from "../call.ts";
import type { ListingInput } from "../input/read-listing.ts";
import { Refusal } from "../refusal.ts";

export interface Page {
  readonly names: readonly string[];
  /** Absent on the last page. */
  readonly nextToken: string | undefined;
}

export interface PagingBehaviours {
  /** Names that a listing covers, sorted. */
  readonly listedNames: (listing: ListingInput, call: Call) => string[];
  readonly pageOf: (names: readonly string[], listing: ListingInput, call: Call) => Page;
  /** The token of the page that starts after this name. */
  readonly writeNextToken: (after: string, call: Call) => string;
  /** The name that a token starts after. Throws InvalidParameterException on a token this server did not write. */
  readonly readNextToken: (token: string, call: Call) => string;
}

export const conformingPaging: PagingBehaviours = { listedNames, pageOf, writeNextToken, readNextToken };

function listedNames({ includeConnected }: ListingInput, call: Call): string[] {
  const names: string[] = [];
  for (const cluster of call.behaviours.visibleClusters(call)) {
    if (includeConnected || cluster.connector === undefined) names.push(cluster.name);
  }
  return names.sort();
}

function pageOf(names: readonly string[], { after, maxResults }: ListingInput, call: Call): Page {
  const left = after === "" ? names : names.filter((name) => name > after);
  const page = left.slice(0, maxResults);
  const last = page.at(-1);
  const more = left.length > page.length && last !== undefined;
  return { names: page, nextToken: more ? call.behaviours.writeNextToken(last, call) : undefined };
}

function writeNextToken(after: string): string {
  return Buffer.from(`${checksum(after)}${after}`).toString("base64url");
}

function readNextToken(token: string): string {
  const text = Buffer.from(token, "base64url").toString();
  const after = text.slice(CHECKSUM_LENGTH);
  if (after !== "" && writeNextToken(after) === token) return after;
  throw new Refusal("InvalidParameterException", "The nextToken parameter is not a token of this service.");
}

const CHECKSUM_LENGTH = 16;

function checksum(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, CHECKSUM_LENGTH);
}
