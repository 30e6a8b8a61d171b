import { AbortScope } from "./abort.ts";
import { systemClock, type Clock } from "../clock.ts";
import { openConnections, type ConnectionOptions } from "./connections.ts";
import type { CredentialSource } from "../aws/credentials.ts";
import { deliver, type Sender } from "./delivery.ts";
import { Pacer } from "./pacer.ts";
import { createSigner } from "../signing/signing.ts";
import type { Target } from "../target.ts";

export interface HttpTargetOptions {
  /** Origin and base path, such as `http://localhost:4566/eks`. */
  readonly endpoint: string;
  readonly region: string;
  /** What requests are signed for. Default: `eks`. */
  readonly service?: string;
  /** Absent: requests go unsigned, whatever signing a case asks for but "verbatim". */
  readonly credentials?: CredentialSource;
  /** Requests in flight, and connections, at most. Default 16. */
  readonly concurrency?: number;
  /** Requests in any one second at most. Default: no limit but what the endpoint's throttling teaches. */
  readonly rps?: number;
  /** For one response, headers and body together. Default 10 000. */
  readonly timeoutMs?: number;
  /** Bytes of a response body kept. Default 1 MiB. */
  readonly bodyLimit?: number;
  /** PEM certificates trusted instead of the system's. */
  readonly ca?: string;
  readonly connect?: ConnectionOptions["connect"];
  /** Aborts everything sent but through `withoutAbort()`. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

export interface HttpTarget extends Target {
  /** The same target (pool and pacing) deaf to the abort signal: for clean-up after an interruption. */
  withoutAbort(): HttpTarget;
}

const DEFAULTS = { concurrency: 16, timeoutMs: 10_000, bodyLimit: 1024 * 1024 } as const;

/** A target over HTTP or HTTPS. Opens connections as requests need them; `close()` ends them. */
export function createHttpTarget(options: HttpTargetOptions): HttpTarget {
  const { region } = options;
  const url = new URL(options.endpoint);
  const concurrency = options.concurrency ?? DEFAULTS.concurrency;
  const clock = options.clock ?? systemClock;
  const sender: Sender = {
    basePath: url.pathname.replace(/\/+$/, ""),
    origin: url.origin,
    connections: openConnections({
      origin: url.origin,
      connections: concurrency,
      bodyLimit: options.bodyLimit ?? DEFAULTS.bodyLimit,
      ca: options.ca,
      connect: options.connect,
    }),
    pacer: new Pacer({ concurrency, clock, rps: options.rps }),
    signer: createSigner({
      host: url.host,
      region,
      service: options.service ?? "eks",
      credentials: options.credentials,
    }),
    timeoutMs: options.timeoutMs ?? DEFAULTS.timeoutMs,
    clock,
  };
  return facade(sender, region, options.signal === undefined ? undefined : new AbortScope(options.signal));
}

function facade(sender: Sender, region: string, scope: AbortScope | undefined): HttpTarget {
  return {
    endpoint: sender.origin + sender.basePath,
    region,
    send: (request, options = {}) => deliver(sender, { request, options, scope }),
    withoutAbort: () => facade(sender, region, undefined),
    close: () => {
      sender.pacer.close();
      return sender.connections.close();
    },
  };
}
