import { expect, test } from "@jest/globals";
import { ContractError } from "#spec/contract/contract-error.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { readAnyContract } from "#spec/models/contract-of-model.ts";
import { smithyModel } from "./small-models.ts";

const LEVELS = 40;
const names = (count: number) => Array.from({ length: count }, (_, at) => at);
const to = (name: string) => ({ target: `a#${name}` });

function read(shapes: JsonObject) {
  const text = JSON.stringify(smithyModel(shapes));
  return () => readAnyContract(text, "shop.json", () => undefined);
}

/** A chain in which each names the next one twice: read one by one, that is 2^40 of them. */
function doubled(shape: (next: ReturnType<typeof to> | undefined) => JsonObject): JsonObject {
  return Object.fromEntries(
    names(LEVELS).map((at) => [`a#T${at}`, shape(at + 1 < LEVELS ? to(`T${at + 1}`) : undefined)]),
  );
}

const twice = (next: ReturnType<typeof to> | undefined) => (next === undefined ? [] : [next, next]);

test("resources and mixins that many name are read once", () => {
  const things = doubled((next) => ({ type: "resource", resources: twice(next) }));
  expect(read({ ...things, "a#Things": { type: "resource", resources: [to("T0")] } })().operations.size).toBe(1);
  const mixins = doubled((next) => ({ type: "structure", members: {}, mixins: twice(next) }));
  expect(read(mixins)().operations.size).toBe(2);
});

test("structures that come to millions are refused in one line", () => {
  const shapes = doubled((next) => ({
    type: "structure",
    members: Object.fromEntries(twice(next).map((each, at) => [`m${at}`, each])),
  }));
  const input = { "a#ListThingsInput": { type: "structure", members: { tree: to("T0") } } };
  expect(read({ ...shapes, ...input })).toThrow(ContractError);
  expect(read({ ...shapes, ...input })).toThrow(/too large; give one of up to 500 levels and 10 million values/);
});

test("more shapes, and more members of one, than any service has are refused", () => {
  const many = Object.fromEntries(names(10_001).map((at) => [`a#T${at}`, { type: "string" }]));
  expect(read(many)).toThrow(/the model has \d+ shapes; give one of up to 10000/);
  const members = Object.fromEntries(names(2_001).map((at) => [`m${at}`, { target: "smithy.api#String" }]));
  expect(read({ "a#Wide": { type: "structure", members } })).toThrow(/Wide has 2001 members; give it up to 2000/);
});

test("a document is refused that goes deeper than can be followed, from whichever end it is read", () => {
  const schemas = Object.fromEntries(
    names(600).map((at) => [`S${at}`, at === 0 ? {} : { items: { $ref: `#/components/schemas/S${at - 1}` } }]),
  );
  const text = JSON.stringify({
    openapi: "3.1.1",
    info: { title: "shop", version: "1" },
    paths: {},
    components: { schemas },
  });
  expect(() => readAnyContract(text, "shop.json", () => undefined)).toThrow(/too large/);
});
