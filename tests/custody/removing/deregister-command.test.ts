import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parse } from "shell-quote";
import { deregisterCommand } from "#custody/removing/deregister-command.ts";

describe("the command that removes a cluster", () => {
  const aws = { region: "eu-west-1" };

  test.each([
    ["plain", "aws eks deregister-cluster --name plain --region eu-west-1"],
    ["it's", String.raw`aws eks deregister-cluster --name 'it'\''s' --region eu-west-1`],
    ["$(rm -rf)", "aws eks deregister-cluster --name '$(rm -rf)' --region eu-west-1"],
    ["--help", "aws eks deregister-cluster --name=--help --region eu-west-1"],
  ])("%s", (name, command) => expect(deregisterCommand(name, aws)).toBe(command));

  test("names the endpoint, and goes without credentials, where the run did", () => {
    const words = deregisterCommand("a", { ...aws, endpointUrl: "http://127.0.0.1:4566/x y", unsigned: true });
    expect(words).toContain("--endpoint-url 'http://127.0.0.1:4566/x y' --no-sign-request");
  });

  test("is one word for a name to any shell, whatever the name", () => {
    // A backslash within single quotes is one to a shell, and to shell-quote too; a dollar would be looked up by it.
    const name = fc.string({ unit: fc.constantFrom(..."ab-_ .'\"`\\;&|<>(){}[]*?!~#\n\té"), minLength: 1 });
    fc.assert(
      fc.property(name, (text) => {
        const words = parse(deregisterCommand(text, aws) ?? "");
        const at = text.startsWith("-") ? [`--name=${text}`] : ["--name", text];
        expect(words).toEqual(["aws", "eks", "deregister-cluster", ...at, "--region", "eu-west-1"]);
      }),
    );
  });

  test("is none where no request can name the cluster", () => {
    expect(deregisterCommand("", aws)).toBeUndefined();
  });

  test.each([["a\0b"], ["file://x"], ["\ud800"], ["x".repeat(200_000)]])(
    "goes by curl where the CLI would not pass it on (%#)",
    (name) => {
      expect(deregisterCommand(name, aws)).toMatch(
        /^printf .* \| curl .* -X DELETE .*https:\/\/eks\.eu-west-1\.amazonaws\.com\/cluster-registrations\//,
      );
    },
  );
});
