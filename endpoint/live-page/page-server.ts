import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { headerPairs } from "#protocol/headers.ts";
import type { Clock } from "#endpoint/clock.ts";
import { AbortScope } from "#endpoint/sending/abort.ts";
import { openReaders, type PageReaders } from "./page-readers.ts";
import { pageAsked, type PagePart } from "./page-request.ts";
import { newPageToken } from "./page-token.ts";

/** A page, and what its browser lets it do. */
export interface ServedPage {
  readonly html: string;
  /** A Content-Security-Policy. */
  readonly policy: string;
}

export interface PageServerOptions {
  readonly clock: Pick<Clock, "now" | "sleep">;
  /** The page as it is when somebody opens it. */
  readonly page: () => ServedPage;
  /** What open pages are told when something changes. */
  readonly state: () => string;
  /** One of the exchanges that the page shows, as text; undefined where it is there no more. */
  readonly exchange: (number: number) => string | undefined;
  /** What the page leads to when all is over, with a policy of its own; undefined before. */
  readonly report: () => string | undefined;
}

export interface PageServer {
  /** With the token: whoever has it can read the page. */
  readonly url: string;
  /** Tells those who have the page open. */
  changed(): void;
  /** Tells them the last, waits for them so many milliseconds at most, and closes. */
  close(graceMs: number): Promise<void>;
}

/** The page is for this machine alone. */
const HOST = "127.0.0.1";
/** Connections at once: what others on the machine may hold open. */
const CONNECTIONS = 64;
/** Milliseconds that a request may take to arrive. */
const ARRIVAL_MS = 10_000;

/** Serves a page that is told what is new, to the one who has its address: see `pageAsked`. Port and token are drawn. */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const token = newPageToken();
  const readers = openReaders(options.state, options.clock);
  const timeouts = { headersTimeout: ARRIVAL_MS, requestTimeout: ARRIVAL_MS, connectionsCheckingInterval: ARRIVAL_MS };
  const server = createServer(timeouts, (message, response) => {
    const { port } = server.address() as AddressInfo;
    const { method = "", url: path = "", rawHeaders } = message;
    const asked = pageAsked({ method, path, headers: headerPairs(rawHeaders) }, port, token);
    // Nothing here reads a body.
    if (asked.status !== undefined) return refuse(response, asked.status, asked.why);
    GIVE[asked.part](message, response, options, { readers, number: asked.number ?? 0 });
  });
  server.maxConnections = CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, HOST, resolve);
  });
  let closed: Promise<void> | undefined;
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}/${token}/`,
    changed: readers.tell,
    close: (graceMs) => (closed ??= close(server, readers, options.clock, graceMs)),
  };
}

async function close(
  server: Server,
  readers: PageReaders,
  clock: PageServerOptions["clock"],
  graceMs: number,
): Promise<void> {
  const told = new AbortController();
  const patience = clock.sleep(graceMs, new AbortScope(told.signal)).catch(() => undefined);
  await Promise.race([readers.last(), patience]);
  told.abort();
  readers.end();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

interface GiveParts {
  readonly readers: PageReaders;
  readonly number: number;
}

type Give = (message: IncomingMessage, response: ServerResponse, options: PageServerOptions, given: GiveParts) => void;

const GIVE: Readonly<Record<PagePart, Give>> = {
  page: (_message, response, { page }) => {
    const { html, policy } = page();
    begin(response, 200, { "content-type": HTML, "content-security-policy": `${policy}; ${NO_FRAMES}` }).end(html);
  },
  report: (_message, response, { report }) => {
    const html = report();
    if (html === undefined) return refuse(response, 404, "there is no report before all is over");
    begin(response, 200, { "content-type": HTML, "content-security-policy": NO_FRAMES }).end(html);
  },
  exchange: (_message, response, { exchange }, { number }) => {
    const text = exchange(number);
    if (text === undefined) return refuse(response, 404, "this exchange is there no more");
    begin(response, 200, { "content-type": TEXT }).end(text);
  },
  events: (message, response, _options, { readers }) => {
    if (message.method === "HEAD") return void begin(response, 200, { "content-type": EVENTS }).end();
    if (readers.isFull) return refuse(response, 503, "the page is open too often: close it elsewhere");
    readers.add(begin(response, 200, { "content-type": EVENTS }));
  },
};

const HTML = "text/html; charset=utf-8";
const EVENTS = "text/event-stream; charset=utf-8";
const TEXT = "text/plain; charset=utf-8";
const NO_FRAMES = "frame-ancestors 'none'";

/** Nothing is kept by a browser, framed, embedded or told to others. */
const GUARDS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": `default-src 'none'; ${NO_FRAMES}`,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

function begin(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>): ServerResponse {
  return response.writeHead(status, { ...GUARDS, ...headers });
}

function refuse(response: ServerResponse, status: number, why: string): void {
  begin(response, status, { "content-type": TEXT, connection: "close" });
  response.end(`eks-conformance proxy --ui: ${why}\n`);
}
