import { createHash } from "node:crypto";
import { belowBase, basePathOf } from "#endpoint/forwarding/base-path.ts";
import type { Exchange } from "#protocol/exchange.ts";
import { headerValue } from "#protocol/headers.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { groupedBy } from "#spec/grouped-by.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { credentialScope } from "#suites/proxied/credential-scope.ts";
import { operationOf, type SeenEntry } from "#suites/proxied/proxied-run.ts";
import { KIND_SETTINGS } from "#suites/plan/target-kind-settings.ts";
import type { WhyNotJudgeable } from "./har-body.ts";
import { exchangeIn, type SentLine, sentLineIn } from "./har-entry.ts";
import { hiddenIn } from "./hidden-values.ts";

/** An exchange of a recording. */
export interface RecordedExchange extends Required<SeenEntry> {
  readonly exchange: Exchange;
}

/** Entries that are not judged for one reason, by their numbers. */
export interface NotJudged {
  readonly why: WhyNotJudgeable;
  readonly entries: readonly number[];
}

export interface Recording {
  /** Region for which the first signed request was signed. */
  readonly region: string | undefined;
  /** In the order in which they ended, which is that of a proxy. */
  readonly exchanges: readonly RecordedExchange[];
  readonly leftOut: readonly NotJudged[];
}

interface ReadLine {
  readonly entry: number;
  readonly given: JsonValue;
  readonly line: SentLine | WhyNotJudgeable;
}

/**
 * What of a HAR's entries is an exchange with a service at an endpoint: origin and base path, or undefined where no entry
 * is of the service.
 */
export function readRecording(
  entries: readonly JsonValue[],
  contract: Contract,
  endpoint: string | undefined,
): Recording {
  const read = entries.map((given, at) =>
    readAt({ entry: at + 1, given, line: sentLineIn(given) }, contract, endpoint),
  );
  const seen = new Set<string>();
  const known = read.map((each) => (isNew(each, seen) ? each : { entry: each.entry, why: "it is there twice" }));
  const exchanges = known.filter((each) => "exchange" in each);
  const signed = exchanges
    .map(({ exchange }) => credentialScope(exchange.request))
    .find((scope) => scope !== undefined);
  return {
    region: signed?.region,
    exchanges: exchanges.toSorted((a, b) => endOf(a) - endOf(b)),
    leftOut: grouped(known.filter((each) => "why" in each)),
  };
}

/**
 * Tools write the same exchange down twice, and files are put together: a failure would pass for two. Answers that are
 * alike under different ids are two, though a recording rounds the times.
 */
function isNew(each: RecordedExchange | UnjudgedEntry, seen: Set<string>): boolean {
  if (!("exchange" in each)) return true;
  const { request, response, startedAt, durationMs } = each.exchange;
  const bodies = [request.body, response?.body].map((body = new Uint8Array()) =>
    createHash("sha256").update(body).digest("base64"),
  );
  const id = headerValue(response?.headers ?? [], "x-amzn-requestid");
  const key = [startedAt, durationMs, request.method, request.url, response?.status, id, ...bodies].join(" ");
  return !seen.has(key) && seen.add(key).size > 0;
}

function endOf({ exchange: { startedAt, durationMs } }: RecordedExchange): number {
  return startedAt + durationMs;
}

/**
 * The origins to which a HAR's requests for the contract's routes went, and how many each; only those signed for the
 * service where there are any.
 */
export function endpointsIn(entries: readonly JsonValue[], contract: Contract): ReadonlyMap<string, number> {
  const [all, signed] = [new Map<string, number>(), new Map<string, number>()];
  for (const line of entries.map(sentLineIn)) {
    if (typeof line === "string" || whyNotOf(line, contract) !== undefined) continue;
    for (const counts of credentialScope(line) === undefined ? [all] : [all, signed]) {
      counts.set(line.origin, (counts.get(line.origin) ?? 0) + 1);
    }
  }
  return signed.size > 0 ? signed : all;
}

const OTHER_SERVICE = "not of this service";
/** Headers by which a run asks its own server for an error. */
const HOOKS = Object.values(KIND_SETTINGS).flatMap(({ provoke }) => provoke?.("").map(([name]) => name) ?? []);

/** Why a request is not one to the service; its path is one below the endpoint. */
function whyNotOf(line: SentLine, contract: Contract): WhyNotJudgeable | undefined {
  if (headerValue(line.headers, "access-control-request-method") !== undefined) return "a browser's CORS preflight";
  return operationOf(line, contract) === undefined ? OTHER_SERVICE : undefined;
}

interface UnjudgedEntry {
  readonly entry: number;
  readonly why: WhyNotJudgeable;
}

function readAt(
  { entry, given, line }: ReadLine,
  contract: Contract,
  endpoint: string | undefined,
): RecordedExchange | UnjudgedEntry {
  if (typeof line === "string") return { entry, why: line };
  if (endpoint === undefined) return { entry, why: OTHER_SERVICE };
  const path = line.origin === new URL(endpoint).origin ? belowBase(line.path, basePathOf(endpoint)) : undefined;
  if (path === undefined) return { entry, why: whyNotOf(line, contract) ?? "at another endpoint" };
  const why = whyNotOf({ ...line, path }, contract);
  if (why !== undefined) return { entry, why };
  if (HOOKS.some((name) => headerValue(line.headers, name) !== undefined))
    return { entry, why: "it asks for an error" };
  const exchange = exchangeIn(given, line, path);
  if (typeof exchange === "string") return { entry, why: exchange };
  const hidden = hiddenIn(exchange);
  if (hidden === "anything") return { entry, why: "values in its answer are hidden" };
  return { entry, exchange, hidesActivation: hidden === "activation" };
}

function grouped(left: readonly UnjudgedEntry[]): NotJudged[] {
  const byWhy = groupedBy(left, ({ why }) => why);
  return [...byWhy].map(([why, all]) => ({ why, entries: all.map(({ entry }) => entry) }));
}
