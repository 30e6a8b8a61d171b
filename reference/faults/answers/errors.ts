import type { Patch } from "#reference/fault.ts";
import type { Header } from "#reference/message.ts";
import { after, before } from "#reference/patches.ts";
import { Refusal, type ErrorCode } from "#reference/refusal.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";

/** Errors of these codes carry another status. */
export function withStatus(status: number, ...codes: readonly ErrorCode[]): Patch {
  return after("errorStatus", (own, { code }) => (codes.includes(code) ? status : own));
}

/** Errors of this code go by another name. */
export const calledAs =
  (code: ErrorCode) =>
  (name: string): Patch =>
    after("errorHeaders", (own, refusal): readonly Header[] =>
      refusal.code === code ? [["x-amzn-ErrorType", name]] : own,
    );

/** Errors of this code become errors of another, status and all. */
export const refusedAs =
  (code: ErrorCode) =>
  (other: ErrorCode): Patch =>
    before("renderError", (refusal) =>
      refusal.code === code ? new Refusal(other, refusal.message, refusal.clusterName) : refusal,
    );

/** Errors have other members. */
export function errorDocument(change: (document: OutputDocument, refusal: Refusal) => OutputDocument): Patch {
  return after("errorDocument", change);
}

/** Errors have this body, and say that it is of this type. */
export function errorBody(
  write: (code: string, message: string) => string,
  contentType = "application/json",
  isSo: (refusal: Refusal) => boolean = () => true,
): Patch {
  return after("renderError", (response, refusal) => {
    if (!isSo(refusal)) return response;
    const others = response.headers.filter(([name]) => name !== "content-type");
    const headers: readonly Header[] = [["content-type", contentType], ...others];
    return { ...response, headers, body: write(refusal.code, refusal.message) };
  });
}
