import type { Reference } from "#reference/server/patched-reference.ts";
import { createReference } from "#reference/server/reference.ts";
import type { ReferenceDependencies, ReferenceOptions } from "#reference/server/options.ts";
import type { Delivery, Exchange, FailureKind, WireRequest, WireResponse } from "#protocol/exchange.ts";
import type { SendOptions, Target } from "#endpoint/target.ts";
import { STARTED_AT } from "./made-replies.ts";

/** What becomes of one attempt: an answer, or why there is none. */
export type Fate = WireResponse | FailureKind;

/**
 * Decides the fate of the request with this number, the first being 1; of several fates, all but the last are those of
 * attempts that were retried. `work` carries the request out and gives the answer.
 */
export type Script = (
  request: WireRequest,
  number: number,
  work: () => Promise<WireResponse>,
  options?: SendOptions,
) => Fate | readonly Fate[] | Promise<Fate | readonly Fate[]>;

export interface FakeTarget extends Target {
  readonly sent: WireRequest[];
  /** `METHOD path` of each request, with the name in the body of a registration. */
  readonly log: string[];
  readonly options: (SendOptions | undefined)[];
  readonly reference: Reference;
}

const encoder = new TextEncoder();

/** A target whose requests are answered by a script, or by the reference implementation in memory. */
export function fakeTarget(
  script: Script = (_request, _number, work) => work(),
  { now = () => STARTED_AT, ...settings }: ReferenceOptions & ReferenceDependencies = {},
): FakeTarget {
  const reference = createReference({ region: "us-east-1", hooks: true, now, ...settings });
  const sent: WireRequest[] = [];
  const log: string[] = [];
  const options: (SendOptions | undefined)[] = [];
  const send = async (request: WireRequest, given?: SendOptions): Promise<Delivery> => {
    sent.push(request);
    log.push(lineOf(request));
    options.push(given);
    const fate = await script(request, sent.length, () => answerOf(reference, request), given);
    const attempts = [fate].flat().map((each, index) => ({ ...exchangeOf(request, each, now()), attempt: index + 1 }));
    const last = attempts.at(-1);
    if (last === undefined) throw new Error("a request needs a fate");
    return { last, earlier: attempts.slice(0, -1) };
  };
  return {
    endpoint: "http://127.0.0.1",
    region: "us-east-1",
    close: () => Promise.resolve(),
    send,
    sent,
    log,
    options,
    reference,
  };
}

async function answerOf(reference: Reference, request: WireRequest): Promise<WireResponse> {
  const { status, headers, body } = await reference.handle({ ...request, body: request.body ?? new Uint8Array() });
  return { status, headers, body: typeof body === "string" ? encoder.encode(body) : body, truncated: false };
}

export function exchangeOf(request: WireRequest, fate: Fate, startedAt = STARTED_AT): Exchange {
  const attempt = {
    request: { ...request, url: `http://127.0.0.1${request.path}` },
    startedAt,
    durationMs: 0,
    attempt: 1,
  };
  return typeof fate === "string"
    ? { ...attempt, failure: { kind: fate, message: "no answer" } }
    : { ...attempt, response: fate };
}

function lineOf({ method, path, body }: WireRequest): string {
  const name = body === undefined ? undefined : nameIn(body);
  return `${method} ${path}${name === undefined ? "" : ` ${name}`}`;
}

function nameIn(body: Uint8Array): string | undefined {
  return /"name":"([^"]*)"/.exec(new TextDecoder().decode(body))?.[1];
}
