import { readFileSync } from "node:fs";
import { join } from "node:path";
import { toWire } from "#protocol/values/model-values.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { RECORDED_ANSWERS } from "#tests/helpers/needs/needs.ts";

/** An answer that AWS gave, as public repositories keep it: see the README of the folder. */
export interface RecordedAnswer {
  readonly operation: string;
  readonly status: number;
  /** Name of the error. */
  readonly error: string | undefined;
  /** As AWS's clients show it, with seconds from the epoch for times. */
  readonly output: JsonObject;
  /** Where they were kept, too. */
  readonly headers: JsonObject;
  /** The file or command that it comes from. */
  readonly source: string;
}

interface Kept {
  readonly command?: string;
  readonly file?: string;
  readonly operation: string;
  readonly status?: number;
  readonly headers?: JsonObject | null;
  readonly output: JsonValue;
}

const FILES = ["aws-cli-examples.json", "cloud-custodian-placebo.json"];
/** Its answers to operations on tags were written by hand: no body, and a 204. */
const BY_HAND = 204;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** All of them but those that AWS did not give: written by hand, or cut down by a query of the client. */
export function recordedAnswers(): readonly RecordedAnswer[] {
  return FILES.flatMap((file) => JSON.parse(readFileSync(join(RECORDED_ANSWERS, file), "utf8")) as Kept[]).flatMap(
    ({ command, file, operation, status = 200, headers, output }, at) => {
      if (!isJsonObject(output) || status === BY_HAND) return [];
      const { Error: error, ...members } = withTimes(unmasked(output, at)) as JsonObject;
      const told = isJsonObject(error) ? { message: error["Message"] ?? null, ...members } : members;
      const code = isJsonObject(error) ? String(error["Code"]) : undefined;
      const source = file ?? command ?? operation;
      return [{ operation, status, error: code, output: told, headers: headers ?? {}, source }];
    },
  );
}

/** What its author made unreadable is the same in each answer: an activation is not. */
function unmasked(output: JsonObject, at: number): JsonObject {
  return JSON.parse(JSON.stringify(output).replace(/x{4,}ACTIVATION_(?:ID|CODE)x{4,}/g, `$&${at}`)) as JsonObject;
}

/** Times are seconds from the epoch in place of the forms of two clients. */
function withTimes(value: JsonValue): JsonValue {
  if (typeof value === "string") return ISO_TIME.test(value) ? Date.parse(value) / 1000 : value;
  if (Array.isArray(value)) return value.map(withTimes);
  if (!isJsonObject(value)) return value;
  const { $time: time } = value;
  if (typeof time === "string") return Date.parse(time) / 1000;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withTimes(member)]));
}

/** A form in which AWS has been seen to write JSON. */
export type WrittenForm = "compact" | "pretty" | "with nulls";
export const FORMS: readonly WrittenForm[] = ["compact", "pretty", "with nulls"];

/** The body as it went over the wire, as far as anybody knows. */
export function bodyOf(contract: Contract, { operation, error, output }: RecordedAnswer, form: WrittenForm): string {
  const { schema } = contract.operation(operation).success;
  const value = error === undefined ? (toWire(schema, output) as JsonObject) : output;
  if (form === "compact") return JSON.stringify(value);
  if (form === "pretty") return JSON.stringify(value, undefined, 2).replace(/^(\s*"(?:[^"\\]|\\.)*"): /gm, "$1 : ");
  const absent = Object.keys(schema.properties ?? {}).filter((name) => !(name in value));
  return JSON.stringify({ ...value, ...Object.fromEntries(absent.map((name) => [name, null])) });
}

const CLIENTS_OWN = ["content-length", "connection"];

/** The headers that AWS sends, those that were kept as they were. */
export function headersOf({ error, headers, output }: RecordedAnswer, at: number): readonly [string, string][] {
  const id = at.toString(16).padStart(12, "0");
  const own = Object.entries(headers).filter(([name]) => !CLIENTS_OWN.includes(name.toLowerCase()));
  const all: JsonObject = {
    "content-type": "application/json",
    date: new Date(1000 * (timeIn(output) ?? 1_700_000_000)).toUTCString(),
    "x-amzn-requestid": `3b833949-6d8a-41e8-b411-${id}`,
    "x-amz-apigw-id": "IUu_yHKUoAMF1NA=",
    "x-amzn-trace-id": `Root=1-5b1e91fe-${id.padStart(24, "0")}`,
    ...Object.fromEntries(own),
    ...(error === undefined ? {} : { "x-amzn-errortype": error }),
  };
  return Object.entries(all).map(([name, value]) => [name, String(value)]);
}

/** When what an answer shows was created, if it says so: about then it was given. */
function timeIn(value: JsonValue): number | undefined {
  if (!isJsonObject(value)) return undefined;
  const { createdAt } = value;
  if (typeof createdAt === "number") return createdAt;
  return Object.values(value)
    .map(timeIn)
    .find((time) => time !== undefined);
}
