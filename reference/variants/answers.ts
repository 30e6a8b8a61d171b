import type { Patch } from "#reference/fault.ts";
import type { Header } from "#reference/message.ts";
import type { ErrorCode } from "#reference/refusal.ts";
import { around } from "#reference/patches.ts";

/** An answer as a layer in front of the service writes it: what is left out stays as the service has it. */
export interface LayerAnswer {
  readonly status: number;
  readonly headers?: readonly Header[];
  readonly body?: string;
}

export const HTML: Header = ["content-type", "text/html; charset=utf-8"];
export const TEXT: Header = ["content-type", "text/plain; charset=utf-8"];
export const JSON_TYPE: Header = ["content-type", "application/json"];

/** Refusals of this code are answered in other words; `answer` may look at the request's method and path. */
export function refusedAs(
  code: ErrorCode,
  answer: LayerAnswer | ((method: string, path: string) => LayerAnswer),
): Patch {
  return around("renderError", (own, refusal, call) => {
    if (refusal.code !== code) return own(refusal, call);
    const { method, path } = call.request;
    const { status, headers = [], body = "" } = typeof answer === "function" ? answer(method, path) : answer;
    return { status, headers, body, transport: call.transport };
  });
}

/** Refusals of this code keep their body, and go by another status and name. */
export function asAnotherError(code: ErrorCode, status: number, name: string): Patch {
  return (behaviours) => ({
    errorStatus: (refusal, call) => (refusal.code === code ? status : behaviours.errorStatus(refusal, call)),
    errorHeaders: (refusal, call) =>
      refusal.code === code ? [["x-amzn-ErrorType", name]] : behaviours.errorHeaders(refusal, call),
  });
}
