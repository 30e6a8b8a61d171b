import { DEFAULT_MAX_RESULTS } from "../input/read-listing.ts";
import { queryValues } from "../wire/query.ts";
import type { Call } from "../behaviours.ts";
import type { ListingInput } from "../input/listing-input.ts";
import type { OutputDocument } from "../render/output-document.ts";

export function listClusters(call: Call): OutputDocument {
  const { behaviours } = call;
  const listing = readListing(call);
  const names = behaviours.listedNames(listing, call);
  return behaviours.listDocument(behaviours.pageOf(names, listing, call), call);
}

function readListing(call: Call): ListingInput {
  const { behaviours } = call;
  const [maxResultsText] = queryValues(call, "maxResults");
  const maxResults = maxResultsText === undefined ? DEFAULT_MAX_RESULTS : behaviours.readInteger(maxResultsText, call);
  const include = queryValues(call, "include");
  const refusal = behaviours.checkMaxResults(maxResults, call) ?? behaviours.checkInclude(include, call);
  if (refusal !== undefined) throw refusal;
  const [nextToken] = queryValues(call, "nextToken");
  const after = nextToken === undefined ? undefined : behaviours.readNextToken(nextToken, call);
  return { maxResults, includeConnected: include.includes("all"), after };
}
