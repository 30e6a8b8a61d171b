import { errorIdentity } from "#protocol/answers/error-identity.ts";
import { headerValue } from "#protocol/headers.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { endsTooSoon } from "#spec/json/ends-too-soon.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import { brief } from "#reports/model/text/format.ts";
import type { BodyEvidence, Evidence } from "#suites/record/parts/kept-evidence.ts";

/** The kind of an answer: what two answers have in common that one mending would change. */
export interface Answer {
  /** 0 where none came. */
  readonly status: number;
  /** Name of the error, from where AWS SDKs take it; of an answer that looks like a success, where it names one. */
  readonly error?: string;
  /** Its places name different errors. */
  readonly contradicts?: boolean;
  /** The body is a JSON object, or was kept in part only. */
  readonly isJson: boolean;
  /** It is over in the middle of its JSON; or it begins and ends as an object, and is none. */
  readonly flaw?: "cut" | "broken";
  /** What the body is where it is no JSON object and a part of the kind: without a name, an error is one with any body. */
  readonly form?: "none" | "cut" | "broken" | "other";
  /** Why there is none, such as `reset`; undefined where one came. */
  readonly failure?: string;
}

/** UTF-16 units of an error's name, which is whatever the endpoint says. */
const LONGEST_NAME = 80;

export function answerOf({ request, response, failure }: Evidence): Answer {
  if (response === undefined) return { status: 0, isJson: false, failure: failure?.kind ?? "none recorded" };
  const { status, headers, body } = response;
  const json = parsedJson(body.text);
  const isJson = isJsonObject(json) || body.truncated;
  const header = headerValue(headers, "x-amzn-errortype");
  const isError = status >= 300 || header !== undefined || isErrorBody(json);
  const { name, agrees } = errorIdentity(header, isError ? json : undefined);
  const error = name === undefined ? undefined : brief(name, LONGEST_NAME);
  const isNameless = status >= 300 && error === undefined;
  const flaw = json === undefined && !body.truncated ? flawOf(textOf(body)) : undefined;
  const form = isJson || isNameless || request.method === "HEAD" ? undefined : (flaw ?? formOf(body));
  return { status, error, contradicts: !agrees, isJson, ...(flaw === undefined ? {} : { flaw }), form };
}

function flawOf(text: string): Answer["flaw"] {
  if (endsTooSoon(text)) return "cut";
  return /^\s*\{.*\}\s*$/s.test(text) ? "broken" : undefined;
}

/** Of a body that is cut in the middle of a character, too, which makes it no UTF-8. */
function textOf({ text, base64 = "" }: BodyEvidence): string {
  return text ?? Buffer.from(base64, "base64").toString();
}

function formOf({ bytes, text, base64 }: BodyEvidence): Answer["form"] {
  if (bytes === 0) return "none";
  return (text ?? base64) === undefined ? undefined : "other";
}

/** The same for answers of one kind, and for no others. */
export function answerKey(answer: Answer | undefined): string {
  if (answer === undefined) return "";
  const { failure, status, error, form } = answer;
  return JSON.stringify([failure, status, error, form]);
}

/** An answer with an error's type is none, whatever its status. */
export function isPlainSuccess({ status, isJson, error }: Answer): boolean {
  return status === 200 && isJson && error === undefined;
}

/** The status says that it is a success, whatever the body. */
export function isOk(answer: Answer | undefined): boolean {
  return answer !== undefined && answer.status >= 200 && answer.status < 300;
}

/** Another success than the documented one, such as 202. */
export function isOtherSuccess(answer: Answer | undefined): boolean {
  return isOk(answer) && answer?.status !== 200;
}

/** Nothing but what errors consist of: a success shows a cluster, or a list, or nothing at all. */
function isErrorBody(json: JsonValue | undefined): boolean {
  return isJsonObject(json) && Object.values(json).every((value) => typeof value === "string");
}
