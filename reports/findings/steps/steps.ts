import { pagingOf } from "#reports/findings/paging.ts";
import { percent } from "./percent.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, Judgement } from "#suites/record/record.ts";
import { bodyBytes, type Sent, SIGNATURE, unsignable } from "./signature.ts";
import { decoded } from "#protocol/decoded.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";

/**
 * What a request has beside what signs it: how its body is written, what is wanted, who asks, and the error that our own
 * server is asked for.
 */
const HEADER =
  /^(accept(-(charset|encoding|language))?|content-(encoding|language|md5|type)|(x-amz-)?user-agent|amz-sdk-[a-z-]+|x-reference-provoke)$/i;

/**
 * Why a request may be taken for one to another service: an endpoint that serves several goes by what AWS's protocols name
 * an operation with beside its path, a header (awsJson) or a parameter `Action` (awsQuery), and a record may name any.
 */
export function asksAnother({ request: { path, headers, body } }: Sent): string | undefined {
  const strange = headers.find(([name]) => !SIGNATURE.test(name) && !HEADER.test(name));
  if (strange !== undefined) return "a header may say what else the request is to do";
  const query = path.split("?").slice(1).join("&").split("&");
  const isNamed = query.some((each) => decoded(each.split("=", 1)[0] ?? "").toLowerCase() === "action");
  // Forms are read whatever the media type, and out of JSON, too.
  const form = parsedJson(body?.text) === undefined ? /action/i : /action=/i;
  const isForm = form.test(unescaped(Buffer.from(bodyBytes(body)).toString("latin1")));
  return isNamed || isForm ? "it may name an operation of another service" : undefined;
}

function unescaped(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** One request of a case as a script sends it again. */
export interface Step {
  /** From 1. */
  readonly number: number;
  readonly evidence: Evidence;
  /** It is asked again until this status comes. */
  readonly until?: number | undefined;
  /** It makes what the case refers to: without its success nothing can be told. */
  readonly isGround?: boolean;
  /** What it makes is removed before the step that decides, not after it. */
  readonly isRemovedFirst?: boolean;
  /** It is asked again until the value at this pointer into the answer is one of these. */
  readonly ready?: { readonly at: string; readonly values: readonly string[] } | undefined;
}

export interface Steps {
  readonly steps: readonly Step[];
  /** Why a script cannot go through them: then there are none. */
  readonly untold?: string | undefined;
}

/** The steps of a case up to the one that decided. */
export function stepsOf({ exchanges, exchangesLeftOut, judgement }: CaseResult): Steps {
  if (exchangesLeftOut !== undefined) {
    return { steps: [], untold: `the record keeps no more than the last ${exchanges.length} requests` };
  }
  const told = exchanges.slice(0, (judgement.exchange ?? exchanges.length - 1) + 1);
  if (told.length === 0) return { steps: [], untold: "the record has no request of it" };
  const decisive = told.at(-1);
  const shown = told
    .filter((_, at) => !isRetried(told, at))
    .filter((one) => !isLaterPage(one, judgement))
    .filter((one) => one === decisive || decisive === undefined || !isTooEarly(one, decisive));
  const steps: Step[] = [];
  for (const evidence of shown) {
    const before = steps.at(-1);
    const asksAgain =
      before !== undefined && isAskedAgain(before.evidence, evidence) && !isLost(before.evidence, evidence, steps);
    if (asksAgain) steps.pop();
    // In vain it is waited for what nothing has removed: that it is not there is another fault.
    const isAwaited = isRead(evidence) ? !isOfRemoved(evidence, steps) : asksAgain && !isInVain(evidence, steps);
    steps.push({
      number: steps.length + 1,
      evidence,
      until: isAwaited ? evidence.response?.status : undefined,
    });
  }
  const untold = steps.map(({ evidence }) => unsendable(evidence)).find((reason) => reason !== undefined);
  return untold === undefined ? { steps } : { steps: [], untold };
}

/** Sent again by the run itself, since the answer was about the pace, or never came. */
function isRetried(exchanges: readonly Evidence[], at: number): boolean {
  const [one, next] = [exchanges[at], exchanges[at + 1]];
  return one !== undefined && next !== undefined && next.attempt > one.attempt && isSameRequest(one, next);
}

/** Where a whole list decides, a script walks its pages by itself. */
function isLaterPage({ request }: Evidence, { condition }: Judgement): boolean {
  if (condition?.list === undefined || request.method !== "GET") return false;
  const { token } = pagingOf(condition.list);
  const query = request.path.split("?", 2)[1]?.split("&") ?? [];
  return token !== undefined && query.some((each) => each.startsWith(`${percent(token)}=`));
}

/** A read that waits for a write to show, or a write that comes too early: what a second one does is another matter. */
function isAskedAgain(before: Evidence, now: Evidence): boolean {
  const succeeded = (now.response?.status ?? 0) < 300;
  return isSameRequest(before, now) && (now.request.method === "GET" || (isEarly(before) && succeeded));
}

/** It was there, and then it was not, although no step removed it: the first look is a part of what happened. */
function isLost(before: Evidence, now: Evidence, steps: readonly Step[]): boolean {
  return isRead(before) && (now.response?.status ?? 0) >= 400 && !isOfRemoved(before, steps);
}

/** The same write as the one that decides, refused as one that comes too early: it waited, where a second one would not. */
function isTooEarly(one: Evidence, decisive: Evidence): boolean {
  return isEarly(one) && isSameRequest(one, decisive);
}

/** A write that what was done before may not have reached yet. */
function isEarly({ request: { method }, response }: Evidence): boolean {
  return (method === "DELETE" && response?.status === 404) || (method === "POST" && response?.status === 409);
}

/** It is about what a step before has removed, or what was below it: to find that shows a fault, and is nothing to wait for. */
function isOfRemoved({ request }: Evidence, before: readonly Step[]): boolean {
  const parts = (request.path.split("?", 1)[0] ?? "").split("/");
  return before.some(
    ({ evidence }) =>
      evidence.request.method === "DELETE" &&
      (evidence.response?.status ?? 500) < 300 &&
      parts.includes(lastPart(evidence.request.path) ?? ""),
  );
}

function isInVain(evidence: Evidence, before: readonly Step[]): boolean {
  return evidence.request.method === "GET" && !isOfRemoved(evidence, before);
}

/** The last part of a path, as it is written. */
export function lastPart(path: string): string | undefined {
  return path.split("?", 1)[0]?.split("/").at(-1);
}

/** One that found something, and so may have waited for it. */
function isRead({ request, response }: Evidence): boolean {
  return request.method === "GET" && (response?.status ?? 0) < 300;
}

function isSameRequest({ request: one }: Evidence, { request: other }: Evidence): boolean {
  return (
    one.method === other.method &&
    one.path === other.path &&
    one.body?.text === other.body?.text &&
    one.body?.base64 === other.body?.base64
  );
}

/** Why Hurl cannot send the request again, where it cannot. */
export function unsendable(sent: Sent): string | undefined {
  const { method, path, headers, body } = sent.request;
  if (body?.truncated === true) return "the record keeps only the head of a request's body";
  const own = headers.filter(([name]) => !SIGNATURE.test(name));
  if ([path, body?.text ?? "", ...own.flat()].some((text) => text.includes("[redacted "))) {
    return "a request holds what the record does not show";
  }
  if (!/^[A-Z]{1,20}$/.test(method)) return "Hurl has no such method";
  if (!/^\/[!-~]*$/.test(path) || /[#\\]/.test(path)) return "HTTP clients do not send such a path as it is";
  if (!own.every(isPlainHeader)) return "HTTP clients do not send such a header as it is";
  return asksAnother(sent) ?? unsignable(sent);
}

/** What frames a message is the client's own. */
function isPlainHeader([name, value]: readonly [string, string]): boolean {
  const isFraming = /^(connection|content-length|expect|host|te|trailer|transfer-encoding|upgrade)$/i.test(name);
  return !isFraming && /^[\w-]{1,100}$/.test(name) && /^([!-~]([ -~]*[!-~])?)?$/.test(value);
}
