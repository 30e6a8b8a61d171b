import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { nearMisses } from "../../../generators/boundary/enum-probes.ts";

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
