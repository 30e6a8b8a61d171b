import { createHash } from "node:crypto";
import type { JsonObject } from "#spec/json/json.ts";
import { valuesOf } from "./sent-names.ts";
import type { IntendedCreation } from "#custody/journal/ledger.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import type { Resource } from "#spec/resources/resource-table.ts";

/** Marks a resource as one of this run. */
export interface RunTag {
  readonly key: string;
  readonly value: string;
}

/** A text without an escape. */
const PLAIN_TEXT = /^"([^"\\]*)"$/;

/** What tells a creation from others of the same name. */
interface Marks {
  /** The member that has the client token. */
  readonly token: string;
  readonly runTag: RunTag | undefined;
}

/** The parts of a request's body that do, for the journal. */
export function requestMarks(
  text: string,
  { token: member, runTag }: Marks,
): Pick<IntendedCreation, "token" | "tagged"> {
  const [token] = [...valuesOf(text, member)].flatMap((value) => PLAIN_TEXT.exec(value)?.[1] ?? []);
  const tagged = runTag !== undefined && text.includes(`${JSON.stringify(runTag.key)}:${JSON.stringify(runTag.value)}`);
  return { token, tagged: tagged ? true : undefined };
}

/**
 * Tells what a service gave to one resource alone, such as the activation of a cluster, from what it gave to another of its
 * name, without being of use to anyone who reads it. Undefined if the resource shows none.
 */
export function givenMark({ given }: Pick<Resource, "given">, shown: JsonObject | undefined): string | undefined {
  const id = given === undefined || shown === undefined ? undefined : valueAt(shown, given);
  if (typeof id !== "string" || id === "") return undefined;
  return createHash("sha256").update(id).digest("hex").slice(0, 16);
}
