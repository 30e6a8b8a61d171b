import { visibleJson } from "#spec/json/visible-json.ts";
import { requestsFrom } from "#reports/model/names/requests-from.ts";
import { targetName } from "#reports/model/names/target-name.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, RunRecord } from "#suites/record/record.ts";
import { harRequest, harResponse } from "./har-message.ts";

/** A case with what it was kept for: one line for each requirement that it was judged by. */
interface KeptCase {
  readonly result: CaseResult;
  readonly judgements: string[];
  readonly exchanges: Map<string, Evidence>;
}

/**
 * HTTP Archive 1.2 of every exchange that the record keeps, in the order in which they were sent: a page for each case,
 * whose comment names the requirements that it was judged by. What HAR has no member for begins with an underscore, as
 * the format asks.
 */
export function renderHar(record: RunRecord): string {
  const cases = casesOf(record);
  const sent = cases.flatMap((one) => [...one.exchanges.values()].map((exchange) => ({ one, exchange })));
  const { name, version } = record.tool;
  const log = {
    version: "1.2",
    creator: { name, version },
    pages: cases.map(pageOf),
    entries: sent
      .toSorted((a, b) => a.exchange.startedAt - b.exchange.startedAt)
      .map(({ one, exchange }) => entryOf(one, exchange)),
    _endpoint: record.target.endpoint,
    comment: `${targetName(record.target)}, kind ${record.target.kind}, ${requestsFrom(record.run)}. ${record.outcome.sentence}`,
  };
  return `${visibleJson({ log }, 1)}\n`;
}

/** A case may be kept for several requirements, with other exchanges of it for each. */
function casesOf(record: RunRecord): KeptCase[] {
  const found = new Map<string, KeptCase>();
  for (const requirement of record.requirements) {
    for (const result of requirement.cases) {
      const one = found.get(result.id) ?? { result, judgements: [], exchanges: new Map<string, Evidence>() };
      found.set(result.id, one);
      one.judgements.push(sentenceOf(requirement.id, result));
      for (const exchange of result.exchanges) one.exchanges.set(keyOf(exchange), exchange);
    }
  }
  return [...found.values()].filter(({ exchanges }) => exchanges.size > 0);
}

function sentenceOf(requirement: string, { verdict, judgement }: CaseResult): string {
  return `${requirement}: ${verdict}, expected ${judgement.expected}, received ${judgement.received}`;
}

function keyOf({ request, startedAt, attempt }: Evidence): string {
  return [startedAt, attempt, request.method, request.url].join(" ");
}

function pageOf({ result, judgements, exchanges }: KeptCase): object {
  const starts = [...exchanges.values()].map(({ startedAt }) => startedAt);
  return {
    startedDateTime: instantOf(Math.min(...starts)),
    id: result.id,
    title: result.summary,
    pageTimings: {},
    comment: judgements.join("\n"),
  };
}

function entryOf({ result, judgements }: KeptCase, exchange: Evidence): object {
  const { durationMs, failure, attempt } = exchange;
  return {
    pageref: result.id,
    startedDateTime: instantOf(exchange.startedAt),
    time: durationMs,
    request: harRequest(exchange.request),
    response: harResponse(exchange),
    cache: {},
    // The run measures the whole exchange; HAR wants its parts, and zero where a part is not known.
    timings: { blocked: -1, dns: -1, connect: -1, send: 0, wait: durationMs, receive: 0, ssl: -1 },
    comment: [`case ${result.id}${attempt > 1 ? `, attempt ${attempt}` : ""}`, ...judgements].join("\n"),
    _error: failure && `${failure.kind}: ${failure.message}`,
  };
}

function instantOf(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString();
}
