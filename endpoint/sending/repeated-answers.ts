import { hash } from "node:crypto";
import type { WireRequest, WireResponse } from "#protocol/exchange.ts";
import { headerValue } from "#protocol/headers.ts";

export interface AnswerToRequest {
  readonly request: Pick<WireRequest, "method" | "path" | "body">;
  readonly response: WireResponse;
  /** No request was sent on the connection before. */
  readonly fresh: boolean;
}

/**
 * Tells an answer that comes a second time, unasked, from the one to the request before it on the connection: AWS gives
 * each answer an id of its own. RFC 9112, section 9.2, knows no answers that nobody asked for.
 */
export interface RepeatedAnswers {
  /** Whether this one was given to another request before, as far as ids tell. */
  see(answered: AnswerToRequest): boolean;
  /** An answer came to no request at all. */
  seeUnasked(): void;
  /** One came a second time, or seems to have: no connection is good for more than one request. */
  readonly isSuspected: boolean;
  /** One did come a second time. */
  readonly isSeen: boolean;
}

/** What comes a second time comes soon. */
const REMEMBERED = 1_000;
const ID = "x-amzn-requestid";

/** Bodies as their digests, since so many of them would not fit into memory. */
interface AnsweredDigests {
  readonly request: string;
  readonly response: string;
}

export function repeatedAnswers(): RepeatedAnswers {
  const given = new Map<string, AnsweredDigests>();
  let state: "none" | "suspected" | "seen" | "ids tell nothing" = "none";
  let isUnaskedSeen = false;
  return {
    see: (answered) => {
      const id = headerValue(answered.response.headers, ID);
      if (id === undefined || state === "ids tell nothing") return false;
      const { method, path, body } = answered.request;
      const request = hash("sha256", `${method} ${path}\n${digestOf(body)}`);
      const response = `${answered.response.status} ${digestOf(answered.response.body)}`;
      const before = given.get(id);
      if (before === undefined) {
        remember(given, id, { request, response });
        // On a connection of its own a request gets an id of its own: ids are given anew.
        if (state === "suspected" && answered.fresh) state = "seen";
        return false;
      }
      // A service may keep its whole answer to a request, and give it again when that is repeated.
      if (before.request === request) return false;
      if (answered.fresh || before.response !== response) {
        state = "ids tell nothing";
        return false;
      }
      if (state === "none") state = "suspected";
      return true;
    },
    seeUnasked: () => {
      isUnaskedSeen = true;
    },
    get isSuspected() {
      return isUnaskedSeen || state === "suspected" || state === "seen";
    },
    get isSeen() {
      return isUnaskedSeen || state === "seen";
    },
  };
}

function remember(given: Map<string, AnsweredDigests>, id: string, answered: AnsweredDigests): void {
  given.set(id, answered);
  const [oldest] = given.keys();
  if (given.size > REMEMBERED && oldest !== undefined) given.delete(oldest);
}

function digestOf(body: Uint8Array = new Uint8Array()): string {
  return body.length === 0 ? "" : hash("sha256", body);
}
