import { brief } from "../format.ts";
import type { BodyEvidence, Evidence } from "../../../suites/record/record.ts";

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
  /** The kind in words: `500 InternalFailure`, `204 with no body`, `no response (reset)`. */
  readonly words: string;
}

/** UTF-16 units of an error's name, which is whatever the endpoint says. */
const LONGEST_NAME = 80;

type Members = Readonly<Record<string, unknown>>;

export function answerOf({ request, response, failure }: Evidence): Answer {
  if (response === undefined) {
    return { status: 0, isJson: false, words: `no response (${failure?.kind ?? "none recorded"})` };
  }
  const { status, headers, body } = response;
  const json = parsed(body.text);
  const isJson = isMembers(json) || body.truncated;
  const header = headerOf(headers, "x-amzn-errortype");
  const names = status < 300 && header === undefined && !isErrorBody(json) ? [] : errorNames(header, json);
  const [error] = names;
  return {
    status,
    error,
    contradicts: new Set(names).size > 1,
    isJson,
    words: wordsOf(status, error, request.method === "HEAD" ? "" : formOf(body, isJson)),
  };
}

function wordsOf(status: number, error: string | undefined, form: string): string {
  if (status < 300) return `${status}${error === undefined ? "" : ` ${error}`}${form}`;
  return error === undefined ? `${status} without an error type` : `${status} ${error}${form}`;
}

function formOf({ bytes, text, base64 }: BodyEvidence, isJson: boolean): string {
  if (isJson) return "";
  if (bytes === 0) return " with no body";
  return (text ?? base64) === undefined ? "" : " with a body that is no JSON object";
}

/** An answer with an error's type is none, whatever its status. */
export function isSuccess({ status, isJson, error }: Answer): boolean {
  return status === 200 && isJson && error === undefined;
}

/** The one that AWS SDKs take comes first. */
function errorNames(header: string | undefined, json: unknown): string[] {
  const { code, Code, __type } = isMembers(json) ? json : {};
  return [header, code, Code, __type].flatMap((each) => {
    const name = typeof each === "string" ? each.split(":", 1)[0]?.split("#").at(-1)?.trim() : undefined;
    return name === undefined || name === "" ? [] : [brief(name, LONGEST_NAME)];
  });
}

/** Nothing but what errors consist of: a success shows a cluster, or a list, or nothing at all. */
function isErrorBody(json: unknown): boolean {
  return isMembers(json) && Object.values(json).every((value) => typeof value === "string");
}

function headerOf(headers: readonly (readonly [string, string])[], wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
