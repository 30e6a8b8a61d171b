import type { Writable } from "node:stream";
import type { Dispatcher } from "undici";
import type { Header, TransportFailure, WireResponse } from "#protocol/exchange.ts";
import { headerPairs } from "#protocol/headers.ts";
import { abortError, type AbortScope } from "./abort.ts";
import { errorCode, isNameServerBusy, transportFailure } from "./failure.ts";

export interface RawAnswer {
  readonly response?: WireResponse;
  readonly failure?: TransportFailure;
  /** The request had begun to be sent, so the endpoint may have acted on it. */
  readonly written: boolean;
  /** The body went to a `Spill`. */
  readonly isSpilled?: boolean;
  /** It failed for a name server that may answer next time. */
  readonly isNameServerBusy?: boolean;
}

/** Where the bytes of an answer go that are not to be kept: then all of them do. */
export interface Spill {
  /** Whether so many more bytes may be kept. */
  keep(bytes: number): boolean;
  /** Begins the answer; whatever was kept of it is written first. */
  open(status: number, headers: readonly Header[]): Writable;
}

export type Settle = (answer: RawAnswer) => void;

/** Collects one response; settles once, whatever comes after. */
export class ResponseGatherer implements Dispatcher.DispatchHandler {
  readonly #bodyLimit: number;
  readonly #resolve: Settle;
  readonly #reject: (reason: Error) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #scope: AbortScope | undefined;
  #settled = false;
  #status = 0;
  #headers: Header[] = [];
  #chunks: Uint8Array[] = [];
  #received = 0;
  readonly #spill: Spill | undefined;
  #sink: Writable | undefined;

  constructor(bodyLimit: number, resolve: Settle, reject: (reason: Error) => void, spill?: Spill) {
    this.#bodyLimit = bodyLimit;
    this.#spill = spill;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  limit(timeoutMs: number, scope: AbortScope | undefined): void {
    this.#timer = setTimeout(() => this.#onTimeout(timeoutMs), timeoutMs);
    this.#scope = scope;
    scope?.add(this.#onAbort);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#settled) controller.abort(abortError());
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headerPairs(controller.rawHeaders as readonly (Buffer | string)[]);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#sink !== undefined || this.#spill?.keep(chunk.length) === false) return this.#pass(controller, chunk);
    const room = this.#bodyLimit - this.#received;
    this.#received += chunk.length;
    // A copy: undici's chunk is a view of its whole read buffer, which the evidence would keep in memory.
    if (room > 0) this.#chunks.push(Buffer.from(chunk.length > room ? chunk.subarray(0, room) : chunk));
    if (chunk.length <= room) return;
    this.#answer(true);
    controller.abort(abortError());
  }

  /** From here on whoever reads the answer sets the pace. */
  #pass(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#sink ??= this.#opened();
    this.#received += chunk.length;
    if (!this.#sink?.write(chunk)) controller.pause();
  }

  #opened(): Writable | undefined {
    clearTimeout(this.#timer);
    const sink = this.#spill?.open(this.#status, this.#headers);
    sink?.on("drain", this.#onDrain).on("close", this.#onAbort);
    for (const kept of this.#chunks.splice(0)) sink?.write(kept);
    return sink;
  }

  onResponseEnd(): void {
    this.#answer(false);
  }

  onResponseError(_controller: unknown, error: Error): void {
    const code = errorCode(error);
    if (code === "UND_ERR_INVALID_ARG" || code === "UND_ERR_NOT_SUPPORTED") {
      return this.#fail(new TypeError(`HTTP cannot carry this request: ${error.message}`));
    }
    if (code === "UND_ERR_DESTROYED" || code === "UND_ERR_CLOSED") return this.#fail(abortError());
    const { kind, message } = transportFailure(error, this.#status !== 0);
    const failure = { kind, message: `${message}${this.#progress()}` };
    const isSpilled = this.#sink !== undefined;
    this.#settle({ failure, written: this.#written, isNameServerBusy: isNameServerBusy(error), isSpilled });
  }

  get #written(): boolean {
    return this.#controller !== undefined;
  }

  readonly #onDrain = (): void => this.#controller?.resume();

  readonly #onAbort = (): void => {
    this.#fail(abortError());
    this.#controller?.abort(abortError());
  };

  #onTimeout(timeoutMs: number): void {
    const written = this.#written;
    const failure: TransportFailure = written
      ? { kind: "timeout", message: `no whole response within ${timeoutMs} ms${this.#progress()}` }
      : { kind: "refused", message: `no connection within ${timeoutMs} ms` };
    this.#settle({ failure, written });
    this.#controller?.abort(abortError());
  }

  #progress(): string {
    return this.#status === 0 ? "" : `, after status ${this.#status} and ${this.#received} bytes of body`;
  }

  #answer(truncated: boolean): void {
    const response = { status: this.#status, headers: this.#headers, body: joined(this.#chunks), truncated };
    this.#settle({ response, written: true, isSpilled: this.#sink !== undefined });
  }

  #settle(answer: RawAnswer): void {
    if (this.#finished()) this.#resolve(answer);
  }

  #fail(error: Error): void {
    if (this.#finished()) this.#reject(error);
  }

  #finished(): boolean {
    if (this.#settled) return false;
    this.#settled = true;
    clearTimeout(this.#timer);
    this.#scope?.delete(this.#onAbort);
    // The connection may carry another request from now on.
    this.#sink?.off("drain", this.#onDrain).off("close", this.#onAbort);
    return true;
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
}
