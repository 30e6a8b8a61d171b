import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "@jest/globals";
import { openTargetLog, targetLog } from "#cli/started/target-log.ts";
import { createRedactor } from "#endpoint/redaction/redactor.ts";

const folder = mkdtempSync(join(tmpdir(), "target-log-"));
afterEach(() => rmSync(join(folder, "target.log"), { force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("lines are redacted whole, however they come", () => {
  const file = join(folder, "target.log");
  const log = openTargetLog(file, (text) => text.replaceAll("secret", "***"));
  for (const piece of ["a sec", "ret\n", "last"]) log.write(Buffer.from(piece));
  log.close();
  expect(readFileSync(file, "utf8")).toBe("a ***\nlast");
});

test("what is learnt after it was printed is gone at the end, wherever the pieces of the file end, and nothing else is", () => {
  const file = join(folder, "target.log");
  const redactor = createRedactor();
  const log = openTargetLog(file, redactor.text);
  const codes = Array.from({ length: 1_500 }, (_, at) => `code-${at}-${"s3cr3t".repeat(6)}`);
  // Each in two lines, and more than is read or held back at once.
  const line = (code: string): string => `${"ordinary ".repeat(120)}${code.slice(0, 20)}\n${code.slice(20)} end\n`;
  for (const code of codes) log.write(Buffer.from(line(code)));
  for (const code of codes) redactor.keep(code);
  log.close();
  const text = readFileSync(file, "utf8");
  expect(text).not.toContain("s3cr3t");
  expect(text.replaceAll(/\[redacted [^\]]*\]/g, "?")).toBe(
    codes.map(() => `${"ordinary ".repeat(120)}? end\n`).join(""),
  );
  expect(readdirSync(folder)).toEqual(["target.log"]);
});

test("half a secret at the end of what is written is not taken for one that is cut off", () => {
  const file = join(folder, "target.log");
  const log = openTargetLog(file, createRedactor({ secrets: ["first-half-second-half"] }).text);
  log.write(Buffer.from(`${"x".repeat(1_000_000)} first-half-\n`));
  log.write(Buffer.from("second-half\n"));
  log.close();
  expect(readFileSync(file, "utf8").slice(1_000_001)).toMatch(/^\[redacted 22 chars \w{6}\]\n$/);
});

const FULL = "/dev/full";
(existsSync(FULL) ? test : test.skip)(
  "a disk that is full ends nothing, and the last line is known all the same",
  () => {
    const log = targetLog(openSync(FULL, "w"), String, () => undefined);
    for (const line of ["one\n", "two\n"]) log.write(Buffer.from(line));
    expect(log.lastLine).toBe("two");
    expect(() => log.close()).not.toThrow();
  },
);
