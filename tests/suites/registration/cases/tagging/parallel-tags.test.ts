import { expect, test } from "@jest/globals";
import { FAULTS } from "../../../../../reference/faults.ts";
import { findById } from "../../../../../reference/find-by-id.ts";
import { PARALLEL_TAGS_CASE } from "../../../../../suites/registration/cases/tagging/parallel-tags.ts";
import { aResponse, errorHeaders } from "../../../made-replies.ts";
import type { Script } from "../../../fake-target.ts";
import { judgeCase } from "../judge-case.ts";

const ABOUT = ["tag-resource.puts", "untag-resource.takes-off"];

async function verdictsAt(...given: Parameters<typeof judgeCase> extends [unknown, ...infer Rest] ? Rest : never) {
  const { verdicts, target } = await judgeCase(PARALLEL_TAGS_CASE, ...given);
  expect(target.reference.clusterNames()).toEqual([]);
  return ABOUT.map((id) => verdicts[id]);
}

test("requests about tags that come at once all do their part", async () => {
  expect(await verdictsAt()).toEqual(["pass", "pass"]);
});

test("one that stores what it read before the others fails", async () => {
  expect(await verdictsAt({ patch: findById("fault", FAULTS, "race-of-tags-loses-some").patch })).toContain("fail");
});

test("a target that refuses one of them is not judged by the others", async () => {
  let asked = 0;
  const script: Script = (request, _number, work) => {
    const isChange = request.path.startsWith("/tags/") && request.method !== "GET";
    const busy = aResponse({ status: 409, headers: errorHeaders("ResourceInUseException"), body: { message: "no" } });
    return isChange && (asked += 1) === 3 ? busy : work();
  };
  expect(await verdictsAt({ script })).toEqual([undefined, undefined]);
});
