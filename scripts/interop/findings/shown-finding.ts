import { decoded } from "#protocol/decoded.ts";
import type { Signing } from "#protocol/exchange.ts";
import { curlLine } from "#protocol/shell/curl-line.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, RequirementResult } from "#suites/record/record.ts";
import type { RequestToSend } from "./prepare.ts";

/** A failing case told: the exchange that decided, and those of the case that changed something before it. */
export interface ShownFinding {
  readonly shown: CaseResult;
  readonly exchange: Evidence;
  readonly steps: readonly Evidence[];
}

/** A variable of the shell in a curl line: the endpoint was a free port of the machine that ran the suite. */
const ENDPOINT = '"$ENDPOINT"';
const STAND_IN = "http://endpoint.invalid";

/** What failed for want of a whole operation is told once, on the scoreboard. */
export function hasFindingPage(requirement: RequirementResult): boolean {
  return isFailure(requirement) && requirement.id !== "register.route";
}

/** A MUST that is not met. */
export function isFailure({ level, verdict }: RequirementResult): boolean {
  return level === "MUST" && verdict === "fail";
}

/** The failing case that is told with the least, of those that make what they are about, if any do. Throws when the record kept none. */
export function findingOf({ id, cases }: RequirementResult): ShownFinding {
  const failing = cases.filter(({ verdict }) => verdict === "fail").flatMap(told);
  const [least] = failing.sort(byEffort);
  if (least === undefined) throw new Error(`${id} failed, and the record has no case of it`);
  return least;
}

function byEffort(one: ShownFinding, other: ShownFinding): number {
  const byMaking = Number(isMadeElsewhere(one)) - Number(isMadeElsewhere(other));
  return (
    byMaking || one.steps.length - other.steps.length || pageOf(one) - pageOf(other) || lengthOf(one) - lengthOf(other)
  );
}

/** A list that should lack what another case made cannot come out again. */
function isMadeElsewhere({ shown: { judgement }, steps }: ShownFinding): boolean {
  const names = judgement.condition?.list?.lacks ?? [];
  return names.some((name) => !steps.some(({ request }) => requestLine(request).includes(name)));
}

function told(shown: CaseResult): ShownFinding[] {
  const at = decidingOf(shown);
  const exchange = shown.exchanges[at];
  return exchange === undefined ? [] : [{ shown, exchange, steps: shown.exchanges.slice(0, at).filter(changes) }];
}

/** The answer that decided; of a walk through pages, the page that names a cluster that it should not. */
function decidingOf({ judgement, exchanges }: CaseResult): number {
  const last = judgement.exchange ?? exchanges.length - 1;
  const names = judgement.condition?.list?.lacks ?? [];
  const naming = exchanges.findLastIndex(
    ({ response }, at) => at <= last && names.some((name) => response?.body.text?.includes(`"${name}"`)),
  );
  return naming < 0 ? last : naming;
}

function lengthOf({ exchange }: ShownFinding): number {
  return requestLine(exchange.request).length + (exchange.response?.body.bytes ?? 0);
}

/** What else must be in the list for a page to come out as it did: a token leads elsewhere in another list. */
function pageOf({ exchange: { request } }: ShownFinding): number {
  return request.path.includes("nextToken=") ? Number.MAX_SAFE_INTEGER : pageSizeOf(request);
}

/** `maxResults` of a request, 0 without. */
export function pageSizeOf({ path }: Pick<RequestToSend, "path">): number {
  return Number(/[?&]maxResults=(\d+)/.exec(path)?.[1] ?? 0);
}

function changes({ request, response }: Evidence): boolean {
  return request.method !== "GET" && response !== undefined && response.status < 300;
}

/** The clusters of the preparation that must be there before: those named, and for a list all that it is to hold. */
export function preparedClusters({ exchange, steps }: ShownFinding, prepared: readonly string[]): readonly string[] {
  if (steps.length === 0 && /^\/clusters(\?|$)/.test(exchange.request.path)) return prepared;
  const text = decoded(exchange.request.path) + (exchange.response?.body.text ?? "");
  return prepared.filter((name) => text.includes(name));
}

/** The deciding request as a line of shell. */
export function decidingLine({ shown, exchange }: ShownFinding): string {
  if (exchange !== shown.exchanges[shown.judgement.exchange ?? -1]) return requestLine(exchange.request);
  return lineOf(exchange.request, exchange.signing as Signing | undefined);
}

/** The lines that deregister what the finding's own requests registered. */
export function removals({ exchange, steps }: ShownFinding): string[] {
  return [...steps, exchange]
    .filter(({ request }) => request.method === "POST" && request.path === "/cluster-registrations")
    .flatMap(({ response }) => /"name": ?"([^"\\]+)"/.exec(response?.body.text ?? "")?.[1] ?? [])
    .map((name) => `/cluster-registrations/${encodeURIComponent(name)}`)
    .map((path) => requestLine({ method: "DELETE", path, headers: [] }));
}

/** Any other request as a line of shell. */
export function requestLine(request: RequestToSend): string {
  return lineOf(request);
}

function lineOf({ method, path, headers, body }: RequestToSend, signing?: Signing): string {
  const request = { method, path, headers };
  const bytes = body === undefined ? undefined : bytesOf(body);
  const whole = bytes === undefined ? request : { ...request, body: bytes };
  const options = { region: "us-east-1", endpoint: STAND_IN, ...(signing === undefined ? {} : { signing }) };
  return withVariable(curlLine(whole, options) ?? "", STAND_IN);
}

function bytesOf({ text, base64 = "" }: NonNullable<RequestToSend["body"]>): Uint8Array {
  return text === undefined ? Buffer.from(base64, "base64") : Buffer.from(text, "utf8");
}

function withVariable(line: string, origin: string): string {
  return line.replaceAll(`'${origin}`, `${ENDPOINT}'`).replaceAll(origin, ENDPOINT);
}
