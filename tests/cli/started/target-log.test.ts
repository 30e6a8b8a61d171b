import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { openTargetLog, targetLog } from "../../../cli/started/target-log.ts";

const folder = mkdtempSync(join(tmpdir(), "target-log-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("lines are redacted whole, however they come", () => {
  const file = join(folder, "target.log");
  const log = openTargetLog(file, (text) => text.replaceAll("secret", "***"));
  for (const piece of ["a sec", "ret\n", "last"]) log.write(Buffer.from(piece));
  log.close();
  expect(readFileSync(file, "utf8")).toBe("a ***\nlast");
});

const FULL = "/dev/full";
(existsSync(FULL) ? test : test.skip)(
  "a disk that is full ends nothing, and the last line is known all the same",
  () => {
    const log = targetLog(openSync(FULL, "w"), String);
    for (const line of ["one\n", "two\n"]) log.write(Buffer.from(line));
    expect(log.lastLine).toBe("two");
    expect(() => log.close()).not.toThrow();
  },
);
