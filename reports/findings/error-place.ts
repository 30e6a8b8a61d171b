import { headerValue } from "#protocol/headers.ts";
import { isJsonObject } from "#spec/json/json.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import { perObject } from "#spec/kept-per-object.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { quotedText } from "./hurl/hurl-text.ts";
import { jsonPath } from "./hurl/json-path.ts";

const HEADER = "x-amzn-errortype";
const MEMBERS = ["/__type", "/code", "/Code"] as const;

/**
 * Where the errors of a target name their type: its header, or a member. Hurl cannot ask for one or the other, and a file
 * is for the target that it was found at.
 */
export type ErrorPlace = "header" | "body";

export const errorPlaceOf: (record: RunRecord) => ErrorPlace | undefined = perObject(({ requirements }) => {
  const kept = requirements.flatMap(({ cases }) => cases.flatMap(({ exchanges }) => exchanges));
  const errors = kept.filter(({ response }) => (response?.status ?? 0) >= 400);
  if (errors.some((one) => headerValue(one.response?.headers ?? [], HEADER))) return "header";
  return errors.some(hasMember) ? "body" : undefined;
});

function hasMember({ response }: Evidence): boolean {
  const json = parsedJson(response?.body.text);
  return json !== undefined && isJsonObject(json) && MEMBERS.some((at) => typeof json[at.slice(1)] === "string");
}

interface WantedType {
  readonly named: readonly string[];
  /** It may also be said by HTTP alone. */
  readonly mayBeUnnamed: boolean;
  readonly received: Evidence;
}

/**
 * That an error is of one of these types; undefined where no assert would tell what was received. In a body it is, or
 * names none: another sound server may name it in the header.
 */
export function typeAssert(place: ErrorPlace, { named, mayBeUnnamed, received }: WantedType): string | undefined {
  const pattern = named.map((name) => name.replaceAll(".", "[.]")).join("|");
  if (place === "body") {
    if (!hasMember(received)) return undefined;
    const paths = MEMBERS.map((at) => jsonPath("$", at));
    const wrong = paths.map((path) => `(${path} && !match(${path}, '(.*#)?(${pattern})(:.*)?'))`);
    return `jsonpath ${quotedText(`$[?${wrong.join(" || ")}]`)} not exists`;
  }
  const header = `header ${quotedText(HEADER)}`;
  if (!mayBeUnnamed) return `${header} matches ${quotedText(`^(.*#)?(${pattern})(:|$)`)}`;
  const [only, another] = named;
  // Hurl holds whatever begins with `not` for true of a header that is not there.
  return only === undefined || another !== undefined ? undefined : `${header} not != ${quotedText(only)}`;
}
