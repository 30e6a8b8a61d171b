import { curlLine } from "../../dist/endpoint/reproduce/curl-line.js";

/** A variable of the shell in a curl line: the endpoint was a free port of the machine that ran the suite. */
const ENDPOINT = '"$ENDPOINT"';
const STAND_IN = "http://endpoint.invalid";
/** As the suite names the clusters that it registers. */
const CLUSTER_NAME = /\becf-[A-Za-z0-9_-]+/g;

/** What failed for want of a whole operation is told once, on the scoreboard. */
export function isFinding(requirement) {
  return isFailure(requirement) && requirement.id !== "register.route";
}

/** A MUST that is not met. */
export function isFailure({ level, verdict }) {
  return level === "MUST" && verdict === "fail";
}

/**
 * The failing case that is told with the least, as `{ shown, exchange, steps }`: the case, the exchange that decided,
 * and the requests of the case that changed something before it.
 */
export function findingOf({ cases }) {
  const [least] = cases
    .filter(({ verdict }) => verdict === "fail")
    .map(told)
    .sort(byEffort);
  return least;
}

function byEffort(one, other) {
  return one.steps.length - other.steps.length || pageOf(one) - pageOf(other) || lengthOf(one) - lengthOf(other);
}

function told(shown) {
  const at = placeOf(shown);
  return { shown, exchange: shown.exchanges[at], steps: shown.exchanges.slice(0, at).filter(changes) };
}

/** The answer that decided; of a walk through pages, the page that holds the cluster that the judgement names. */
function placeOf({ judgement, exchanges }) {
  const last = judgement.exchange ?? exchanges.length - 1;
  const names = `${judgement.expected} ${judgement.received}`.match(CLUSTER_NAME) ?? [];
  const naming = exchanges.findLastIndex(
    ({ response }, place) => place <= last && names.some((name) => response?.body.text?.includes(`"${name}"`)),
  );
  return naming < 0 ? last : naming;
}

function lengthOf({ exchange }) {
  return requestLine(exchange.request).length + (exchange.response?.body.bytes ?? 0);
}

/** What else must be in the list for a page to come out as it did: a token leads elsewhere in another list. */
function pageOf({ exchange: { request } }) {
  return request.path.includes("nextToken=") ? Infinity : pageSizeOf(request);
}

/** `maxResults` of a request, 0 without. */
export function pageSizeOf({ path }) {
  return Number(/[?&]maxResults=(\d+)/.exec(path)?.[1] ?? 0);
}

function changes({ request, response }) {
  return request.method !== "GET" && response !== undefined && response.status < 300;
}

/** The clusters of the preparation that must be there before: those named, and for a list all that it is to hold. */
export function preparedClusters({ exchange, steps }, prepared) {
  if (steps.length === 0 && /^\/clusters(\?|$)/.test(exchange.request.path)) return prepared;
  const text = decoded(exchange.request.path) + (exchange.response?.body.text ?? "");
  return prepared.filter((name) => text.includes(name));
}

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The deciding request as a line of shell. */
export function decidingLine({ shown, exchange }) {
  if (exchange !== shown.exchanges[shown.judgement.exchange]) return requestLine(exchange.request);
  const { url, path } = exchange.request;
  const origin = url.slice(0, url.length - path.length);
  return shown.curl.replaceAll(`'${origin}`, `${ENDPOINT}'`).replaceAll(origin, ENDPOINT);
}

/** The lines that deregister what the finding's own registered. */
export function removals({ exchange, steps }) {
  return [...steps, exchange]
    .filter(({ request }) => request.method === "POST" && request.path === "/cluster-registrations")
    .flatMap(({ response }) => /"name": ?"([^"\\]+)"/.exec(response?.body.text ?? "")?.[1] ?? [])
    .map((name) => `/cluster-registrations/${encodeURIComponent(name)}`)
    .map((path) => requestLine({ method: "DELETE", path, headers: [] }));
}

/** Any other request as a line of shell. */
export function requestLine({ method, path, headers, body }) {
  const bytes =
    body === undefined ? undefined : Buffer.from(body.text ?? body.base64, body.text === undefined ? "base64" : "utf8");
  const request = { method, path, headers, ...(bytes && { body: bytes }) };
  const line = curlLine(request, { region: "us-east-1", endpoint: STAND_IN });
  return line.replaceAll(`'${STAND_IN}`, `${ENDPOINT}'`).replaceAll(STAND_IN, ENDPOINT);
}
