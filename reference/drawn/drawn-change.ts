import type { Tags } from "#reference/clusters/cluster.ts";
import type { ReferenceResponse } from "#reference/message.ts";
import { isObject, type JsonDocument } from "#reference/wire/json-document.ts";
import type { FaultCondition } from "./drawn-condition.ts";

interface ChangeWords {
  /** The middle of a sentence, after an operation: "sends the name as a list". */
  readonly words: string;
  /** Conditions under which the answer would still be a conforming one. */
  readonly spares?: (condition: FaultCondition) => boolean;
}

/** What a drawn fault does to a whole answer. */
export interface AnswerChange extends ChangeWords {
  readonly apply: (response: ReferenceResponse) => ReferenceResponse;
}

/** What a drawn fault does to a name in a list: the entries that stand there instead. */
export interface EntryChange extends ChangeWords {
  readonly entries: (name: string) => readonly unknown[];
}

/** What a drawn fault does to the tags that are to be kept: those that are kept instead. */
export interface StoreChange extends ChangeWords {
  readonly store: (before: Tags, after: Tags) => Tags;
}

export type DrawnChange = AnswerChange | EntryChange | StoreChange;

/** Changes the text of a body. */
export function inText(change: (text: string) => string): AnswerChange["apply"] {
  return (response) => ({ ...response, body: change(textOf(response)) });
}

/** Changes the object that a body is; leaves a body that is none. */
export function inDocument(change: (document: JsonDocument) => unknown): AnswerChange["apply"] {
  return inText((text) => {
    const document = parse(text);
    return isObject(document) ? JSON.stringify(change(document)) : text;
  });
}

/** Changes a member where the document has it; undefined takes it away. */
export function withChanged(document: JsonDocument, member: string, change: (value: unknown) => unknown): JsonDocument {
  const value = document[member] ?? undefined;
  return value === undefined ? document : { ...document, [member]: change(value) };
}

function textOf({ body }: ReferenceResponse): string {
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
