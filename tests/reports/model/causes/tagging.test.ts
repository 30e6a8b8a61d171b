import { expect, test } from "@jest/globals";
import { FAULTS } from "#reference/faults.ts";
import { findById } from "#reference/find-by-id.ts";
import { headline } from "#reports/model/causes/cause.ts";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { testRun } from "#tests/suites/test-run.ts";

test.each([
  [
    "tagging-drops-other-tags",
    [
      "`tags` lacks an entry in the answer of ListTagsForResource after TagResource: 2 requirements",
      "UntagResource leaves a cluster with the wrong tags",
    ],
  ],
  ["untagging-folds-case", ["UntagResource leaves a cluster with the wrong tags"]],
  ["listing-tags-as-pairs", ["`tags` has a wrong type in the answer of ListTagsForResource"]],
])("%s has no more causes than operations that show it", async (fault, titles) => {
  const clock = new RecordingClock();
  const target = fakeTarget(undefined, { now: clock.now, patches: [findById("fault", FAULTS, fault).patch] });
  const record = await runSuite(testRun({ clock, target, only: new Set(["tags/scenario/registered-cluster"]) }));
  expect(causesOf(record).map(headline)).toEqual(titles);
});
