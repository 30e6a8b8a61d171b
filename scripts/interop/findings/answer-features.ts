import type { WireResponse } from "#protocol/exchange.ts";
import { headerValue } from "#protocol/headers.ts";
import { readResponse } from "#protocol/answers/reply.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import { pageSizeOf, type ShownFinding } from "./shown-finding.ts";

/** What can be compared of two answers to one request. */
export interface AnswerFeatures {
  readonly status: number;
  readonly errorType: string | undefined;
  readonly mediaType: string | undefined;
  /** Members of a JSON body with their types. */
  readonly members: string | undefined;
  /** Clusters of the case that it names. */
  readonly names: string | undefined;
  /** A page is longer than was asked for. */
  readonly overlong: boolean;
}

/** Throws where the record has no answer. */
export function featuresRecorded(finding: ShownFinding): AnswerFeatures {
  const { status, headers, body } = responseOf(finding.exchange);
  return featuresOf({ status, headers, body: Buffer.from(body.text ?? ""), truncated: body.truncated }, finding);
}

/** As much of it as the record has is compared. */
export function featuresReceived(response: WireResponse, finding: ShownFinding): AnswerFeatures {
  return featuresOf({ ...response, truncated: responseOf(finding.exchange).body.truncated }, finding);
}

function responseOf({ response }: Evidence): NonNullable<Evidence["response"]> {
  if (response === undefined) throw new Error("the record has no answer to compare with");
  return response;
}

function featuresOf(response: WireResponse, { exchange, steps }: ShownFinding): AnswerFeatures {
  const text = Buffer.from(response.body).toString("utf8");
  const value = response.truncated ? undefined : parsed(text);
  return {
    status: response.status,
    errorType: readResponse(response).error.name,
    mediaType: headerValue(response.headers, "content-type"),
    members: value === undefined ? undefined : members(value).join(" "),
    names: response.truncated ? undefined : namedIn(text, [...steps, exchange]),
    overlong: isOverlong(value, pageSizeOf(exchange.request)),
  };
}

function isOverlong(value: unknown, asked: number): boolean {
  const clusters = memberOf(value, "clusters");
  return asked > 0 && Array.isArray(clusters) && clusters.length > asked;
}

/** One line for each feature in which two answers differ. */
export function differences(recorded: AnswerFeatures, received: AnswerFeatures): string[] {
  return (Object.keys(recorded) as (keyof AnswerFeatures)[])
    .filter((name) => recorded[name] !== received[name])
    .map((name) => `DIFFERS in ${name}: recorded ${recorded[name]}, received ${received[name]}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

/** `/cluster/createdAt:number` for each member, once for all items of an array, in order. */
function members(value: unknown, at = ""): string[] {
  if (Array.isArray(value))
    return [...new Set([`${at}:array`, ...value.flatMap((item: unknown) => members(item, `${at}/*`))])].sort();
  if (typeof value !== "object" || value === null) return [`${at}:${value === null ? "null" : typeof value}`];
  return Object.entries(value)
    .flatMap(([name, member]) => members(member, `${at}/${name}`))
    .sort();
}

/** The clusters that the case's requests were about, as far as the text names them. */
function namedIn(text: string, exchanges: readonly Evidence[]): string {
  const names = exchanges.map(({ request }) => memberOf(parsed(request.body?.text ?? ""), "name"));
  const known = new Set(names.filter((name) => typeof name === "string"));
  return [...known].filter((name) => text.includes(JSON.stringify(name))).join(" ");
}
