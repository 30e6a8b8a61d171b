import { describe, expect, test } from "@jest/globals";
import { patternProbes } from "#generators/boundary/pattern-probes.ts";
import { CONFUSABLES } from "#generators/strings/confusable-characters.ts";
import { schemaLocations } from "#generators/schema/schema-location.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";
import { astray, probesOf } from "./probes-of.ts";

const probes = probesOf(patternProbes);
const on = (side: string) => probes.filter(({ probe }) => probe.side === side).map(({ probe }) => probe);

describe("pattern probes", () => {
  test.each(["one", "another"])("break the pattern alone, or nothing, for the salt %s", (salt) => {
    expect(astray(probes, salt)).toEqual([]);
  });

  test.each(["^([a-z]{20})?$", "^(arn:[a-z:]{20,}[0-9])?$"])(
    "keep a pattern whose plainest word is empty: %s",
    (pattern) => {
      const found = schemaLocations({ type: "string", pattern }).flatMap((one) => [...patternProbes(one, CONTEXT)]);
      const values = found.filter(({ side }) => side === "accept").map(({ value }) => value("salt"));
      expect(values.length).toBeGreaterThan(1);
      expect(values[0]).toBe("");
      for (const value of values) expect(value ?? "").toMatch(new RegExp(pattern));
    },
  );

  test("begin with what tells most of those that the pattern refuses", () => {
    const refusedOf = (pattern: string): string[] =>
      schemaLocations({ type: "string", pattern })
        .flatMap((one) => [...patternProbes(one, CONTEXT)])
        .filter(({ side }) => side === "reject")
        .map(({ name }) => name);
    const telling = ["last-newline", "middle-nul", "first-space", "last-full-width-a", "middle-slash"];
    expect(refusedOf("^[0-9A-Za-z]{3,9}$").slice(0, 5)).toEqual(telling);
    expect(refusedOf("^[/ 0-9A-Za-z]{3,9}$").slice(0, 3)).toEqual(["last-newline", "middle-nul", "last-full-width-a"]);
  });

  test("have names of their own", () => {
    const names = probes.map(({ location, probe }) => `${location.pointer} ${probe.side} ${probe.name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test.each(["U+0030", "U+0039", "U+0041", "U+005A", "U+0061", "U+007A"])(
    "the end %s of a range may begin a name",
    (code) => {
      const probe = on("accept").find(({ name }) => name === `first-${code}`);
      const character = String.fromCodePoint(Number.parseInt(code.slice(2), 16));
      expect(String(probe?.value("salt"))).toMatch(new RegExp(`^${character}`));
    },
  );

  test.each(["U+002F", "U+003A", "U+0040", "U+005B", "U+0060", "U+007B"])(
    "what stands next to a range, %s, is refused",
    (code) => {
      const character = String.fromCodePoint(Number.parseInt(code.slice(2), 16));
      expect(on("reject").some(({ value }) => String(value("salt")).includes(character))).toBe(true);
    },
  );

  test("every character that a lax check may let through is tried first, in the middle and last", () => {
    const tried = new Set(on("reject").map(({ name }) => name));
    const forbidden = CONFUSABLES.filter(({ character }) => !/^[A-Za-z0-9_-]$/.test(character));
    const missing = forbidden.flatMap(({ name }) =>
      ["first", "middle", "last"].map((position) => `${position}-${name}`).filter((each) => !tried.has(each)),
    );
    expect(missing).toEqual([]);
  });
});
