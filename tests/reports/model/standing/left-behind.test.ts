import { expect, test } from "@jest/globals";
import { howMany, leftBehind } from "#reports/model/standing/left-behind.ts";
import { withoutRemoval } from "#custody/removing/cluster-left.ts";
import { renderConsole } from "#reports/console/render-console.ts";
import { renderMarkdown } from "#reports/markdown/markdown.ts";
import { anOperation, aRecord } from "#tests/reports/producers.ts";

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

test("what no operation removes stays until the target ends, and has no command that could not work", () => {
  const left = ["a", "b"].map((name) =>
    withoutRemoval({ name, reason: "404 UnknownOperationException", command: "remove it" }, "BurnBox"),
  );
  const record = aRecord({ clusters: { registered: 2, deregistered: 0, left } });
  expect(left[0]).toEqual({ name: "a", missing: "BurnBox", reason: "BurnBox is not implemented" });
  const kept = "BurnBox is not implemented, so nothing removes these 2: restart the target, or let --command start it";
  expect(leftBehind(record)).toMatchObject({ kept, commands: [], others: [] });
  const text = renderConsole(record).replaceAll(/\s+/g, " ");
  expect(text).toContain(`2 clusters left behind: ${kept}`);
  expect(text).not.toContain(" sweep ");
  expect(renderMarkdown(record)).not.toContain(" sweep ");
});

test("of a run about RegisterCluster they are clusters", () => {
  expect(leftBehind(recordWith(undefined))?.title).toBe("3 clusters left behind");
});

test("nothing is left", () => {
  expect(leftBehind(aRecord({ clusters: { registered: 1, deregistered: 1, left: [] } }))).toBeUndefined();
});
