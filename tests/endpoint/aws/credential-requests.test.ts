import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Credentials } from "#protocol/signing/credentials.ts";
import { resolveCredentials } from "#endpoint/aws/credentials.ts";
import { startConnectProxy, type ConnectProxy } from "#tests/helpers/servers/connect-proxy.ts";
import { refuseNetwork, type RefusingNetwork } from "#tests/helpers/servers/refusing-network.ts";
import { bodyOf, closeOpened, httpServer, onCleanUp } from "#tests/helpers/servers/loopback.ts";

afterEach(closeOpened);

const AWS = "https://eks.us-west-2.amazonaws.com";

let network: RefusingNetwork;
let folder: string;
const before = process.env;
beforeEach(() => {
  network = refuseNetwork();
  folder = mkdtempSync(join(tmpdir(), "eks-conformance-providers-"));
});
afterEach(() => {
  network.restore();
  process.env = before;
  rmSync(folder, { recursive: true });
});

/** Resolves as a process of this environment would: the SDK's providers read that of the process itself. */
async function resolvedWith(config: string, env: Record<string, string>): Promise<Credentials> {
  writeFileSync(join(folder, "config"), config);
  const files = { HOME: folder, AWS_CONFIG_FILE: join(folder, "config"), AWS_SHARED_CREDENTIALS_FILE: "/dev/null" };
  process.env = { ...files, ...env };
  const { source } = await resolveCredentials({ endpoint: AWS, region: "us-west-2", env: process.env });
  return source();
}

async function proxyTo(to?: string): Promise<ConnectProxy> {
  const proxy = await startConnectProxy(to);
  onCleanUp(() => Promise.resolve(proxy.close()));
  return proxy;
}

/** Answers as STS does when a role is assumed; the actions that it was asked for. */
async function roleGivingSts(): Promise<{ url: string; actions: string[] }> {
  const actions: string[] = [];
  const url = await httpServer(async (request, response) => {
    const action = new URLSearchParams((await bodyOf(request)).toString()).get("Action") ?? "";
    actions.push(action);
    const inside = `<Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>role</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials>`;
    response.writeHead(200, { "content-type": "text/xml" });
    response.end(`<${action}Response><${action}Result>${inside}</${action}Result></${action}Response>`);
  });
  return { url, actions };
}

const ROLE = "role_arn = arn:aws:iam::111122223333:role/r";

test.each([
  [
    "AssumeRole",
    () => `${ROLE}\nsource_profile = keys\n[profile keys]\naws_access_key_id = AKIA\naws_secret_access_key = s`,
  ],
  ["AssumeRoleWithWebIdentity", () => `${ROLE}\nweb_identity_token_file = ${join(folder, "token")}`],
])("%s goes through the proxy that all requests go through", async (action, profile) => {
  writeFileSync(join(folder, "token"), "a.token");
  const sts = await roleGivingSts();
  const proxy = await proxyTo(sts.url);
  const env = { AWS_PROFILE: "dev", AWS_ENDPOINT_URL_STS: "http://sts.example", http_proxy: proxy.url };
  expect(await resolvedWith(`[profile dev]\n${profile()}\n`, env)).toMatchObject({ accessKeyId: "ASIAROLE" });
  expect(sts.actions).toEqual([action]);
  expect(proxy.tunnels).toEqual(["sts.example:80"]);
  expect(network.asked).toEqual([]);
});

test("the SDK's word on versions of Node.js to come is not heard", async () => {
  const sts = await roleGivingSts();
  const source = "source_profile = keys\n[profile keys]\naws_access_key_id = AKIA\naws_secret_access_key = s";
  const env = { AWS_PROFILE: "dev", AWS_ENDPOINT_URL_STS: sts.url };
  await resolvedWith(`[profile dev]\n${ROLE}\n${source}\n`, env);
  expect(process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"]).toBe("true");
});

test("a token in the environment is taken to the Region's STS", async () => {
  writeFileSync(join(folder, "token"), "a.token");
  const proxy = await proxyTo();
  const env = {
    AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, "token"),
    AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/r",
    HTTPS_PROXY: proxy.url,
  };
  await expect(resolvedWith("", env)).rejects.toMatchObject({ name: "CredentialsError" });
  expect(proxy.tunnels[0]).toBe("sts.us-west-2.amazonaws.com:443");
  expect(network.asked).toEqual([]);
});

test("single sign-on is asked in its own Region, whatever that of EKS is", async () => {
  const start = "https://example.awsapps.com/start";
  const cache = join(folder, ".aws", "sso", "cache");
  mkdirSync(cache, { recursive: true });
  const name = createHash("sha1").update(start).digest("hex");
  writeFileSync(join(cache, `${name}.json`), JSON.stringify({ accessToken: "t", expiresAt: "2100-01-01T00:00:00Z" }));
  const proxy = await proxyTo();
  const config = `[profile sso]\nsso_start_url = ${start}\nsso_region = eu-central-1\nsso_account_id = 111122223333\nsso_role_name = r\n`;
  const asked = resolvedWith(config, { AWS_PROFILE: "sso", HTTPS_PROXY: proxy.url });
  await expect(asked).rejects.toThrow(/^No AWS credentials for the profile sso: .*the proxy \S+ lets nothing through/);
  expect(proxy.tunnels[0]).toBe("portal.sso.eu-central-1.amazonaws.com:443");
  expect(network.asked).toEqual([]);
});

test("a command of the profile gives credentials", async () => {
  const answer = JSON.stringify({ Version: 1, AccessKeyId: "AKIAPROCESS", SecretAccessKey: "s" });
  const program = join(folder, "answer.cjs");
  writeFileSync(program, `console.log(${JSON.stringify(answer)});`);
  const config = `[default]\ncredential_process = "${process.execPath}" "${program}"\n`;
  expect(await resolvedWith(config, { PATH: before["PATH"] ?? "" })).toMatchObject({ accessKeyId: "AKIAPROCESS" });
});

test("a profile that is not there is nobody else: no instance is asked", async () => {
  await expect(resolvedWith("", { AWS_PROFILE: "gone" })).rejects.toThrow(/^No AWS credentials for the profile gone: /);
  expect(network.asked).toEqual([]);
});

test.each([
  ["true", []],
  ["false", ["169.254.169.254:80"]],
])("AWS_EC2_METADATA_DISABLED=%s: asked is %j", async (AWS_EC2_METADATA_DISABLED, hosts) => {
  await expect(resolvedWith("", { AWS_EC2_METADATA_DISABLED })).rejects.toThrow(/^No AWS credentials: /);
  expect([...new Set(network.asked)]).toEqual(hosts);
});
