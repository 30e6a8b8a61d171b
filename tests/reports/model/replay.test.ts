import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { shellQuote } from "../../../protocol/shell/shell-quote.ts";
import { replayLine } from "../../../reports/model/replay.ts";

test("a plain case id needs no quotes", () => {
  expect(replayLine({ id: "register/boundary/name/max-length/reject/first", kind: "boundary" })).toBe(
    "eks-conformance replay run.json --case register/boundary/name/max-length/reject/first",
  );
});

test("a shell reads every word back as it was", () => {
  const words = [
    "it's",
    "$(touch x) `id` $HOME",
    "",
    "two words",
    "~",
    "-n",
    'a"b\\c',
    "a\nb",
    "*",
    "a;b|c&d",
    "#x",
    "日本",
  ];
  const line = words.map(shellQuote).join(" ");
  const shell = spawnSync("sh", ["-c", `for word in ${line}; do printf '%s\\0' "$word"; done`], { encoding: "utf8" });
  expect(shell.stdout.split("\0").slice(0, -1)).toEqual(words);
});

test("what others sent cannot be fired again by a plan", () => {
  expect(replayLine({ id: "proxied/register/4", kind: "proxied" })).toBeUndefined();
});
