import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { enumProbes, nearMisses } from "#generators/boundary/enum-probes.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";

test("near misses are not listed, and none comes twice", () => {
  const lists = fc.uniqueArray(fc.oneof(fc.constantFrom("GKE", "EKS_ANYWHERE", "all", "OTHER"), fc.integer()), {
    minLength: 1,
  });
  fc.assert(
    fc.property(lists, (listed) => {
      const values = nearMisses(listed, ["EKS"]).map(({ value }) => value);
      expect(values.filter((value) => (listed as unknown[]).includes(value))).toEqual([]);
      expect(new Set(values).size).toBe(values.length);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test("the first texts that are not listed are each made in another way, whichever value that suits", () => {
  const listed = ["GKE", "EKS_ANYWHERE", "OTHER"];
  const probes = [...enumProbes({ pointer: "", steps: [], schema: { enum: listed } }, CONTEXT)];
  const refused = probes.filter(({ side }) => side === "reject");
  const telling = refused.filter(({ isTelling }) => isTelling === true);
  expect(refused.slice(0, telling.length)).toEqual(telling);
  const values = telling.map(({ value }) => value(""));
  expect(values).toContain("EKS-ANYWHERE");
  for (const end of [/^[a-z]+/, /\n$/, /\0$/, / $/, /,/])
    expect(values.filter((value) => end.test(String(value)))).not.toEqual([]);
  expect(new Set(telling.map(({ name }) => name.replace(/^(?:GKE|EKS_ANYWHERE|OTHER)-/, ""))).size).toBe(
    telling.length,
  );
});
