import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { shellQuote } from "#protocol/shell/shell-quote.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { aRecord } from "#tests/reports/producers.ts";
import { againLine, replayLine } from "#reports/model/commands/replay.ts";

test("a plain case id needs no quotes", () => {
  const first = { id: "register/boundary/name/max-length/reject/first", kind: "boundary" } as const;
  expect(replayLine(first, { record: aRecord() })).toBe(
    "npx --no eks-conformance replay run.json --case register/boundary/name/max-length/reject/first",
  );
});

test.each<[Partial<RunRecord["target"]>, RunRecord["run"]["options"], string]>([
  [{ endpoint: "http://localhost:4600/eks" }, {}, "--endpoint-url http://localhost:4600/eks"],
  [{ embedded: true }, {}, ""],
  [{ command: "rm -rf ~ {port}" }, { spec: "eks" }, '--command "$COMMAND" --spec eks'],
  [{ endpoint: "https://eks.us-west-2.amazonaws.com" }, {}, '--endpoint-url "$ENDPOINT"'],
  [{ endpoint: "http://localhost:1" }, { spec: "/etc/passwd" }, '--spec "$SPEC" --endpoint-url http://localhost:1'],
  [{ kind: "aws", region: "us-west-2" }, {}, "--sandbox-account ID --aws --region us-west-2"],
  [
    { endpoint: "http://localhost:1" },
    { spec: "eks", readOnly: true, describeExisting: true },
    "--endpoint-url http://localhost:1 --spec eks --read-only --describe-existing",
  ],
  [
    { endpoint: "http://localhost:1" },
    { sign: false, feature: { auth: "required", "no-permission": { profile: "p" } } },
    "--endpoint-url http://localhost:1 --no-sign --feature auth=required --feature no-permission=p",
  ],
])("what sends all cases of a requirement again goes where the run went (%#)", (target, options, flags) => {
  const record = aRecord();
  const asked = { ...record, target: { ...record.target, ...target }, run: { ...record.run, seed: 7, options } };
  expect(againLine(asked, "register.arn")?.replace(/ +/g, " ")).toBe(
    `npx --no eks-conformance run ${flags} --seed 7 --select register.arn`.replace(/ +/g, " "),
  );
});

test("a replay of what the run started is told to start it, and never by the words of a record", () => {
  const record = aRecord();
  const started = { ...record, target: { ...record.target, command: "rm -rf ~ {port}" } };
  const line = replayLine({ id: "a", kind: "boundary" }, { record: started });
  expect(line).toBe('npx --no eks-conformance replay run.json --case a --command "$COMMAND"');
});

test("whoever has given the words prints them", () => {
  const typed = { program: "node dist/cli/main.js", access: ["--command 'x {port}'"] };
  const record = aRecord();
  expect(replayLine({ id: "a", kind: "boundary" }, { record, recordFile: "out/run.json", typed })).toBe(
    "node dist/cli/main.js replay out/run.json --case a --command 'x {port}'",
  );
  expect(againLine(record, "register.arn", typed)).toMatch(/^node dist\/cli\/main\.js run --command 'x \{port\}' /);
});

test("an endpoint that is treated as AWS is named, and AWS's own is not asked for besides", () => {
  const record = aRecord();
  const asAws = { ...record, target: { ...record.target, kind: "aws" as const, region: "us-west-2" } };
  const typed = { program: "p", access: ["--endpoint-url http://localhost:1", "--kind aws"] };
  expect(againLine(asAws, "register.arn", typed)).toMatch(
    /^p run --endpoint-url http:\/\/localhost:1 --kind aws --region us-west-2 --seed/,
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
  expect(replayLine({ id: "proxied/register/4", kind: "proxied" }, { record: aRecord() })).toBeUndefined();
});

test("what others sent is sent again by no run", () => {
  const record = aRecord();
  const proxied = { ...record, run: { ...record.run, options: { proxy: "http://127.0.0.1:4568" } } };
  expect(againLine(proxied, "register.arn")).toBeUndefined();
});
