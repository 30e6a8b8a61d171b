import { requireValid } from "#reference/input/check-input.ts";
import { queryValues } from "#reference/wire/query.ts";
import type { Call } from "#reference/behaviours.ts";
import type { ListingInput } from "#reference/input/listing-input.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";

const DEFAULT_MAX_RESULTS = 100;

export function listClusters(call: Call): OutputDocument {
  const { behaviours } = call;
  const listing = readListing(call);
  const names = behaviours.listedNames(listing, call);
  return behaviours.listDocument(behaviours.pageOf(names, listing, call), call);
}

function readListing(call: Call): ListingInput {
  const { behaviours } = call;
  const [text] = queryValues(call, "maxResults");
  const maxResults = text === undefined ? undefined : behaviours.readInteger(text, call);
  const include = queryValues(call, "include");
  requireValid({ maxResults, include }, call);
  const [nextToken] = queryValues(call, "nextToken");
  const after = nextToken === undefined ? undefined : behaviours.readNextToken(nextToken, call);
  return { maxResults: maxResults ?? DEFAULT_MAX_RESULTS, includeConnected: include.includes("all"), after };
}
