import { createHash } from "node:crypto";
import type { JsonObject } from "../../spec/json/json.ts";
import type { IntendedCreation } from "../journal/ledger.ts";
import { valueAt } from "../../spec/json/json-pointer.ts";
import type { Resource } from "../../spec/resources/resource-table.ts";
import { tokenMember } from "../../spec/registration/contract-words.ts";

/** Marks a cluster as one of this run. */
export interface RunTag {
  readonly key: string;
  readonly value: string;
}

/** The parts of a request's body that tell a registration from others of the same name, for the journal. */
export function requestMarks(text: string, runTag: RunTag | undefined): Pick<IntendedCreation, "token" | "tagged"> {
  const token = new RegExp(`"${tokenMember()}"\\s*:\\s*"([^"\\\\]*)"`).exec(text)?.[1];
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
