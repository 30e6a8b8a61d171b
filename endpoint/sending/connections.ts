import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { buildConnector, EnvHttpProxyAgent, Pool, type Dispatcher } from "undici";
import type { TransportFailure } from "#protocol/exchange.ts";
import { abortError, type AbortScope } from "./abort.ts";
import type { Environment } from "#endpoint/aws/shared-config.ts";
import { tunnelError } from "./failure.ts";
import { proxyFor, type Proxy } from "./proxy.ts";
import { repeatedAnswers, type RepeatedAnswers } from "./repeated-answers.ts";
import { LONGEST_HEAD, passOverInterim } from "./interim-answers.ts";
import { type RawAnswer, ResponseGatherer, type Settle, type Spill } from "./response-gatherer.ts";
import { watchForUnasked } from "./unasked-answers.ts";

export interface ConnectionOptions {
  /** Scheme, host and port. */
  readonly origin: string;
  /** The most sockets to open. */
  readonly connections: number;
  /** How many bytes of a response body are kept; the rest is not read. */
  readonly bodyLimit: number;
  /** PEM certificates trusted instead of the system's. */
  readonly ca?: string;
  /** The variables among which HTTPS_PROXY, HTTP_PROXY and NO_PROXY are looked up. Absent: no proxy. */
  readonly env?: Environment;
  /** Overrides how sockets are opened, as undici's `connect` option. */
  readonly connect?: Pool.Options["connect"];
}

/**
 * One request in the form in which it goes to the socket: path with base path and query, headers as name, value, name,
 * value.
 */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body?: Uint8Array;
  /** No request was sent on its connection before. */
  readonly fresh?: boolean;
}

/** What somebody else sends and is answered: what is not kept of it goes by as it comes. */
export interface Passing {
  /** The body of the request, where it is not kept. */
  readonly upload: Readable | undefined;
  readonly spill: Spill;
}

export interface Connections {
  /** While a moment is left in which a second answer to the first request may come, unasked: until it is over. */
  ready?(): Promise<void> | undefined;
  /** Limits headers and whole body together to `timeoutMs`; rejects only with `AbortError`, or for a request HTTP cannot carry. */
  exchange(request: RawRequest, timeoutMs: number, scope?: AbortScope, passing?: Passing): Promise<RawAnswer>;
  /** An answer came a second time, unasked, so each request has a connection of its own from then on. */
  readonly hasRepeatedAnswers?: boolean;
  close(): Promise<void>;
}

/** Milliseconds. With another request under way, an answer that comes again would be taken for the one to that. */
const FIRST_REST_MS = 30;
/** Milliseconds after which no connection at rest is used again: servers close them after some seconds. */
const LONGEST_REST_MS = 1_000;

/**
 * Keep-alive connections to one origin over HTTP/1.1, with one request at a time on each, through a proxy if the
 * variables name one. Redirects are answers like any other. Throws `EndpointError` if the proxy's address is invalid.
 */
export function openConnections(options: ConnectionOptions): Connections {
  const repeated = repeatedAnswers();
  const { dispatch, renew, close } = openDispatcher(options, () => repeated.seeUnasked());
  let underWay = 0;
  let restsSince = performance.now();
  let rest: Promise<void> | undefined;
  let hasRested = false;
  /** A server may close an idle connection at any time, and lose what was just sent on it (RFC 9112, section 9.5). */
  let losesOnUsed = false;
  const restOnce = (): void => {
    if (hasRested) return;
    hasRested = true;
    rest = sleep(FIRST_REST_MS).then(() => (rest = undefined));
  };
  return {
    ready: () => rest,
    get hasRepeatedAnswers() {
      return repeated.isSeen;
    },
    exchange: (given, timeoutMs, scope, passing) => {
      if (underWay === 0 && performance.now() - restsSince > LONGEST_REST_MS) renew();
      underWay += 1;
      const exchanged = new Promise<RawAnswer>((resolve, reject) => {
        if (scope?.aborted) return reject(abortError());
        const request = repeated.isSuspected || losesOnUsed ? { ...given, fresh: true } : given;
        const settle: Settle = (answer) => {
          restOnce();
          losesOnUsed ||= answer.failure?.kind === "reset";
          resolve(answer.isSpilled === true ? answer : unlessRepeated(answer, request, repeated));
        };
        const call = new ResponseGatherer(options.bodyLimit, settle, reject, passing?.spill);
        call.limit(timeoutMs, scope);
        dispatch({ ...request, body: passing?.upload ?? request.body }, call);
      });
      return exchanged.finally(() => {
        underWay -= 1;
        restsSince = performance.now();
      });
    },
    close,
  };
}

function unlessRepeated(answer: RawAnswer, request: RawRequest, repeated: RepeatedAnswers): RawAnswer {
  const { response } = answer;
  if (response === undefined) return answer;
  const fresh = request.fresh === true;
  return repeated.see({ request, response, fresh }) ? { failure: REPEATED, written: true } : answer;
}

const REPEATED: TransportFailure = {
  kind: "reset",
  message: "the answer to an earlier request came again, with its x-amzn-requestid",
};

/** One timer per request covers connecting, headers and body. */
const READING = { headersTimeout: 0, bodyTimeout: 0, maxHeaderSize: LONGEST_HEAD } as const;

/** See `Passing.upload`. */
type Dispatched = Omit<RawRequest, "body"> & { readonly body: RawRequest["body"] | Readable };

interface OpenDispatcher {
  readonly dispatch: (request: Dispatched, call: ResponseGatherer) => void;
  /** Closes the connections, none of which is in use: further requests open others. */
  readonly renew: () => void;
  readonly close: () => Promise<void>;
}

function openDispatcher(
  { origin, connections, ca, env = {}, connect = { ca } }: ConnectionOptions,
  onUnasked: () => void,
): OpenDispatcher {
  const proxy = proxyFor(origin, env);
  if (proxy !== undefined) return throughProxy({ origin, connections, ca }, proxy);
  const watched = withSocket(connect, (socket) => {
    passOverInterim(socket);
    watchForUnasked(socket, onUnasked);
  });
  const open = { connections, connect: watched, ...READING };
  let pool = new Pool(origin, open);
  // Without pipelining undici closes each connection after its answer.
  const single = new Pool(origin, { ...open, pipelining: 0 });
  return {
    dispatch: ({ fresh, ...request }, call) =>
      (fresh === true ? single : pool).dispatch(request as Dispatcher.DispatchOptions, call),
    renew: () => {
      void pool.destroy();
      pool = new Pool(origin, open);
    },
    close: async () => void (await Promise.all([pool.destroy(), single.destroy()])),
  };
}

/** Sends the endpoint the same bytes: each connection is a tunnel, even for plain HTTP. */
function throughProxy(
  { origin, connections, ca }: Pick<ConnectionOptions, "origin" | "connections" | "ca">,
  { url, noProxy }: Proxy,
): OpenDispatcher {
  const agent = new EnvHttpProxyAgent({
    httpProxy: url,
    httpsProxy: url,
    noProxy,
    connections,
    connect: { ca },
    requestTls: { ca },
    proxyTls: { ca },
    factory: (to, options: Pool.Options) =>
      new Pool(to, {
        ...options,
        connect: withSocket(tunnelOnce(options.connect, new URL(url).host), passOverInterim),
      }),
    ...READING,
  });
  // A proxy may reuse its connections to the endpoint, so none is certain to be fresh.
  const dispatch = ({ headers, fresh: _fresh, ...request }: Dispatched, call: ResponseGatherer): void => {
    // As pairs: a flat list would be turned into an object on the way, which cannot hold a name twice.
    const options = { ...request, origin, headers: { [Symbol.iterator]: () => pairsOf(headers) } };
    agent.dispatch(options as unknown as Dispatcher.DispatchOptions, call);
  };
  return { dispatch, renew: () => undefined, close: () => agent.destroy() };
}

function withSocket(connect: Pool.Options["connect"], prepare: (socket: Socket) => void): buildConnector.connector {
  const open = typeof connect === "function" ? connect : buildConnector(connect ?? {});
  return (options, callback) =>
    open(options, (...result) => {
      if (result[0] === null) prepare(result[1]);
      callback(...result);
    });
}

/**
 * If the proxy closes a tunnel without an answer, the request fails, and the endpoint is not to blame. undici would take
 * that for the closing of an idle connection, and open tunnel after tunnel endlessly.
 */
function tunnelOnce(connect: Pool.Options["connect"], proxy: string): Pool.Options["connect"] {
  if (typeof connect !== "function") return connect;
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error === null) return callback(error, socket);
      callback(tunnelError(error, proxy), null);
    });
}

function* pairsOf(flat: readonly string[]): Generator<[name: string, value: string]> {
  for (let index = 0; index + 1 < flat.length; index += 2) yield [flat[index] ?? "", flat[index + 1] ?? ""];
}
