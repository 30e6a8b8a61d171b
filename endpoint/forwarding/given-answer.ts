import type { ServerResponse } from "node:http";
import type { Exchange, WireResponse } from "#protocol/exchange.ts";
import type { Clock } from "#endpoint/clock.ts";
import { endToEnd } from "./end-to-end.ts";

/** An answer that a client gets in place of the endpoint's. */
export interface AnswerInPlace {
  readonly response: WireResponse;
  /** Milliseconds that it comes later. */
  readonly delayMs?: number | undefined;
  /** The connection is closed after it. */
  readonly closes?: boolean | undefined;
  /** The connection is closed in place of it. */
  readonly drops?: boolean | undefined;
}

/** Says what clients get in place of what the endpoint answers; nothing is changed where it says nothing. */
export interface InPlace {
  /** An answer in place of passing a request on. */
  instead(request: Exchange["request"]): AnswerInPlace | undefined;
  /** An answer in place of the endpoint's, whose body has no content coding here. */
  answer(exchange: Exchange): AnswerInPlace | undefined;
}

/** Gives it; resolves once it is on its way. */
export async function giveInPlace(
  { response, delayMs = 0, closes, drops }: AnswerInPlace,
  to: ServerResponse,
  clock: Clock,
): Promise<void> {
  if (delayMs > 0) await clock.sleep(delayMs);
  if (drops === true) return void to.destroy();
  to.sendDate = false;
  const own = closes === true ? [["connection", "close"] as const] : [];
  to.writeHead(response.status, [...endToEnd(response.headers), ...own].flat());
  to.end(response.body);
}
