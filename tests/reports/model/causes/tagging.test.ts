import { expect, test } from "@jest/globals";
import { FAULTS } from "../../../../reference/faults.ts";
import { findById } from "../../../../reference/find-by-id.ts";
import { headline } from "../../../../reports/model/causes/cause.ts";
import { causesOf } from "../../../../reports/model/causes/causes-of.ts";
import { TAG_CASES } from "../../../../suites/registration/cases/tagging/tag-cases.ts";
import { runSuite } from "../../../../suites/registration/registration-run.ts";
import { RecordingClock } from "../../../helpers/recording-clock.ts";
import { fakeTarget } from "../../../suites/fake-target.ts";
import { testRun } from "../../../suites/test-run.ts";

test.each([
  ["tagging-drops-other-tags", "TagResource leaves a cluster with the wrong tags: 2 requirements"],
  ["untagging-folds-case", "UntagResource leaves a cluster with the wrong tags: 2 requirements"],
  ["listing-tags-as-pairs", "`tags` has a wrong type in the answer of ListTagsForResource: 6 requirements"],
])("%s has one cause", async (fault, title) => {
  const clock = new RecordingClock();
  const target = fakeTarget(undefined, { now: clock.now, patches: [findById("fault", FAULTS, fault).patch] });
  const record = await runSuite(testRun({ clock, target, cases: TAG_CASES }));
  expect(causesOf(record).map(headline)).toEqual([title]);
});
