import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseEntry } from "#custody/journal/parse-entry.ts";

const PLACE = { endpoint: "http://127.0.0.1:1", region: "us-east-1", kind: "emulator" };
const RESOURCE = { spec: "eks", kind: "cluster", ids: ["a"] };
const INTEND = { event: "intend", name: "a", runId: "r", case: "c", at: 1 };

const parsed = (entry: unknown) => parseEntry(JSON.stringify(entry));

test("an entry comes back as it was written, members of later versions included", () => {
  const entry = { ...INTEND, place: PLACE, resource: RESOURCE, later: 1 };
  expect(parsed(entry)).toEqual(entry);
  expect(parsed({ event: "left", name: "", at: 1, reason: "403" })).toMatchObject({ event: "left", name: "" });
});

test.each(["intend", "created", "doubt", "removed", "absent", "left"])("%s is an event", (event) => {
  expect(parsed({ ...INTEND, event })).toEqual({ ...INTEND, event });
});

test.each(["reference", "emulator", "aws"])("a place may be of the kind %s", (kind) => {
  const entry = { ...INTEND, place: { ...PLACE, kind } };
  expect(parsed(entry)).toEqual(entry);
});

test("a resource may have an ARN, and names what it belongs to; an outcome need not name its run", () => {
  const entry = { ...INTEND, place: PLACE, resource: { ...RESOURCE, ids: ["a", "b"], arn: "arn:aws:eks" } };
  expect(parsed(entry)).toEqual(entry);
  const outcome = { event: "removed", name: "a", at: 1 };
  expect(parsed(outcome)).toEqual(outcome);
});

describe("is no entry", () => {
  test.each<[string, unknown]>([
    ["null", null],
    ["a list", [INTEND]],
    ["another event", { ...INTEND, event: "x" }],
    ["an event that names a member of every object", { ...INTEND, event: "constructor" }],
    ["without a name", { ...INTEND, name: undefined }],
    ["a name that is no text", { ...INTEND, name: 1 }],
    ["without a time", { ...INTEND, at: undefined }],
    ["a time in words", { ...INTEND, at: "1" }],
    ["a run that is no text", { ...INTEND, runId: { a: 1 } }],
    ["an intention of no run", { ...INTEND, runId: undefined }],
  ])("%s", (_what, entry) => {
    expect(parsed(entry)).toBeUndefined();
  });

  test("any text that is not JSON, and nothing is thrown", () => {
    fc.assert(fc.property(fc.string(), fc.json(), (text, json) => void [parseEntry(text), parseEntry(json)]));
    expect(parseEntry('{"event":"intend","na')).toBeUndefined();
  });
});

describe("the place is unknown", () => {
  test.each<[string, object]>([
    ["where it is a text", { place: "zz" }],
    ["where it is null", { place: null }],
    ["where its endpoint is no text", { place: { ...PLACE, endpoint: 5 } }],
    ["where it has no Region", { place: { ...PLACE, region: undefined } }],
    ["where its kind is none", { place: { ...PLACE, kind: "toString" } }],
    ["where the resource has no ids", { place: PLACE, resource: { ...RESOURCE, ids: undefined } }],
    ["where one of the ids is no text", { place: PLACE, resource: { ...RESOURCE, ids: ["a", null] } }],
    ["where the resource is of no kind", { place: PLACE, resource: { ...RESOURCE, kind: undefined } }],
    ["where no service of the resource is named", { place: PLACE, resource: { ...RESOURCE, spec: 1 } }],
    ["where its ARN is no text", { place: PLACE, resource: { ...RESOURCE, arn: ["arn"] } }],
    ["where the resource is a text", { place: PLACE, resource: "cluster" }],
  ])("%s", (_what, given) => {
    expect(parsed({ ...INTEND, ...given })).toEqual(INTEND);
  });
});
