import { expect, test } from "@jest/globals";
import { accessWords } from "#cli/run/target/told-target.ts";
import { RUN_DEFAULTS, type RunFlags } from "#cli/run/run-flags.ts";

type Reached = Parameters<typeof accessWords>[0];

const HERE: Reached = { endpoint: "http://127.0.0.1:4566", embedded: false };

function words(flags: Partial<RunFlags>, target: Partial<Reached> = {}): string {
  return accessWords({ ...HERE, ...target }, { ...RUN_DEFAULTS, ...flags }).join(" ");
}

test("what the record says itself is not typed again, but where the endpoint is: anybody may have written a record", () => {
  expect(words({ region: "eu-west-1", seed: 1 })).toBe("--endpoint-url http://127.0.0.1:4566");
});

test("the embedded server and AWS's own endpoints need no address", () => {
  expect(words({}, { embedded: true })).toBe("");
  expect(words({ aws: true })).toBe("");
});

test("what no record gives is, as a shell takes it", () => {
  const flags = { aws: true, profile: "our tests", ca: "it's.pem", kind: "aws", allowRegion: ["us-east-1"] } as const;
  expect(words(flags, { account: "111122223333" })).toBe(
    "--kind aws --sandbox-account 111122223333 --allow-region us-east-1 --profile 'our tests' --ca 'it'\\''s.pem'",
  );
});

test("a target that is started again is started and found in the same way", () => {
  const command = "server -p {port} --password ***";
  expect(words({ endpointUrl: "http://me:secret@127.0.0.1:{port}/eks" }, { command })).toBe(
    "--command 'server -p {port} --password ***' --endpoint-url 'http://me:***@127.0.0.1:{port}/eks'",
  );
});
