import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { listCommand } from "#cli/commands/list.ts";
import { smithyModel } from "#tests/spec/models/small-models.ts";

function linesOf(select: string, spec?: string): string[] {
  const lines: string[] = [];
  const console = { print: (line: string) => void lines.push(line), paint: (_style: string, text: string) => text };
  listCommand({ spec, select: [select], skip: [], level: "INFO" }, console as never, "2026-11-29");
  return lines;
}

test("what the model says and can't be handled is told on standard error, and no result", () => {
  const folder = mkdtempSync(join(tmpdir(), "list-"));
  const file = join(folder, "shop.json");
  writeFileSync(file, JSON.stringify(smithyModel()));
  writeFileSync(
    join(folder, "shop.resources.yaml"),
    "resources: {}\nerrors: { unknown: [], taken: [] }\ninputs: { ListThings: {} }\nservices: { things: [ListThings] }\n",
  );
  const [printed, noted] = [[], []] as [string[], string[]];
  const console = {
    print: (line: string) => void printed.push(line),
    note: (text: string) => void noted.push(text),
    paint: (_style: string, text: string) => text,
    width: 120,
  };
  listCommand({ spec: file, select: [], skip: [], level: "INFO" }, console as never);
  rmSync(folder, { recursive: true });
  expect(noted.join("\n").split("\n").slice(0, 2)).toEqual([
    "Not tested",
    "  not handled: left out: its input is a stream of events (Listen)",
  ]);
  expect(printed.join("\n")).not.toContain("not handled");
});

test("a requirement is listed with its level, its evidence and the day of it", () => {
  expect(linesOf("register.echo.name")[0]).toBe("register.echo.name  MUST, recorded 2024-04-12");
});

test("a requirement is listed with the words it stands on", () => {
  expect(linesOf("register.route")[2]).toMatch(
    /^ {2}register-cluster\.txt:19: POST \/cluster-registrations HTTP\/1\.1$/,
  );
});

test("AWS's model of the whole service is listed by the name eks", () => {
  expect(linesOf("create-nodegroup.labels.keys.max-length", "eks")).toEqual([
    "create-nodegroup.labels.keys.max-length  MUST, modelled undated",
    "  A key of `labels` of 64 or more characters is refused.",
    expect.stringMatching(/^ {2}openapi:\d+: "maxLength": 63$/),
    "1 requirements: 1 MUST, 0 SHOULD, 0 INFO",
  ]);
});

test("a requirement is listed with what EKS was seen to do, and how long ago", () => {
  expect(linesOf("describe-nodegroup.unknown", "eks").slice(0, 5)).toEqual([
    "describe-nodegroup.unknown  MUST, recorded 2020-05-08",
    "  DescribeNodegroup answers 404 ResourceNotFoundException where a nodegroup does not exist.",
    expect.stringMatching(/^ {2}eks-resources\.md:\d+: R2\. /),
    "  seen on EKS 2020-05-08, 6 years and 6 months ago (derived): O51, aws/aws-cli#5186",
    "  seen on EKS 2020-04, 6 years and 7 months ago (sdk): O52, cloud-custodian/cloud-custodian, tests/data/placebo/test_eks_delete_with_both",
  ]);
  expect(linesOf("register.activation.code")[0]).toBe("register.activation.code  MUST, recorded 2024-04-12");
});

test("what requirements say is not listed as data, but in words", () => {
  const told: unknown[] = [];
  const console = { json: (value: unknown) => void told.push(value) };
  const flags = { select: ["list-nodegroups.max-results.maximum"], skip: [], level: "INFO", json: true } as const;
  listCommand({ ...flags, spec: "eks" }, console as never);
  expect(JSON.stringify(told)).not.toContain('"claim"');
});
