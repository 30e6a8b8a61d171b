import { describe, expect, test } from "@jest/globals";
import { RUN_DEFAULTS, type RunFlags } from "#cli/run/run-flags.ts";
import { openRunTarget } from "#cli/run/target/open-target.ts";
import { plannedTarget } from "#cli/run/target/planned-target.ts";

const FLAGS: RunFlags = { ...RUN_DEFAULTS, out: "out" };

test("a whole service is kept off AWS whatever names the endpoint, before credentials are looked for", async () => {
  const env = { AWS_ENDPOINT_URL_EKS: "https://eks.us-west-2.amazonaws.com", AWS_REGION: "us-west-2" };
  const flags = { ...FLAGS, spec: "eks", sandboxAccount: "111122223333" };
  const refusal = { name: "UsageError", message: expect.stringContaining("does not run on AWS") };
  await expect(plannedTarget(flags, env)).rejects.toMatchObject(refusal);
  await expect(openRunTarget(flags, new AbortController().signal, env)).rejects.toMatchObject(refusal);
  expect(await plannedTarget({ ...flags, spec: undefined }, env)).toMatchObject({ region: "us-west-2" });
});

test("a host that nobody knows is told before credentials that are not there", async () => {
  // A label of more than 63 characters is no name, so no name server is asked.
  const host = `${"a".repeat(64)}.invalid`;
  const opened = (endpointUrl: string) =>
    openRunTarget({ ...FLAGS, endpointUrl, region: "us-east-1" }, new AbortController().signal, {
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    });
  const told = { name: "InconclusiveError", message: `No host is called ${host}: check the address of the endpoint.` };
  await expect(opened(`http://${host}`)).rejects.toMatchObject(told);
  const keys = { name: "InconclusiveError", message: expect.stringContaining("AWS_SECRET_ACCESS_KEY is not") };
  await expect(opened("http://198.51.100.7")).rejects.toMatchObject(keys);
});

test.each([
  ["us-wets-2", /^AWS has no Region us-wets-2 .*: is one of us-west-2, .* meant\?$/],
  ["eu-central-2", /^$/],
])("a Region that no partition has is asked about: %s", async (region, says) => {
  const keys = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "not-a-real-secret" };
  const flags = { ...FLAGS, endpointUrl: "http://127.0.0.1:4566", region };
  const target = await openRunTarget(flags, new AbortController().signal, keys);
  await target.close();
  expect(target.warnings.join("\n")).toMatch(says);
});

describe("a session token over plain http", () => {
  const keys = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "not-a-real-secret" };
  const token = { AWS_SESSION_TOKEN: "not-a-real-token" };

  /** Nothing is sent: it is told before. */
  async function warningsAt(endpointUrl: string, env: NodeJS.ProcessEnv): Promise<readonly string[]> {
    const flags = { ...FLAGS, endpointUrl, region: "us-east-1" };
    const target = await openRunTarget(flags, new AbortController().signal, { ...keys, ...env });
    await target.close();
    return target.warnings;
  }

  test.each(["http://10.0.0.7:4566", "http://emulator.example"])("to %s is warned of", async (endpoint) =>
    expect(await warningsAt(endpoint, token)).toEqual([
      "a session token is sent over plain http, where others can read it: start --endpoint-url with https://",
    ]),
  );

  test.each(["https://emulator.example", "http://127.0.0.1:4566", "http://localhost:4566"])(
    "is none to %s",
    async (endpoint) => expect(await warningsAt(endpoint, token)).toEqual([]),
  );

  test("is none where there is no token", async () =>
    expect(await warningsAt("http://emulator.example", {})).toEqual([]));
});
