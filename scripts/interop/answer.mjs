import { errorCodeOf, headerValue } from "../../dist/protocol/error-code.js";
import { pageSizeOf } from "./finding.mjs";

/**
 * What can be compared of two answers to one request: status, error type, media type, the members of a JSON body with
 * their types, which clusters of the case it names, and whether a page is longer than was asked for.
 */
export function fromRecord(finding) {
  const { status, headers, body } = finding.exchange.response;
  return featuresOf({ status, headers, body: Buffer.from(body.text ?? "") }, finding, body.truncated);
}

export function fromWire(response, finding) {
  return featuresOf(response, finding, finding.exchange.response.body.truncated);
}

function featuresOf(response, { exchange, steps }, truncated) {
  const text = response.body.toString("utf8");
  const value = truncated ? undefined : parsed(text);
  const asked = pageSizeOf(exchange.request);
  return {
    status: response.status,
    errorType: errorCodeOf(response),
    mediaType: headerValue(response.headers, "content-type"),
    members: value === undefined ? undefined : members(value).join(" "),
    names: truncated
      ? undefined
      : namesOf([...steps, exchange])
          .filter((name) => text.includes(JSON.stringify(name)))
          .join(" "),
    overlong: asked > 0 && value?.clusters?.length > asked,
  };
}

/** One line for each feature in which two answers differ. */
export function differences(recorded, received) {
  return Object.keys(recorded)
    .filter((name) => recorded[name] !== received[name])
    .map((name) => `DIFFERS in ${name}: recorded ${recorded[name]}, received ${received[name]}`);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `/cluster/createdAt:number` for each member, once for all items of an array, in order. */
function members(value, at = "") {
  if (Array.isArray(value))
    return [...new Set([`${at}:array`, ...value.flatMap((item) => members(item, `${at}/*`))])].sort();
  if (typeof value !== "object" || value === null) return [`${at}:${value === null ? "null" : typeof value}`];
  return Object.entries(value)
    .flatMap(([name, member]) => members(member, `${at}/${name}`))
    .sort();
}

/** The clusters that the case's requests were about. */
function namesOf(exchanges) {
  const names = exchanges.map(({ request }) => parsed(request.body?.text ?? "")?.name);
  return [...new Set(names.filter((name) => typeof name === "string"))];
}
