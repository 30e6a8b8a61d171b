import { once } from "node:events";
import { expect, test } from "@jest/globals";
import { killGroup } from "#cli/started/process-group.ts";
import { groupLeader } from "#tests/helpers/group-leader.ts";

// That a group is asked to end, and killed seconds later: tests/long/runs/process-group.test.ts.
test("a group is killed from outside, and one that is gone is no error", async () => {
  const child = groupLeader(`process.send("up");`);
  await once(child, "message");
  killGroup(child.pid);
  expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
  killGroup(child.pid);
  killGroup(undefined);
});
