import { expect, test } from "@jest/globals";
import { listCommand } from "../../../cli/commands/list.ts";

function linesOf(select: string, spec?: string): string[] {
  const lines: string[] = [];
  const console = { print: (line: string) => void lines.push(line), paint: (_style: string, text: string) => text };
  listCommand({ spec, select: [select], skip: [], level: "INFO" }, console as never);
  return lines;
}

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
