import { afterEach, describe, expect, test } from "@jest/globals";
import { callerIdentity, isStsOf, requireAccount, stsEndpoint, type AccountOptions } from "#endpoint/aws/account.ts";
import { loadSettings, type SettingsOptions } from "#endpoint/aws/settings.ts";
import { fixedCredentials } from "#endpoint/aws/credentials.ts";
import { bodyOf, closeOpened, httpServer } from "#tests/helpers/servers/loopback.ts";

afterEach(closeOpened);

const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
  <Arn>arn:aws:iam::111122223333:user/u</Arn><UserId>AIDA</UserId><Account>111122223333</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

const credentials = fixedCredentials({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" });

async function sts(status: number, body: string): Promise<{ options: AccountOptions; seen: string[] }> {
  const seen: string[] = [];
  const origin = await httpServer(async (request, response) => {
    seen.push(
      `${request.method} ${request.url} ${(await bodyOf(request)).toString()} ${request.headers.authorization}`,
    );
    response.writeHead(status, { "content-type": "text/xml" }).end(body);
  });
  return { options: { region: "eu-west-1", credentials, sts: origin }, seen };
}

test("STS says whose the credentials are, asked in the region and with its own signature", async () => {
  const { options, seen } = await sts(200, IDENTITY);
  expect(await callerIdentity(options)).toEqual({ account: "111122223333", arn: "arn:aws:iam::111122223333:user/u" });
  expect(seen[0]).toMatch(
    /^POST \/ Action=GetCallerIdentity&Version=2011-06-15 AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/sts\/aws4_request/,
  );
});

test("the sandbox account passes, another does not", async () => {
  const { options } = await sts(200, IDENTITY);
  await expect(requireAccount("111122223333", options)).resolves.toMatchObject({ account: "111122223333" });
  await expect(requireAccount("444455556666", options)).rejects.toMatchObject({
    name: "SandboxError",
    message: expect.stringContaining("account 111122223333, not to 444455556666"),
  });
});

test.each([
  ["the root user", "arn:aws:iam::111122223333:root", true],
  ["a session of sts:AssumeRoot", "arn:aws:sts::111122223333:assumed-root/s", true],
  ["a user that is called root", "arn:aws:iam::111122223333:user/root", false],
  ["a role that is called root", "arn:aws:sts::111122223333:assumed-role/root/root", false],
])("%s is root: %#", async (_name, arn, root) => {
  const { options } = await sts(200, IDENTITY.replace(/<Arn>[^<]*/, `<Arn>${arn}`));
  const verified = requireAccount("111122223333", options);
  if (root) await expect(verified).rejects.toThrow("root user of 111122223333");
  else await expect(verified).resolves.toMatchObject({ arn });
});

test.each([
  ["an answer that refuses", 403, "<Error><Code>InvalidClientTokenId</Code></Error>", "it answered 403"],
  ["an answer without an account", 200, "<html>", "it answered 200"],
  ["an account in an error", 400, "<Account>111122223333</Account>", "it answered 400"],
])("%s is no account", async (_name, status, body, message) => {
  const { options } = await sts(status, body);
  await expect(requireAccount("111122223333", options)).rejects.toMatchObject({
    name: "CredentialsError",
    message: expect.stringContaining(message),
  });
});

describe("where it is asked", () => {
  const env = { AWS_ENDPOINT_URL_STS: "http://sts.example", AWS_ENDPOINT_URL: "http://all.example/" };
  const CONFIG = {
    configFile: { default: { services: "s" }, "services.s": { "sts.endpoint_url": "http://services.example" } },
    credentialsFile: {},
  };
  const NONE = { configFile: {}, credentialsFile: {} };

  test.each<[string, SettingsOptions, string, string]>([
    ["the variable for STS", { env }, "http://sts.example", "http://sts.example"],
    ["the services section", { env: {}, config: CONFIG }, "http://services.example", "http://services.example"],
    [
      "the variable for all",
      { env: { AWS_ENDPOINT_URL: "http://all.example/" } },
      "http://all.example",
      "https://sts.eu-west-1.amazonaws.com",
    ],
    ["nothing", { env: {} }, "https://sts.eu-west-1.amazonaws.com", "https://sts.eu-west-1.amazonaws.com"],
    [
      "a wish for FIPS",
      { env: { AWS_USE_FIPS_ENDPOINT: "true" } },
      "https://sts-fips.eu-west-1.amazonaws.com",
      "https://sts-fips.eu-west-1.amazonaws.com",
    ],
    [
      "an order to ignore",
      { env: { ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" } },
      "https://sts.eu-west-1.amazonaws.com",
      "https://sts.eu-west-1.amazonaws.com",
    ],
  ])("%s: %#", async (_what, options, nearby, own) => {
    const settings = await loadSettings({ config: NONE, ...options });
    expect(await stsEndpoint({ region: "eu-west-1", settings, own: false })).toBe(nearby);
    expect(await stsEndpoint({ region: "eu-west-1", settings, own: true })).toBe(own);
  });
});

describe("STS itself", () => {
  test.each([
    ["eu-west-1", "https://sts.eu-west-1.amazonaws.com"],
    ["eu-west-1", "https://sts.amazonaws.com"],
    ["us-west-2", "https://sts-fips.us-west-2.amazonaws.com"],
    ["us-gov-west-1", "https://sts.us-gov-west-1.amazonaws.com"],
    ["eu-west-1", "https://sts.eu-west-1.api.aws"],
    ["cn-north-1", "https://sts.cn-north-1.amazonaws.com.cn"],
    ["us-iso-east-1", "https://sts.us-iso-east-1.c2s.ic.gov"],
  ])("of %s is %s", async (region, endpoint) => {
    expect(await isStsOf(region, endpoint)).toBe(true);
  });

  test.each([
    ["plain http", "eu-west-1", "http://sts.eu-west-1.amazonaws.com"],
    ["anybody's function", "eu-west-1", "https://abc.lambda-url.eu-west-1.amazonaws.com"],
    ["a bucket of that name", "eu-west-1", "https://sts.s3.eu-west-1.amazonaws.com"],
    ["another Region's", "eu-west-1", "https://sts.us-east-1.amazonaws.com"],
    ["another port", "eu-west-1", "https://sts.eu-west-1.amazonaws.com:8443"],
    ["another partition's", "cn-north-1", "https://sts.amazonaws.com"],
  ])("is not %s", async (_what, region, endpoint) => {
    expect(await isStsOf(region, endpoint)).toBe(false);
  });
});
