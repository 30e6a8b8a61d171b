import { expect, test } from "@jest/globals";
import { howMany, leftBehind } from "../../../reports/model/left-behind.ts";
import { anOperation, aRecord } from "../producers.ts";

const stray = { name: "box without a name", reason: "it was made of an input that names none" };

function recordWith(resource: string | undefined) {
  const clusters = { registered: 3, deregistered: 0, left: [stray, { ...stray, command: "remove it" }, stray] };
  return aRecord({ clusters, operations: [anOperation("MakeBox", resource === undefined ? {} : { resource })] });
}

test("one line for what is left alike, apart from what a command removes", () => {
  expect(leftBehind(recordWith("box"))).toEqual({
    title: "3 resources left behind",
    commands: ["remove it"],
    names: ["box without a name"],
    others: [{ ...stray, times: 2 }],
  });
});

test("one line for each kind of resource and reason, with the first of them and how many more there are", () => {
  const of = (kind: string, name: string, reason: string) => ({ kind, name: `${kind} "${name}"`, reason });
  const left = [of("box", "a", "404"), of("box", "b", "404"), of("lid", "c", "404"), of("box", "d", "500")];
  const found = leftBehind(aRecord({ clusters: { registered: 4, deregistered: 0, left } }));
  expect(found?.others.map((other) => [other.name, howMany(other).after, other.reason])).toEqual([
    ['box "a"', " and 1 more resource of this kind", "404"],
    ['lid "c"', "", "404"],
    ['box "d"', "", "500"],
  ]);
});

test("of a run about RegisterCluster they are clusters", () => {
  expect(leftBehind(recordWith(undefined))?.title).toBe("3 clusters left behind");
});

test("nothing is left", () => {
  expect(leftBehind(aRecord({ clusters: { registered: 1, deregistered: 1, left: [] } }))).toBeUndefined();
});
