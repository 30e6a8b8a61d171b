import { expect, test } from "@jest/globals";
import { renderBadge } from "#reports/badge.ts";
import { aRecord, aRequirement } from "./producers.ts";
import { ALL_RECORDS } from "./records.ts";

test.each([
  ["conformant", "MUST 16/16", "brightgreen"],
  ["failing", "MUST 9/15", "red"],
  ["notImplemented", "not implemented", "lightgrey"],
  ["inconclusive", "inconclusive", "yellow"],
])("%s reads %s in %s", (name, message, color) => {
  const record = ALL_RECORDS[name];
  if (record === undefined) throw new Error(`no record ${name}`);
  expect(JSON.parse(renderBadge(record))).toMatchObject({
    schemaVersion: 1,
    label: "EKS cluster registration (emulator)",
    message,
    color,
  });
});

test("a partial run says so", () => {
  const { conformant } = ALL_RECORDS;
  if (conformant === undefined) throw new Error("no record");
  const partial = { ...conformant, run: { ...conformant.run, partial: true } };
  expect(JSON.parse(renderBadge(partial))).toMatchObject({ message: "MUST 16/16 (partial)" });
});

test("a MUST that is known not to be met takes the full green away", () => {
  const known = aRequirement({ verdict: "fail", expectedFailure: { pattern: "register.*", reason: "known" } });
  const requirements = [aRequirement({ id: "register.b" }), known];
  expect(JSON.parse(renderBadge(aRecord({ requirements })))).toMatchObject({
    message: "MUST 1/2",
    color: "yellowgreen",
  });
});

test("MUSTs met by a tolerated answer are said to be", () => {
  const requirements = [aRequirement({ verdict: "warn" }), aRequirement({ id: "register.b" })];
  expect(JSON.parse(renderBadge(aRecord({ requirements })))).toMatchObject({
    message: "MUST 2/2 (1 by a tolerated answer)",
  });
});
