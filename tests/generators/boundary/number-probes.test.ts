import { expect, test } from "@jest/globals";
import { numberProbes } from "#generators/boundary/number-probes.ts";
import { compileValidator } from "#spec/contract/validator.ts";

const SCHEMA = { type: "integer", minimum: 1, maximum: 100 } as const;
const probes = [...numberProbes({ pointer: "", schema: SCHEMA, steps: [] })];
const validate = compileValidator(SCHEMA);

test("each probe is on the side it says, and breaks no other keyword", () => {
  for (const { keyword, side, value } of probes) {
    expect(validate(value("salt") ?? null).map((violation) => violation.keyword)).toEqual(
      side === "accept" ? [] : [keyword],
    );
  }
});

test("the limits themselves are among them", () => {
  const accepted = probes.filter(({ side }) => side === "accept").map(({ name }) => name);
  expect(accepted).toEqual(["1", "2", "99", "100"]);
});
