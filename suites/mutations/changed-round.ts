import type { Exchange, WireRequest, WireResponse } from "#protocol/exchange.ts";
import type { Service } from "#spec/resources/service.ts";
import type { AnswerChanger, AnswerFault } from "./answer-fault.ts";
import { changedAnswer, type GivenAnswer, type GivenChange, NOTHING_SENT } from "./change.ts";
import { answered, type PassingAnswer, type PassingRequest, readPassing } from "./passing-answer.ts";

/** An answer as the endpoint gave it, if it was asked, and as the client got it. */
export interface ChangedExchange {
  readonly operation: string;
  readonly request: Exchange["request"];
  readonly before?: WireResponse | undefined;
  readonly after: GivenAnswer;
}

/** One round of a command: what passes, and what is made of it. */
export interface ChangedRound {
  /** An answer in place of passing a request on. */
  instead(request: Exchange["request"]): GivenAnswer | undefined;
  /** What the client gets in place of the endpoint's answer. */
  answer(exchange: Exchange): GivenAnswer | undefined;
  /** The endpoint's own answers so far. */
  readonly passed: readonly PassingAnswer[];
  /** The first of what was changed, and the last. */
  readonly changed: readonly ChangedExchange[];
  /** The operations of all that was changed. */
  readonly changedOperations: ReadonlySet<string>;
  /** What was answered once was asked for again. */
  readonly wasAskedAgain: boolean;
}

/** Answers that are remembered: more than a test file has. */
const REMEMBERED = 5_000;
/** Changed exchanges that are kept: the first ones, and the last. */
const KEPT = 20;

/** A round with one fault, or with none. */
export function openChangedRound(service: Service, kind?: AnswerChanger, fault?: AnswerFault): ChangedRound {
  const passed: PassingAnswer[] = [];
  const changed: ChangedExchange[] = [];
  const changedOperations = new Set<string>();
  const answeredOnce = new Set<string>();
  const refusedOnce = new Set<string>();
  let wasAskedAgain = false;
  const concerns = ({ operation }: PassingRequest): boolean =>
    fault !== undefined && (fault.operation === undefined || fault.operation === operation.id);
  const keep = (exchange: ChangedExchange): GivenAnswer => {
    changedOperations.add(exchange.operation);
    if (changed.length === KEPT) changed.pop();
    changed.push(exchange);
    return exchange.after;
  };
  const instead = (request: Exchange["request"]): GivenAnswer | undefined => {
    if (fault === undefined || kind?.instead === undefined) return undefined;
    const passing = readPassing(service.contract, request);
    if (passing === undefined || !concerns(passing)) return undefined;
    const key = sameRequest(passing.request);
    if (refusedOnce.has(key)) wasAskedAgain = true;
    // Once for each operation, or for each request where all operations are meant.
    const turn = fault.operation ?? key;
    if (kind.once === true && answeredOnce.has(turn)) return undefined;
    const change = kind.instead(fault, passing, { service, before: passed });
    if (change === undefined) return undefined;
    answeredOnce.add(turn);
    refusedOnce.add(key);
    const after = changedAnswer(NOTHING_SENT, change) ?? { response: NOTHING_SENT };
    return keep({ operation: passing.operation.id, request, after });
  };
  const answer = (exchange: Exchange): GivenAnswer | undefined => {
    const { request, response } = exchange;
    const passing = readPassing(service.contract, request);
    if (passing === undefined || response === undefined || response.truncated) return undefined;
    const own = answered(passing, exchange, response);
    const change = changeOf(own);
    const after = change === undefined ? undefined : changedAnswer(response, change);
    passed.push(own);
    if (passed.length > REMEMBERED) passed.shift();
    return after && keep({ operation: passing.operation.id, request, before: response, after });
  };
  const changeOf = (own: PassingAnswer): GivenChange | undefined => {
    if (fault === undefined || kind?.change === undefined || !concerns(own)) return undefined;
    return kind.change(fault, own, { service, before: passed });
  };
  return {
    instead,
    answer,
    passed,
    changed,
    changedOperations,
    get wasAskedAgain() {
      return wasAskedAgain;
    },
  };
}

function sameRequest({ method, path, body }: WireRequest): string {
  return `${method} ${path} ${body === undefined ? "" : Buffer.from(body).toString("latin1")}`;
}
