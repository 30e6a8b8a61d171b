import { isJsonObject } from "../../spec/json/json.ts";
import type { Constraint } from "../../spec/requirement.ts";
import type { JsonSchema } from "../../spec/contract/schema.ts";
import { fullInput, minimalInput } from "../schema/baseline.ts";
import { collectionProbes } from "./collection-probes.ts";
import { memberProbes } from "./member-probes.ts";
import { validatorOf } from "../schema/compiled.ts";
import type { GenerationContext } from "../schema/context.ts";
import { embed, type Arrangement } from "./embed.ts";
import { isFaultOf } from "../random/fault.ts";
import { enumProbes } from "./enum-probes.ts";
import type { GeneratedInput } from "../schema/generated-input.ts";
import { lengthProbes } from "./length-probes.ts";
import { numberProbes } from "./number-probes.ts";
import { patternProbes } from "./pattern-probes.ts";
import { constraintPath, placeName, placePath, placesOf, type Place } from "../schema/place.ts";
import type { Probe, Prober } from "./probe.ts";
import { typeProbes } from "./type-probes.ts";
import { unspecifiedClasses } from "../schema/unspecified.ts";

const PROBERS: readonly Prober[] = [
  memberProbes,
  typeProbes,
  enumProbes,
  lengthProbes,
  patternProbes,
  collectionProbes,
  numberProbes,
];

/**
 * The deterministic inputs of an operation, each the baseline with one place changed: for every constraint the last
 * values accepted and the first refused. An input on side reject breaks its constraint, at one place alone, and breaks
 * another keyword there only when no value breaks the one without the other (an empty string under a pattern).
 */
export function* boundaryInputs(schema: JsonSchema, context: GenerationContext): Iterable<GeneratedInput> {
  const keys = { kind: "boundary" } as const;
  yield { ...keys, key: "minimal", note: "required members alone", input: minimalInput(schema, context, "minimal") };
  yield { ...keys, key: "full", note: "every optional member present", input: fullInput(schema, context, "full") };
  const seen = new Set<string>();
  for (const place of placesOf(schema)) {
    for (const prober of PROBERS) {
      for (const probe of prober(place, context)) {
        for (const arrangement of arrangements(place, probe)) {
          const generated = buildInput({ schema, context, place, probe, arrangement });
          if (generated === undefined || seen.has(generated.key) || !holds(schema, generated, probe)) continue;
          seen.add(generated.key);
          yield generated;
        }
      }
    }
  }
}

function arrangements({ steps }: Place, { crowded }: Probe): readonly Arrangement[] {
  const inCollection = steps.some(({ kind }) => kind !== "member");
  return crowded === true && inCollection ? ["alone", "first-of-full", "last-of-full"] : ["alone"];
}

interface Blueprint {
  readonly schema: JsonSchema;
  readonly context: GenerationContext;
  readonly place: Place;
  readonly probe: Probe;
  readonly arrangement: Arrangement;
}

function buildInput({ schema, context, place, probe, arrangement }: Blueprint): GeneratedInput | undefined {
  const constraint = constraintOf(place, probe);
  const path = constraint === undefined ? placePath(place.pointer) : constraintPath(constraint);
  const suffix = arrangement === "alone" ? "" : `-${arrangement}`;
  const key = `${path}/${probe.side}/${probe.name}${suffix}`;
  const value = probe.value(key);
  const input =
    value === undefined ? undefined : embed(schema, place.steps, value, { context, salt: key, arrangement });
  if (!isJsonObject(input)) return undefined;
  const words = arrangement === "alone" ? "" : `, ${arrangement.replaceAll("-", " ")}`;
  const note = `${placeName(place)}: ${probe.note}${words}`;
  return { key, kind: "boundary", constraint, note, input };
}

function constraintOf({ pointer }: Place, { keyword, side, member }: Probe): Constraint | undefined {
  return keyword === undefined ? undefined : { pointer, keyword, side, member };
}

/** The final word on a probe: what the validator says of the whole input. */
function holds(schema: JsonSchema, generated: GeneratedInput, { side }: Probe): boolean {
  const violations = validatorOf(schema)(generated.input);
  if (side === "accept") return violations.length === 0 && unspecifiedClasses(schema, generated.input).length === 0;
  return generated.constraint !== undefined && isFaultOf(generated.constraint, violations);
}
