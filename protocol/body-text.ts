import type { JsonObject } from "../spec/json/json.ts";
import { perObject } from "../spec/per-object.ts";
import type { WireRequest } from "./exchange.ts";

/** A body that we wrote: its text, and the object that the text spells. */
export interface WrittenBody {
  readonly text: string;
  readonly value: JsonObject;
}

const written = new WeakMap<WireRequest, WrittenBody>();

/** Notes how a request's body came about, so that it need not be read back. */
export function noteWritten(request: WireRequest, body: WrittenBody): WireRequest {
  written.set(request, body);
  return request;
}

/** What the request's body was written from; undefined where its bytes are all that is known of it. */
export function writtenBody(request: WireRequest): WrittenBody | undefined {
  return written.get(request);
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lossy = new TextDecoder();

const decoded = perObject(({ body }: WireRequest) => decoder.decode(body));

/** The text of a request's body, a byte order mark included, read once: several ask. Throws where it is not UTF-8. */
export function bodyText(request: WireRequest): string {
  return written.get(request)?.text ?? decoded(request);
}

/** The same, but what is not UTF-8 is read as well as may be. */
export function readableBodyText(request: WireRequest): string {
  try {
    return bodyText(request);
  } catch {
    return lossy.decode(request.body);
  }
}
