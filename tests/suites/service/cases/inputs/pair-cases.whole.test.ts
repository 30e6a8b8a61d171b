import { expect, test } from "@jest/globals";
import { readService } from "#cli/files/reading/read-spec.ts";
import { habitsWithFault } from "#reference/service/faults/service-faults.ts";
import { serviceOf } from "#reference/service/service-of.ts";
import { coveringRows, timesSent } from "#suites/service/cases/inputs/pair-cases.ts";
import { runWhole, sentIn } from "#tests/suites/service/whole-service.ts";

const { served } = readService("eks");

test.each([2, 3, 5, 8, 13])("every two of %d members are sent together, in a few rows", (count) => {
  const names = Array.from({ length: count }, (_, index) => `m${index}`);
  const rows = coveringRows(names);
  for (const one of names) {
    for (const other of names) {
      expect(one === other || rows.some((row) => row.includes(one) && row.includes(other))).toBe(true);
    }
  }
  expect(rows.length).toBeLessThanOrEqual(8);
  expect(rows.every((row) => row.length > 1)).toBe(true);
});

// A member with two values would else be sent with the one that it has already.
test("each time that a member is sent, it has the next of its values", () => {
  const rows = [
    ["a", "b"],
    ["b", "c"],
    ["a", "c"],
    ["a", "b", "c"],
  ];
  const timesOf = (name: string) => rows.flatMap((row, at) => (row.includes(name) ? [timesSent(rows, at, name)] : []));
  expect(timesOf("a")).toEqual([1, 2, 3]);
  expect(timesOf("c")).toEqual([1, 2, 3]);
});

test.each([
  ["create-pod-identity-association.pair.one-lost", "create-pod-identity-association.shown.optional"],
  ["update-pod-identity-association.pair.one-lost", "update-pod-identity-association.applied.optional"],
])("%s is told by %s", async (fault, requirement) => {
  const habits = habitsWithFault(serviceOf(served as "eks"), fault);
  const run = await runWhole({ habits, select: [requirement] });
  expect(run.verdicts.get(requirement)).toBe("warn");
  const sound = await runWhole({ select: [requirement] });
  expect(sound.verdicts.get(requirement)).toBe("pass");
});

test("what is refused by itself is in no row", async () => {
  const sent: string[][] = [];
  await runWhole({
    select: ["create-pod-identity-association.shown.optional"],
    instead: async (request, pass) => {
      if (request.method !== "POST" || !request.path.endsWith("/pod-identity-associations")) return pass(request);
      const names = Object.keys(sentIn(request));
      sent.push(names);
      if (!names.includes("policy")) return pass(request);
      return pass({ ...request, body: Buffer.from("{}") });
    },
  });
  // Beside tags, and then by itself.
  const refused = sent.filter((names) => names.includes("policy"));
  expect(refused.map((names) => names.includes("tags"))).toEqual([true, false]);
  expect(sent.some((names) => names.includes("targetRoleArn") && names.includes("disableSessionTags"))).toBe(true);
});

test("a member that is refused beside tags alone is sent together with the others", async () => {
  const run = await runWhole({
    select: ["create-pod-identity-association.shown.optional"],
    instead: (request, pass) => {
      const isAsked = request.method === "POST" && request.path.endsWith("/pod-identity-associations");
      const { policy, tags } = isAsked ? sentIn(request) : {};
      return policy === undefined || tags === undefined ? pass(request) : pass({ ...request, body: Buffer.from("{}") });
    },
  });
  expect(run.verdicts.get("create-pod-identity-association.shown.optional")).toBe("pass");
});
