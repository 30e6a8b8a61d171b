import type { Reference } from "#reference/server/patched-reference.ts";
import { DUMMY_CREDENTIALS, fixedCredentials } from "#endpoint/aws/credentials.ts";
import { deliver, type Sender } from "#endpoint/sending/delivery.ts";
import { Pacer } from "#endpoint/pacing/pacer.ts";
import { createSigner, type OtherCallers } from "#endpoint/signing/signer.ts";
import type { Target } from "#endpoint/target.ts";
import { memoryConnections } from "./memory-connections.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export interface MemoryTargetOptions {
  readonly reference: Pick<Reference, "handle">;
  readonly region: string;
  /** What requests are signed for. Default: `eks`. */
  readonly service?: string;
  readonly clock: VirtualClock;
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** Requests in any one second at most; absent for no limit. */
  readonly rps?: number;
  /** See HttpTargetOptions. */
  readonly readOnly?: boolean;
  /** See HttpTargetOptions. */
  readonly pseudonyms?: Pick<Sender, "shown" | "meant">;
  /** Who else may sign. */
  readonly otherCallers?: OtherCallers;
}

const HOST = "selftest.invalid";
const TIMEOUT_MS = 10_000;
/** As the HTTP target has it. */
const BODY_LIMIT = 1024 * 1024;

/** The HTTP target's own signing, pacing and retries over a server in this thread. */
export function memoryTarget(options: MemoryTargetOptions): Target {
  const { reference, region, clock, concurrency, rps, otherCallers } = options;
  const sender: Sender = {
    origin: `http://${HOST}`,
    basePath: "",
    connections: memoryConnections({ reference, host: HOST, clock, bodyLimit: BODY_LIMIT }),
    bodyLimit: BODY_LIMIT,
    readOnly: options.readOnly === true,
    pacer: new Pacer({ concurrency, timeoutMs: TIMEOUT_MS, rps, clock }),
    signer: createSigner({
      host: HOST,
      region,
      service: options.service ?? "eks",
      credentials: fixedCredentials(DUMMY_CREDENTIALS),
      otherCallers,
    }),
    timeoutMs: TIMEOUT_MS,
    clock,
    ...options.pseudonyms,
  };
  return {
    endpoint: sender.origin,
    region,
    send: (request, options = {}) => deliver(sender, { request, options, scope: undefined }),
    close: () => {
      sender.pacer.close();
      return sender.connections.close();
    },
  };
}
