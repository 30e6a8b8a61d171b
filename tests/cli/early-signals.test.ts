import { expect, test } from "@jest/globals";
import { MAIN } from "#tests/helpers/cli-process.ts";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";

/** Sends itself the signal once the listeners are there, as an early Ctrl-C would. */
function signalled(signal: string): { readonly status: number | null; readonly stderr: string } {
  const module = JSON.stringify(join(dirname(MAIN), "early-signals.js"));
  const script = `const { endAtOnceOnSignals } = await import(${module});
    endAtOnceOnSignals();
    process.kill(process.pid, "${signal}");
    await new Promise((resolve) => setTimeout(resolve, 60_000));`;
  return spawnSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" });
}

test.each(["SIGINT", "SIGTERM", "SIGHUP"])("%s before anything was sent is exit 130 and a line", (signal) => {
  expect(signalled(signal)).toMatchObject({ status: 130, stderr: "Interrupted before anything was sent.\n" });
});
