import { ownMember } from "#spec/json/own-member.ts";
import { jsonText } from "#spec/json/json-text.ts";
import { childPointer } from "#spec/json/json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { receivedValue } from "#suites/oracles/member-finding.ts";
import { check, type Finding } from "#suites/oracles/finding.ts";
import type { Difference } from "#suites/record/record.ts";

/** A member that is shown otherwise than it was sent, or not at all. */
export interface NotEchoed {
  /** JSON pointer into what was sent. */
  readonly at: string;
  readonly sent: JsonValue;
  readonly shown: JsonValue | undefined;
}

/**
 * How the shown resource differs from what was sent. Only members that have the same name on both sides of the contract
 * are compared. What the service adds, and the order of a list, are its own affair.
 */
export function notEchoed(sent: JsonObject, shown: JsonObject, shape: JsonSchema): NotEchoed[] {
  return notEchoedIn(sent, shown, shape, "");
}

/** Met where all is shown as it was sent, below a pointer into the answer; `expected` says what that is. */
export function echoFinding(found: readonly NotEchoed[], expected: string, shows: string): Finding {
  const words = differencesBelow("", found).map(({ at, received }) => (at === "" ? received : `${at} is ${received}`));
  return check(found.length === 0, expected, words.join(", ") || expected, differencesBelow(shows, found));
}

/** What is shown otherwise, where it stands in the answer. */
export function differencesBelow(shows: string, found: readonly NotEchoed[]): Difference[] {
  return found.map(({ at, sent, shown }) => ({
    at: `${shows}${at}`,
    expected: jsonText(sent),
    ...receivedValue(shown, jsonText),
  }));
}

function notEchoedIn(sent: JsonObject, shown: JsonObject, shape: JsonSchema, at: string): NotEchoed[] {
  return comparable(sent, shape).flatMap(([name, value]) =>
    notEchoedAt(childPointer(at, name), value, ownMember(shown, name), ownMember(shape.properties ?? {}, name) ?? {}),
  );
}

/** The members sent that can be looked for in the answer. */
export function comparable(sent: JsonObject, shape: JsonSchema): [string, JsonValue][] {
  return Object.entries(sent).filter(([name]) => Object.hasOwn(shape.properties ?? {}, name));
}

function notEchoedAt(at: string, sent: JsonValue, shown: JsonValue | undefined, shape: JsonSchema): NotEchoed[] {
  if (isJsonObject(sent) && isJsonObject(shown)) {
    if (shape.properties !== undefined) return notEchoedIn(sent, shown, shape, at);
    return Object.entries(sent).flatMap(([name, value]) =>
      notEchoedAt(childPointer(at, name), value, ownMember(shown, name), {}),
    );
  }
  return isEchoed(sent, shown) ? [] : [{ at, sent, shown }];
}

/** What was sent is shown: in an object there may be more, and the order of a list is its own. */
export function isEchoed(sent: JsonValue, shown: JsonValue | undefined): boolean {
  if (Array.isArray(sent)) {
    if (!Array.isArray(shown) || sent.length !== shown.length) return false;
    return sent.every((item) => shown.some((other) => isEchoed(item, other)));
  }
  if (isJsonObject(sent)) {
    return (
      isJsonObject(shown) && Object.entries(sent).every(([name, value]) => isEchoed(value, ownMember(shown, name)))
    );
  }
  return sent === shown;
}
