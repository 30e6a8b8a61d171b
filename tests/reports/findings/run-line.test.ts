import { expect, test } from "@jest/globals";
import { runLine } from "#reports/findings/run-line.ts";
import { aCase, anEvidence, aRecord } from "#tests/reports/producers.ts";

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

test.each([
  ["emulator", "${AWS_ACCESS_KEY_ID:-test}", "${AWS_SECRET_ACCESS_KEY:-test}"],
  ["aws", "$AWS_ACCESS_KEY_ID", "$AWS_SECRET_ACCESS_KEY"],
] as const)("where a shell has no keys, the kind %s is given %s and no token", (kind, key, secret) => {
  const { target } = aRecord();
  const sent = anEvidence({ status: 200 });
  const token = ["x-amz-security-token", "t"] as const;
  const exchanges = [{ ...sent, request: { ...sent.request, headers: [...sent.request.headers, token] } }];
  const line = runLine({ record: { target: { ...target, kind } }, example: { exchanges }, file: "f" });
  expect(line).toContain(
    `HURL_SECRET_aws_access_key_id="${key}" HURL_SECRET_aws_secret_access_key="${secret}" HURL_SECRET_aws_session_token="$AWS_SESSION_TOKEN" `,
  );
});
