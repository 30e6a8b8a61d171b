import { isJsonObject, type JsonObject, type JsonValue } from "../spec/json/json.ts";
import { headerValue } from "../protocol/headers.ts";
import { clusterOf, isSuccess, type Reply } from "../protocol/reply.ts";
import type { RunTag } from "./run-tag.ts";

/** What is known of a name that a run sent: who else may have a cluster of it, the marks tell. */
export interface Claim {
  /** When the run first asked for it, by our own clock: epoch milliseconds. */
  readonly askedAt: number;
  /** The tag that the request bore. */
  readonly tag?: RunTag | undefined;
  /** An answer said that the request created it, or the name is one that the run made up: what counts without a mark. */
  readonly presumed: boolean;
}

/**
 * A cluster may seem this much older than the request for it, in milliseconds, where the endpoint gives its own time:
 * creation times and Date headers may be cut to whole seconds.
 */
const JITTER_MS = 1_000;
/** The same where it gives none, so that how far the clocks differ is unknown. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Why a cluster described may be somebody else's of the same name; undefined when it is ours. The one rule for both. */
export function notOurs(described: Reply, { askedAt, tag, presumed }: Claim): string | undefined {
  const cluster = isSuccess(described) ? clusterOf(described) : undefined;
  if (cluster === undefined) return "no answer shows it";
  if (tag !== undefined) {
    const bears = tagOf(cluster, tag.key) === tag.value;
    return bears ? undefined : "it does not bear the tag of the run, as the one that the run asked for does";
  }
  const createdAt = cluster["createdAt"];
  if (typeof createdAt !== "number") {
    return presumed ? undefined : "it has no creation time, and the journal does not say that the run created it";
  }
  const ahead = clockAhead(described);
  const earliest = ahead === undefined ? askedAt - CLOCK_TOLERANCE_MS : askedAt + ahead - JITTER_MS;
  if (createdAt * 1000 >= earliest) return undefined;
  return `it was created at ${isoTime(createdAt * 1000)}, before the run asked for it`;
}

function tagOf({ tags }: JsonObject, key: string): JsonValue | undefined {
  return isJsonObject(tags) && Object.hasOwn(tags, key) ? tags[key] : undefined;
}

/** Milliseconds that the endpoint's clock is ahead of ours, as far as its Date header tells. */
function clockAhead({ exchange }: Reply): number | undefined {
  const date = exchange.response === undefined ? undefined : headerValue(exchange.response.headers, "date");
  const stamp = Date.parse(date ?? "");
  return Number.isNaN(stamp) ? undefined : stamp - (exchange.startedAt + exchange.durationMs);
}

function isoTime(epochMs: number): string {
  return Math.abs(epochMs) <= 8.64e15 ? new Date(epochMs).toISOString() : String(epochMs);
}
