import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { killGroup } from "../../../cli/started/process-group.ts";

const BUILT = fileURLToPath(new URL("../../../dist/cli/started/process-group.js", import.meta.url));

/** A process that leads a group, with another one in it, `other`, which waits for half a minute. */
function leader(code: string): ChildProcess {
  const program = `
    import { spawn } from "node:child_process";
    import { endOwnGroup } from ${JSON.stringify(BUILT)};
    process.on("SIGTERM", () => {});
    const other = spawn(process.execPath, ["-e", "setTimeout(() => {}, 30_000)"], { stdio: "ignore" });
    ${code}`;
  return spawn(process.execPath, ["--input-type=module", "-e", program], {
    detached: true,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
}

test("a group is killed from outside, and one that is gone is no error", async () => {
  const child = leader(`process.send("up");`);
  await once(child, "message");
  killGroup(child.pid);
  expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
  killGroup(child.pid);
  killGroup(undefined);
});

test("a leader asks its group to end, and kills it and itself later", async () => {
  const child = leader(`other.once("exit", (code, signal) => process.send(signal)); endOwnGroup();`);
  expect(await once(child, "message")).toEqual(["SIGTERM", undefined]);
  expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
});
