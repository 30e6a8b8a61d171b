import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { shellQuote } from "../../../protocol/shell/shell-quote.ts";
import type { RunRecord } from "../../../suites/record/record.ts";
import { aRecord } from "../producers.ts";
import { againLine, replayLine } from "../../../reports/model/replay.ts";

test("a plain case id needs no quotes", () => {
  expect(replayLine({ id: "register/boundary/name/max-length/reject/first", kind: "boundary" })).toBe(
    "eks-conformance replay run.json --case register/boundary/name/max-length/reject/first",
  );
});

test.each<[Partial<RunRecord["target"]>, RunRecord["run"]["options"], string]>([
  [{ endpoint: "http://localhost:4600/eks" }, {}, "--endpoint-url http://localhost:4600/eks"],
  [{ embedded: true }, {}, ""],
  [{ command: "moto_server -p {port}" }, { spec: "eks" }, '--command "$COMMAND" --spec eks'],
  [{ endpoint: "https://eks.us-west-2.amazonaws.com" }, {}, '--endpoint-url "$ENDPOINT"'],
  [{ kind: "aws", region: "us-west-2" }, {}, "--aws --region us-west-2 --sandbox-account ID"],
  [
    { endpoint: "http://localhost:1" },
    { sign: false, feature: { auth: "required", "no-permission": { profile: "p" } } },
    "--endpoint-url http://localhost:1 --no-sign --feature auth=required --feature no-permission=p",
  ],
])("what sends all cases of a requirement again goes where the run went (%#)", (target, options, flags) => {
  const record = aRecord({});
  const asked = { ...record, target: { ...record.target, ...target }, run: { ...record.run, seed: 7, options } };
  expect(againLine(asked, "register.arn")?.replace(/ +/g, " ")).toBe(
    `eks-conformance run ${flags} --seed 7 --select register.arn`.replace(/ +/g, " "),
  );
});

test("a program that the reader has typed stands in it as it was typed", () => {
  const record = aRecord({});
  const command = "moto_server -p {port}";
  const line = againLine({ ...record, target: { ...record.target, command } }, "register.arn", { command });
  expect(line).toContain(`--command 'moto_server -p {port}' --seed`);
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

test("what others sent is sent again by no run", () => {
  const record = aRecord();
  const proxied = { ...record, run: { ...record.run, options: { proxy: "http://127.0.0.1:4568" } } };
  expect(againLine(proxied, "register.arn")).toBeUndefined();
});
