import { describe, expect, test } from "@jest/globals";
import { lengthProbes } from "#generators/boundary/length-probes.ts";
import { lengthOf } from "#generators/strings/string-space.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";
import { astray, probesOf } from "./probes-of.ts";

const probes = probesOf(lengthProbes);
const ofName = probes.filter(({ location }) => location.pointer === "/properties/name").map(({ probe }) => probe);
const named = (name: string, side: string) => ofName.find((probe) => probe.name === name && probe.side === side);

describe("length probes", () => {
  test("break their own limit alone; but no name is empty, so that one breaks the pattern, too", () => {
    expect(astray(probes, "salt")).toEqual(["/properties/name 0-plain breaks minLength,pattern"]);
  });

  test.each([
    ["accept", ["1-plain", "2-plain", "99-plain", "100-plain"]],
    ["reject", ["0-plain", "101-plain", "202-plain"]],
  ])("stand next to the limits on the side to %s", (side, names) => {
    const plain = ofName.filter((probe) => probe.side === side && probe.name.endsWith("-plain"));
    expect([...new Set(plain.map(({ name }) => name))]).toEqual(expect.arrayContaining(names));
  });

  test.each(["99-plain", "100-plain"])("a name of %s carries the run", (name) => {
    expect(named(name, "accept")?.value("salt")).toMatch(new RegExp(`^${CONTEXT.prefix}`));
  });

  test("so does one that is too long", () => {
    expect(named("101-plain", "reject")?.value("salt")).toMatch(new RegExp(`^${CONTEXT.prefix}`));
  });

  test("are counted in code points, whatever they are made of", () => {
    const units = probes.filter(({ probe }) =>
      /^\d+-(two-byte|three-byte|astral|one-astral|decomposed)$/.test(probe.name),
    );
    expect(units.length).toBeGreaterThan(10);
    for (const { probe } of units) expect(lengthOf(String(probe.value("salt")))).toBe(Number.parseInt(probe.name, 10));
  });
});
