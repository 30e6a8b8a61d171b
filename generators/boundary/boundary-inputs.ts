import { groupedBy } from "#spec/grouped-by.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import type { Constraint } from "#spec/requirement.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { fullInput, minimalInput } from "#generators/schema/baseline.ts";
import { collectionProbes } from "./collection-probes.ts";
import { memberProbes } from "./member-probes.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { embed, type Arrangement } from "./embed.ts";
import { enumProbes } from "./enum-probes.ts";
import type { GeneratedInput } from "#generators/schema/generated-input.ts";
import { lengthProbes } from "./length-probes.ts";
import { numberProbes } from "./number-probes.ts";
import { patternProbes } from "./pattern-probes.ts";
import { typeProbes } from "./type-probes.ts";
import { unionProbes } from "./union-probes.ts";
import { breaksAlone } from "#spec/derived/constraint.ts";
import {
  constraintPath,
  locationName,
  locationPath,
  schemaLocations,
  type SchemaLocation,
} from "#generators/schema/schema-location.ts";
import type { Probe, Prober } from "./boundary-probe.ts";
import { unspecifiedClasses } from "#spec/contract/unspecified-classes.ts";
import { validatorOf } from "#spec/contract/validator.ts";
import { constraintsOf } from "#spec/derived/constraints-of.ts";
import { hashHex } from "#generators/strings/hash.ts";

/** A text as part of a case's id: itself, or a hash where it is long, or has what ids have not, such as spaces. */
function idWord(text: string): string {
  return /^[!-~]{1,200}$/.test(text) ? text : hashHex(text).slice(0, 16);
}

const PROBERS: readonly Prober[] = [
  memberProbes,
  typeProbes,
  enumProbes,
  lengthProbes,
  patternProbes,
  collectionProbes,
  numberProbes,
  unionProbes,
];

/**
 * The deterministic inputs of an operation, each the baseline with one value changed: for every constraint the last
 * values accepted and the first refused. An input on side reject breaks its constraint, at one location alone, and breaks
 * another keyword there only when no value breaks the one without the other (an empty string under a pattern).
 * `constraints` are those that a request can exercise. `wanted` is asked about each before an input of it is made, and
 * leaves out the locations of those that are not; what is about no constraint is left out with it.
 */
export function* boundaryInputs(
  schema: JsonSchema,
  context: GenerationContext,
  constraints: readonly Constraint[] = constraintsOf(schema),
  wanted?: (constraint: Constraint) => boolean,
): Iterable<GeneratedInput> {
  if (wanted === undefined) yield* wholeInputs(schema, context);
  const seen = new Set<string>();
  for (const planned of plannedInputs(schema, context, constraints, wanted)) {
    const generated = seen.has(planned.key) ? undefined : planned.made();
    if (generated === undefined) continue;
    seen.add(generated.key);
    yield generated;
  }
}

/** One of those inputs before it is made, which takes most of the time. */
export interface PlannedInput extends Pick<GeneratedInput, "key" | "constraint">, Pick<Probe, "isTelling"> {
  /** Undefined where the value would not keep or break what it is meant to. */
  readonly made: () => GeneratedInput | undefined;
}

/** See boundaryInputs; a key may come up twice. */
export function* plannedInputs(
  schema: JsonSchema,
  context: GenerationContext,
  constraints: readonly Constraint[],
  wanted?: (constraint: Constraint) => boolean,
): Iterable<PlannedInput> {
  const at = groupedBy(constraints, ({ pointer }) => pointer);
  for (const location of schemaLocations(schema)) {
    const here = at.get(location.pointer) ?? [];
    if (wanted !== undefined && !here.some(wanted)) continue;
    for (const prober of PROBERS) {
      for (const probe of prober(location, context)) {
        const constraint = constraintOf(here, probe);
        if (wanted !== undefined && (constraint === undefined || !wanted(constraint))) continue;
        // The request's binding can't exercise it.
        if (constraint === undefined && probe.keyword !== undefined) continue;
        for (const arrangement of arrangements(location, probe)) {
          const blueprint = { schema, context, constraint, location, probe, arrangement };
          yield {
            key: keyOf(blueprint),
            constraint,
            isTelling: probe.isTelling,
            made: () => buildInput(blueprint),
          };
        }
      }
    }
  }
}

function* wholeInputs(schema: JsonSchema, context: GenerationContext): Iterable<GeneratedInput> {
  const keys = { kind: "boundary" } as const;
  yield { ...keys, key: "minimal", note: "required members alone", input: minimalInput(schema, context, "minimal") };
  yield { ...keys, key: "full", note: "every optional member present", input: fullInput(schema, context, "full") };
}

/** What breaks a limit inside a collection has a valid element beside it: alone, it could be dropped unseen. */
function arrangements({ steps }: SchemaLocation, { crowded, side, keyword }: Probe): readonly Arrangement[] {
  const inCollection = steps.some(({ kind }) => kind !== "member");
  if (!inCollection) return ["plain"];
  const few: readonly Arrangement[] = side === "reject" && keyword === "type" ? ["plain", "alone"] : ["plain"];
  return crowded === true ? [...few, "first-of-full", "last-of-full"] : few;
}

const ARRANGED: Readonly<Record<Exclude<Arrangement, "plain">, string>> = {
  alone: "alone",
  "first-of-full": "the first of as many as fit",
  "last-of-full": "the last of as many as fit",
};

interface Blueprint {
  readonly schema: JsonSchema;
  readonly context: GenerationContext;
  readonly constraint: Constraint | undefined;
  readonly location: SchemaLocation;
  readonly probe: Probe;
  readonly arrangement: Arrangement;
}

function keyOf({ constraint, location, probe, arrangement }: Blueprint): string {
  const path = constraint === undefined ? locationPath(location.pointer) : constraintPath(constraint);
  const suffix = arrangement === "plain" ? "" : `-${arrangement}`;
  return `${path}/${probe.side}/${idWord(probe.name)}${suffix}`;
}

function buildInput(blueprint: Blueprint): GeneratedInput | undefined {
  const { schema, context, constraint, location, probe, arrangement } = blueprint;
  const key = keyOf(blueprint);
  const embedding = arrangement === "plain" && probe.side === "accept" ? "alone" : arrangement;
  const made = (salt: string): JsonObject | undefined => {
    const value = probe.value(salt);
    const how = { context, salt, arrangement: embedding } as const;
    const input = value === undefined ? undefined : embed(schema, location.steps, value, how);
    return isJsonObject(input) ? input : undefined;
  };
  const input = made(context.salt === undefined ? key : `${context.salt}/${key}`);
  if (input === undefined) return undefined;
  const words = arrangement === "plain" ? "" : `, ${ARRANGED[arrangement]}`;
  const note = `${locationName(location)}: ${probe.note}${words}`;
  const atLimit = (arrangement === "plain" && probe.atLimit) || undefined;
  const isName = location.schema["x-unique"] === true && probe.side === "accept";
  const renamed = isName
    ? (salt: string): JsonObject | undefined => {
        const again = made(salt);
        return again !== undefined && accepts(schema, again) ? again : undefined;
      }
    : undefined;
  const generated: GeneratedInput = {
    key,
    kind: "boundary",
    constraint,
    atLimit,
    note,
    input,
    renamed,
    isSpelt: probe.isSpelt,
  };
  return holds(schema, generated, probe) ? generated : undefined;
}

/** The one of a location's constraints that a probe is about; undefined where the request's binding can't exercise it. */
function constraintOf(here: readonly Constraint[], probe: Probe) {
  return here.find(
    (constraint) =>
      constraint.keyword === probe.keyword &&
      constraint.side === probe.side &&
      constraint.member === probe.member &&
      (probe.isSpelt !== true || constraint.coercible === true) &&
      (constraint.coercible === undefined || constraint.coercible === (probe.coercible ?? false)),
  );
}

/** The final word on a probe: what the validator says of the whole input. */
function holds(schema: JsonSchema, generated: GeneratedInput, { side }: Probe): boolean {
  if (side === "accept") return accepts(schema, generated.input);
  return generated.constraint !== undefined && breaksAlone(generated.constraint, validatorOf(schema)(generated.input));
}

function accepts(schema: JsonSchema, input: JsonObject): boolean {
  return validatorOf(schema).accepts(input) && unspecifiedClasses(schema, input).length === 0;
}
