import type { Header } from "./exchange.ts";

/** Why a server for programs of its user's does not take a request; `why` says how to mend it, and quotes nothing. */
export interface Stray {
  readonly status: 400 | 403;
  readonly why: string;
}

/**
 * Tells requests that nobody sent on purpose to a server which trusts whoever reaches it: those of web pages, those for
 * another host (a page whose name was rebound to an address here says its own), and those in a form that is not of an
 * API. Programs send neither Sec-Fetch-Site nor Origin. An address in numbers and `localhost` cannot be rebound, so they
 * pass with any port: it may be another one outside of a container. `names` are the further hosts that are meant.
 */
export function strayRequest(
  { method, path, headers }: { readonly method?: string; readonly path: string; readonly headers: readonly Header[] },
  names: readonly string[],
): Stray | undefined {
  if (method === "CONNECT" || !path.startsWith("/")) return NO_PATH;
  const hosts = valuesOf(headers, "host");
  const known = names.map((name) => name.toLowerCase());
  if (!hosts.every((host) => isMeant(host, known))) return OTHER_HOST;
  const isOwnPage =
    valuesOf(headers, "sec-fetch-site").every((site) => SITES.includes(site)) &&
    valuesOf(headers, "origin").every((origin) => hosts.some((host) => originsOf(host).includes(origin.toLowerCase())));
  return isOwnPage ? undefined : WEB_PAGE;
}

const NO_PATH: Stray = {
  status: 400,
  why: "a request names a path here, as in GET /clusters: set this address as the endpoint, not as an HTTP proxy",
};
const OTHER_HOST: Stray = {
  status: 403,
  why: "the Host header names another server: use an address in numbers or localhost, or start this one with --allow-host and that name",
};
const WEB_PAGE: Stray = {
  status: 403,
  why: "a web page of another origin sent this, as Origin or Sec-Fetch-Site says: send it from a program",
};

/** Of the server's own pages, and of what a user asks a browser for: Fetch Metadata, section 2.3. */
const SITES: readonly string[] = ["same-origin", "none"];

/** RFC 9110, section 7.2: a host as in a URL, and perhaps a port. */
const HOST = /^(\[[\d.:a-f]+\]|[^\s:/?#@[\]\\]+)(?::\d*)?$/;
const NUMBERS = /^(\d{1,3}(\.\d{1,3}){3}|\[.*\])$/;

function isMeant(host: string, names: readonly string[]): boolean {
  const name = HOST.exec(host.toLowerCase())?.[1]?.replace(/\.$/, "");
  if (name === undefined) return false;
  return NUMBERS.test(name) || name === "localhost" || name.endsWith(".localhost") || names.includes(name);
}

function originsOf(host: string): string[] {
  return ["http", "https"].map((scheme) => `${scheme}://${host.toLowerCase()}`);
}

function valuesOf(headers: readonly Header[], name: string): string[] {
  return headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value.trim());
}
