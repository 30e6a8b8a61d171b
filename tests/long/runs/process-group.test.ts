import { once } from "node:events";
import { expect, test } from "@jest/globals";
import { groupLeader } from "#tests/helpers/group-leader.ts";

test("a leader asks its group to end, and kills it and itself later", async () => {
  const child = groupLeader(`other.once("exit", (code, signal) => process.send(signal)); endOwnGroup();`);
  expect(await once(child, "message")).toEqual(["SIGTERM", undefined]);
  expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
});
