import { expect, test } from "@jest/globals";
import { runWhole } from "./whole-service.ts";

/** How often it was asked below another cluster to change a node group, or to delete what there is not. */
async function askedBelowAnother(requirement: string): Promise<number> {
  const { requests, verdicts } = await runWhole({ select: [requirement] });
  expect(verdicts.get(requirement)).toBe("pass");
  return requests.filter((request) => /^(?:POST|DELETE) \/clusters\/[^/]+-b\/.*(?:\/update-|no-such)/.test(request))
    .length;
}

test("below another cluster, what is not selected is not asked for in vain", async () => {
  // Both updates of the node group that is made there.
  expect(await askedBelowAnother("create-nodegroup.elsewhere")).toBe(2);
  // And one of them, five times in a row, of the node group that is not there.
  expect(await askedBelowAnother("update-nodegroup-config.elsewhere")).toBe(7);
});
