import type { Header, WireRequest, WireResponse } from "#protocol/exchange.ts";
import type { Mark } from "./mark.ts";

/** Names of headers and of members of a query whose values let somebody act as their sender, in small letters. */
const NAMES =
  /(?:^|[-_])(?:authorization|token|cookie2?|secret|passw(?:or)?d|signature|session|credentials?|(?:api|access|auth)[-_]?key)(?:$|[-_])|^awsaccesskeyid$/;

/** Shows what follows the key's id: date, Region, service. */
const CREDENTIAL = /credential$/i;

export function carriesCredentials(name: string): boolean {
  return NAMES.test(name.toLowerCase());
}

/**
 * What a request tells of its caller that nobody else should see, whatever carries it: values and the parts of them that
 * are secrets by themselves; and the cookies that an answer sets. The search leaves out short ones.
 */
export function credentialsSent({ headers, path }: WireRequest, response?: Pick<WireResponse, "headers">): string[] {
  const sent = [...headers, ...queryOf(path)].filter(([name]) => carriesCredentials(name));
  const set = (response?.headers ?? []).filter(([name]) => name.toLowerCase() === "set-cookie");
  const secrets = [...sent.flatMap(secretsIn), ...set.flatMap(([, value]) => valuesOf(value.split(";", 1)[0] ?? ""))];
  const shown = path.split("?", 1)[0] ?? "";
  // A path or a host that is signed, too, is no secret for that.
  return [...new Set(secrets)].filter((secret) => !shown.includes(secret));
}

function secretsIn([name, value]: Header): string[] {
  const lower = name.toLowerCase();
  if (CREDENTIAL.test(lower)) return [value.split("/", 1)[0] ?? ""];
  if (lower.includes("cookie")) return value.split(";").flatMap(valuesOf);
  if (!lower.includes("authorization")) return [value];
  const [, scheme = "", rest = ""] = /^\s*(\S+)\s+([^]*?)\s*$/.exec(value) ?? [];
  if (rest === "") return [value];
  switch (scheme.toLowerCase()) {
    case "basic":
      return [rest, ...passwordsIn(Buffer.from(rest, "base64").toString())];
    case "aws":
      return rest.split(":");
    default:
      return /[\s,]/.test(rest) || /^\w+="/.test(rest) ? parametersOf(rest) : [rest];
  }
}

function passwordsIn(pair: string): string[] {
  const colon = pair.indexOf(":");
  return colon === -1 ? [pair] : [pair, pair.slice(colon + 1)];
}

/** Those of an authorization that say for what it is, not by whom (RFC 7616; SigV4). */
const PUBLIC = /^(?:realm|uri|algorithm|qop|nc|charset|userhash|username|signedheaders|headers|version)$/i;

function parametersOf(text: string): string[] {
  return [...text.matchAll(/([\w-]+)=(?:"([^"]*)"|([^\s,"]*))/g)].flatMap(([, name = "", quoted, plain = ""]) => {
    if (PUBLIC.test(name)) return [];
    return CREDENTIAL.test(name) ? [(quoted ?? plain).split("/", 1)[0] ?? ""] : [quoted ?? plain];
  });
}

function valuesOf(pair: string): string[] {
  const equals = pair.indexOf("=");
  return [
    pair
      .slice(equals + 1)
      .trim()
      .replaceAll(/^"|"$/g, ""),
  ];
}

function queryOf(path: string): Header[] {
  const query = path.indexOf("?");
  return query === -1 ? [] : [...new URLSearchParams(path.slice(query))];
}

/** A URL, or a path, whose query shows no value of a member that carries credentials. */
export function redactedQuery(url: string, mark: Mark): string {
  const query = url.indexOf("?");
  if (query === -1) return url;
  const members = url
    .slice(query + 1)
    .split("&")
    .map((member) => {
      const equals = member.indexOf("=");
      const [name, value] = [member.slice(0, equals), member.slice(equals + 1)];
      if (equals === -1 || value === "" || !carriesCredentials(decoded(name))) return member;
      const shown = CREDENTIAL.test(name) ? (/(?:\/|%2f)[^]*$/i.exec(value)?.[0] ?? "") : "";
      return `${name}=${mark(decoded(value.slice(0, value.length - shown.length)))}${shown}`;
    });
  return `${url.slice(0, query)}?${members.join("&")}`;
}

function decoded(text: string): string {
  return new URLSearchParams(`a=${text}`).get("a") ?? text;
}
