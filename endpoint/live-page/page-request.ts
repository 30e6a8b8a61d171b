import type { Header } from "#protocol/exchange.ts";
import { isPageToken } from "./page-token.ts";

/** What the server of a live page has. */
export type PagePart = "page" | "events" | "report" | "exchange";

/** Which part a request is for, or why it gets none; `why` quotes nothing. */
export type PageAnswer =
  | { readonly part: PagePart; /** Of an exchange. */ readonly number?: number; readonly status?: undefined }
  | { readonly status: 403 | 404 | 405; readonly why: string };

/** A request as the server of a live page reads it. */
export interface PageRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly Header[];
}

const OTHER_HOST: PageAnswer = {
  status: 403,
  why: "the Host header names another server: open the address that the proxy printed",
};
const OTHER_PAGE: PageAnswer = {
  status: 403,
  why: "a page of another origin asked for this: open the address that the proxy printed by yourself",
};
const OTHER_METHOD: PageAnswer = { status: 405, why: "this page is read with GET" };
const NO_TOKEN: PageAnswer = {
  status: 404,
  why: "nothing here: open the address that the proxy printed, all of it",
};

const PARTS: Readonly<Record<string, PagePart>> = { "": "page", events: "events", report: "report" };
const NUMBER = /^[1-9]\d{0,8}$/;
/** Of the page itself, and of what a user asks a browser for: Fetch Metadata, section 2.3. */
const OWN_SITES: readonly string[] = ["same-origin", "none"];

/**
 * The page is for the one who can read the terminal. Other pages in the browser are told by Host (a name that was rebound
 * to this address says its own), Origin and Sec-Fetch-Site; other users of the machine lack the token.
 */
export function pageAsked({ method, path, headers }: PageRequest, port: number, token: string): PageAnswer {
  const [host, ...hosts] = valuesOf(headers, "host");
  if (host === undefined || hosts.length > 0 || !HOSTS.some((own) => host === `${own}:${port}`)) return OTHER_HOST;
  const isOwn =
    valuesOf(headers, "sec-fetch-site").every((site) => OWN_SITES.includes(site)) &&
    valuesOf(headers, "origin").every((origin) => origin === `http://${host}`);
  if (!isOwn) return OTHER_PAGE;
  if (method !== "GET" && method !== "HEAD") return OTHER_METHOD;
  const [root, given = "", name = "/", number, ...more] = path.split("/");
  if (!isPageToken(given, token) || root !== "" || more.length > 0) return NO_TOKEN;
  if (number !== undefined) {
    return name === "exchange" && NUMBER.test(number) ? { part: "exchange", number: Number(number) } : NO_TOKEN;
  }
  const part = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
  return part === undefined ? NO_TOKEN : { part };
}

const HOSTS: readonly string[] = ["127.0.0.1", "localhost"];

function valuesOf(headers: readonly Header[], name: string): string[] {
  return headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value.trim().toLowerCase());
}
