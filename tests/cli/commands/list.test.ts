import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { listCommand } from "../../../cli/commands/list.ts";
import { smithyModel } from "../../spec/models/small-models.ts";

function linesOf(select: string, spec?: string): string[] {
  const lines: string[] = [];
  const console = { print: (line: string) => void lines.push(line), paint: (_style: string, text: string) => text };
  listCommand({ spec, select: [select], skip: [], level: "INFO" }, console as never);
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
