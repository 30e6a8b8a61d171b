import { describe, expect, test } from "@jest/globals";
import { callerIdentity, isStsOf, requireAccount, type AccountOptions } from "../../../endpoint/aws/account.ts";
import { fixedCredentials } from "../../../endpoint/aws/credentials.ts";
import { bodyOf, httpServer } from "../loopback.ts";

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
  return { options: { region: "eu-west-1", credentials, env: { AWS_ENDPOINT_URL_STS: origin } }, seen };
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

test("without a variable it is the region's STS", async () => {
  const connect: AccountOptions["connect"] = ({ hostname }, callback) =>
    callback(Object.assign(new Error(`asked for ${hostname}`), { code: "ENOTFOUND" }), null);
  const of = (region: string) => callerIdentity({ region, credentials, env: {}, connect });
  await expect(of("eu-west-1")).rejects.toThrow("asked for sts.eu-west-1.amazonaws.com (ENOTFOUND)");
  await expect(of("cn-north-1")).rejects.toThrow("asked for sts.cn-north-1.amazonaws.com.cn (ENOTFOUND)");
});

describe("STS itself", () => {
  test.each([
    ["eu-west-1", "https://sts.eu-west-1.amazonaws.com"],
    ["eu-west-1", "https://sts.amazonaws.com"],
    ["us-gov-west-1", "https://sts-fips.us-gov-west-1.amazonaws.com"],
    ["eu-west-1", "https://sts.eu-west-1.api.aws"],
    ["cn-north-1", "https://sts.cn-north-1.amazonaws.com.cn"],
    ["us-iso-east-1", "https://sts.us-iso-east-1.c2s.ic.gov"],
  ])("of %s is %s", (region, endpoint) => {
    expect(isStsOf(region, endpoint)).toBe(true);
  });

  test.each([
    ["plain http", "eu-west-1", "http://sts.eu-west-1.amazonaws.com"],
    ["anybody's function", "eu-west-1", "https://abc.lambda-url.eu-west-1.amazonaws.com"],
    ["a bucket of that name", "eu-west-1", "https://sts.s3.eu-west-1.amazonaws.com"],
    ["another Region's", "eu-west-1", "https://sts.us-east-1.amazonaws.com"],
    ["another partition's", "cn-north-1", "https://sts.amazonaws.com"],
  ])("is not %s", (_what, region, endpoint) => {
    expect(isStsOf(region, endpoint)).toBe(false);
  });
});
