import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { constraintKey } from "#spec/derived/constraint.ts";
import { constraintsOf } from "#spec/derived/constraints-of.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";
import { INPUT_SCHEMA } from "#tests/generators/schema-arbitrary.ts";
import { boundaryInputs } from "#generators/boundary/boundary-inputs.ts";
import { unspecifiedClasses } from "#spec/contract/unspecified-classes.ts";

const inputs = [...boundaryInputs(CLUSTER_LIKE, CONTEXT)];
const validate = compileValidator(CLUSTER_LIKE);
const byKey = new Map(inputs.map((generated) => [generated.key, generated]));

describe("boundary inputs", () => {
  test("cover both sides of every constraint", () => {
    const covered = new Set(
      inputs.map(({ constraint }) => constraint && `${constraintKey(constraint)} ${constraint.side}`),
    );
    const missing = constraintsOf(CLUSTER_LIKE).filter((each) => !covered.has(`${constraintKey(each)} ${each.side}`));
    expect(missing).toEqual([]);
  });

  test("have names of their own under another salt, and the same keys", () => {
    const salted = [...boundaryInputs(CLUSTER_LIKE, { ...CONTEXT, salt: "other" })];
    expect(salted.map(({ key }) => key)).toEqual(inputs.map(({ key }) => key));
    const first = "name/pattern/accept/first-U+0030";
    expect(byKey.get(first)).toBeDefined();
    expect(salted.find(({ key }) => key === first)?.input).not.toEqual(byKey.get(first)?.input);
  });

  test("have keys of their own", () => {
    expect(byKey.size).toBe(inputs.length);
  });

  test("on the accept side are valid and outside every unspecified class", () => {
    const accepted = inputs.filter(({ constraint }) => constraint?.side !== "reject");
    expect(accepted.flatMap(({ input }) => [...validate(input), ...unspecifiedClasses(CLUSTER_LIKE, input)])).toEqual(
      [],
    );
  });

  test("on the reject side break one keyword, but for the empty name, which no pattern allows", () => {
    const faulty = inputs.filter(({ constraint }) => constraint?.side === "reject");
    const compound = faulty.filter(({ input }) => validate(input).length !== 1).map(({ key }) => key);
    expect(compound).toEqual(["name/min-length/reject/0-plain"]);
  });

  test.each(["name/max-length/accept/100-plain", "name/max-length/reject/101-plain"])(
    "%s is a name of this run alone",
    (key) => {
      expect(byKey.get(key)?.input["name"]).toMatch(new RegExp(`^${CONTEXT.prefix}`));
    },
  );

  test.each([
    ["name/max-length/accept/100-plain", 100],
    ["name/max-length/reject/101-plain", 101],
    ["name/min-length/accept/1-plain", 1],
    ["name/min-length/reject/0-plain", 0],
  ])("%s has %i characters", (key, length) => {
    expect(byKey.get(key)?.input["name"]).toHaveLength(length);
  });

  test("probe length in code points, not in bytes, UTF-16 units or graphemes", () => {
    for (const unit of ["plain", "two-byte", "three-byte", "astral", "one-astral", "decomposed"]) {
      expect([...firstKey(`tags/keys/max-length/accept/128-${unit}`)]).toHaveLength(128);
      expect([...firstKey(`tags/keys/max-length/reject/129-${unit}`)]).toHaveLength(129);
    }
    expect(byKey.has("name/max-length/accept/100-astral")).toBe(false);
  });

  test("put limits on the first and the last of fifty entries", () => {
    for (const edge of ["accept/128", "reject/129"]) {
      expect(keysAt(`tags/keys/max-length/${edge}-plain-first-of-full`)).toHaveLength(50);
      expect(keysAt(`tags/keys/max-length/${edge}-plain-first-of-full`)[0]).toHaveLength(Number(edge.slice(-3)));
      expect(keysAt(`tags/keys/max-length/${edge}-plain-last-of-full`).at(-1)).toHaveLength(Number(edge.slice(-3)));
    }
    const values = Object.values(tagsAt("tags/values/max-length/reject/257-plain-last-of-full"));
    expect(values.map((value) => String(value).length).indexOf(257)).toBe(49);
  });

  test("try null as the value of a map's entry, which is not the absence of one", () => {
    const tags = byKey.get("tags/values/type/reject/null")?.input["tags"];
    expect(isJsonObject(tags) ? Object.values(tags) : tags).toEqual([null, expect.any(String)]);
  });

  test("count entries from one to fifty and past", () => {
    const sizes = inputs
      .filter(({ constraint }) => constraint?.keyword === "maxProperties")
      .map(({ constraint, input }) => `${constraint?.side} ${Object.keys(input["tags"] ?? {}).length}`);
    expect(new Set(sizes)).toEqual(new Set(["accept 1", "accept 49", "accept 50", "reject 51", "reject 101"]));
  });

  test("start names with every edge of what the pattern allows, and go on with hyphen and underscore", () => {
    const first = ["0", "9", "A", "Z", "a", "z"];
    for (const [position, edges] of [
      ["first", first],
      ["middle", [...first, "-", "_"]],
      ["last", [...first, "-", "_"]],
    ] as const) {
      for (const edge of edges) expect(byKey.has(`name/pattern/accept/${position}-${codeOf(edge)}`)).toBe(true);
    }
    expect(byKey.has("name/pattern/reject/first-hyphen")).toBe(true);
    expect(byKey.has("name/pattern/reject/middle-hyphen")).toBe(false);
    expect(byKey.get("name/pattern/reject/last-newline")?.input["name"]).toMatch(/[^\n]\n$/);
  });

  test("combine optional members in every way", () => {
    const presences = inputs.filter(({ key }) => key.startsWith("required/accept/"));
    expect(presences.map(({ input }) => Object.keys(input).slice(2).join())).toEqual([
      "",
      "clientRequestToken",
      "tags",
      "clientRequestToken,tags",
    ]);
  });

  test("try what comes close to each value of a list, and the caller's words", () => {
    for (const miss of ["GKE-lower-case", "GKE-trailing-newline", "GKE-plural", "AKS-homoglyph", "empty", "word-EKS"]) {
      expect(byKey.has(`connector-config/provider/enum/reject/${miss}`)).toBe(true);
    }
    expect(byKey.has("connector-config/provider/enum/reject/word-OTHER")).toBe(false);
  });

  test("cover every constraint that can be exercised, whatever the schema", () => {
    fc.assert(
      fc.property(INPUT_SCHEMA, (schema) => {
        const covered = new Set<string>();
        const keys = new Set<string>();
        for (const { key, constraint } of boundaryInputs(schema, CONTEXT)) {
          expect(keys).not.toContain(key);
          keys.add(key);
          if (constraint !== undefined) covered.add(`${constraintKey(constraint)} ${constraint.side}`);
        }
        const missing = constraintsOf(schema).filter((each) => !covered.has(`${constraintKey(each)} ${each.side}`));
        // The pattern that allows every string cannot be broken.
        expect(missing.filter(({ keyword, side }) => keyword !== "pattern" || side === "accept")).toEqual([]);
      }),
      { seed: 1, numRuns: 20 },
    );
  });

  test("are of the constraints that are wanted alone, as long as they are", () => {
    const constraints = constraintsOf(CLUSTER_LIKE);
    const all = inputs.filter(({ constraint }) => constraint?.keyword === "maxLength").map(({ key }) => key);
    const some = [...boundaryInputs(CLUSTER_LIKE, CONTEXT, constraints, ({ keyword }) => keyword === "maxLength")];
    expect(some.map(({ key }) => key)).toEqual(all);
    let left = 1;
    const one = [...boundaryInputs(CLUSTER_LIKE, CONTEXT, constraints, () => left-- > 0)];
    expect(one.length).toBeLessThanOrEqual(1);
  });
});

function tagsAt(key: string): JsonObject {
  const tags = byKey.get(key)?.input["tags"];
  return isJsonObject(tags) ? tags : {};
}

function keysAt(key: string): string[] {
  return Object.keys(tagsAt(key));
}

function firstKey(key: string): string {
  return keysAt(key)[0] ?? "";
}

function codeOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
