import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { ROOT } from "../package-root.ts";

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
