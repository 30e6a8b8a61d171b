import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import type { RunRecord } from "#suites/record/record.ts";
import { standing } from "#suites/record/verdicts/tally.ts";
import { ROOT } from "#scripts/package-root.ts";

/** A finding of a run, compared by hand with what the emulator does and what its source says. */
export interface LookedAt {
  /** Of the requirement. */
  readonly id: string;
  /** The emulator departs from what the source of the requirement says; or else the suite was wrong, and was fixed. */
  readonly holds: boolean;
  readonly why: string;
}

const FORM = {
  type: "object",
  additionalProperties: {
    type: "array",
    items: {
      type: "object",
      required: ["id", "holds", "why"],
      additionalProperties: false,
      properties: { id: { type: "string" }, holds: { type: "boolean" }, why: { type: "string", minLength: 1 } },
    },
  },
};

const FILE = join(ROOT, "scripts", "interop", "looked-at.yaml");

/** By the emulator's name and version. Throws, in a line, where the file is not of this form. */
export function readLookedAt(text = readFileSync(FILE, "utf8")): ReadonlyMap<string, readonly LookedAt[]> {
  const value: unknown = parse(text);
  const validate = new Ajv2020().compile<Readonly<Record<string, readonly LookedAt[]>>>(FORM);
  if (validate(value)) return new Map(Object.entries(value));
  const [error] = validate.errors ?? [];
  throw new Error(`scripts/interop/looked-at.yaml: ${error?.instancePath ?? ""} ${error?.message ?? "is of no form"}`);
}

/**
 * The findings that say something else than the record, a line each: a true one that is not missed in it, or a false one
 * that is.
 */
export function contradictedBy(
  { requirements }: Pick<RunRecord, "requirements">,
  findings: readonly LookedAt[],
): readonly string[] {
  return findings.flatMap(({ id, holds }) => {
    const requirement = requirements.find((each) => each.id === id);
    const missed = requirement !== undefined && standing(requirement) === "missed";
    return missed === holds ? [] : [`${id} is told as ${holds}, and the record has ${requirement?.verdict ?? "none"}`];
  });
}
