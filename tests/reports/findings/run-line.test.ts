import { expect, test } from "@jest/globals";
import { runLine } from "../../../reports/findings/run-line.ts";
import { aCase, aRecord } from "../producers.ts";

function lineAt(endpoint: string): string | undefined {
  const record = aRecord();
  return runLine({
    record: { target: { ...record.target, endpoint } },
    example: aCase({ verdict: "fail" }),
    file: "f",
  });
}

test.each(["http://127.0.0.1:4566", "http://localhost:4566/eks", "https://[::1]:1"])("%s is on this machine", (own) => {
  expect(lineAt(own)).toContain(`HURL_VARIABLE_endpoint=`);
  expect(lineAt(own)).toContain(own);
});

test.each([
  "https://eks.us-east-1.amazonaws.com",
  "http://emulator.example",
  "http://127.0.0.1.example.com",
  "http://localhost@example.com",
])("%s is for the reader to give", (elsewhere) => {
  expect(lineAt(elsewhere)).toContain('HURL_VARIABLE_endpoint="$ENDPOINT" ');
  expect(lineAt(elsewhere)).not.toContain("example.com");
});

test("an endpoint that is none has no line", () => {
  expect(lineAt("-K.")).toBeUndefined();
});
