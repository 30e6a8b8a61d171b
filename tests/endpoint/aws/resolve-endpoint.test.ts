import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { awsRegionOf, classifyEndpoint } from "#endpoint/aws/classify-endpoint.ts";
import { resolveEndpoint, validEndpoint, type EndpointOptions } from "#endpoint/aws/resolve-endpoint.ts";
import { loadSettings, type SettingsOptions } from "#endpoint/aws/settings.ts";
import { loadSharedConfig, profileSettings } from "#endpoint/aws/shared-config.ts";

const CONFIG = `
# a comment
[default]
region = eu-north-1
endpoint_url = http://default.example/

[profile "dev"]
region=eu-west-1   ; with a comment
services = local
endpoint_url = http://dev.example
[profile ignoring]
ignore_configured_endpoint_urls = TRUE
endpoint_url = http://ignored.example

[services local]
s3 =
  endpoint_url = http://s3.example
eks =
  endpoint_url = http://eks.example/base/
`;

const folder = mkdtempSync(join(tmpdir(), "eks-conformance-config-"));
const file = join(folder, "config");
writeFileSync(file, CONFIG);
afterAll(() => rmSync(folder, { recursive: true }));

const config = await loadSharedConfig({ AWS_CONFIG_FILE: file, HOME: folder });
const EMPTY = await loadSharedConfig({ HOME: folder });

type Given = EndpointOptions & Partial<SettingsOptions>;

async function resolve({ env = {}, profile, config: shared = config, ...options }: Given) {
  return resolveEndpoint(options, await loadSettings({ env, profile, config: shared }));
}

describe("which endpoint", () => {
  const env = { AWS_ENDPOINT_URL_EKS: "http://eks-variable.example", AWS_ENDPOINT_URL: "http://variable.example" };
  const general = { AWS_ENDPOINT_URL: env.AWS_ENDPOINT_URL };

  test.each<[string, Given, string]>([
    ["the option first", { endpointUrl: "http://option.example", env, profile: "dev" }, "http://option.example"],
    ["then EKS's variable", { env, profile: "dev" }, "http://eks-variable.example"],
    ["the general one", { env: general, profile: "dev" }, "http://variable.example"],
    ["the services section", { env: { AWS_PROFILE: "dev" } }, "http://eks.example/base"],
    ["the profile", {}, "http://default.example"],
  ])("%s", async (_what, options, endpoint) => {
    expect((await resolve(options)).endpoint).toBe(endpoint);
  });

  test("none is none, and an empty variable is unset", async () => {
    expect(await resolve({ env: { AWS_ENDPOINT_URL: "" }, config: EMPTY })).toEqual({ region: "us-east-1" });
  });

  test("configured ones are ignored when told so, but never the option", async () => {
    const ignoring = { ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" };
    expect((await resolve({ env: ignoring, profile: "dev" })).endpoint).toBeUndefined();
    expect((await resolve({ profile: "ignoring", env })).endpoint).toBeUndefined();
    const option = await resolve({ env: ignoring, endpointUrl: "http://option.example" });
    expect(option.endpoint).toBe("http://option.example");
  });

  test.each([
    ["us-west-2", {}, "https://eks.us-west-2.amazonaws.com"],
    ["us-west-2", { AWS_USE_FIPS_ENDPOINT: "true" }, "https://fips.eks.us-west-2.amazonaws.com"],
    ["us-east-1", { AWS_USE_DUALSTACK_ENDPOINT: "true" }, "https://eks.us-east-1.api.aws"],
    [
      "us-east-1",
      { AWS_USE_DUALSTACK_ENDPOINT: "true", AWS_USE_FIPS_ENDPOINT: "true" },
      "https://eks-fips.us-east-1.api.aws",
    ],
    ["cn-north-1", {}, "https://eks.cn-north-1.amazonaws.com.cn"],
  ])("--aws in %s with %j is %s", async (region, variables, endpoint) => {
    expect((await resolve({ aws: true, region, env: variables })).endpoint).toBe(endpoint);
  });

  test("--aws needs a region", async () => {
    await expect(resolve({ aws: true, config: EMPTY })).rejects.toThrow("--aws needs a region");
    const region = "us-east-1.evil.example/";
    await expect(resolve({ aws: true, region })).rejects.toThrow("is not a region");
  });
});

describe("which region", () => {
  const endpointUrl = "http://localhost:1";

  test.each<[string, Given, string]>([
    ["the option", { region: "ap-south-1", env: { AWS_REGION: "eu-west-2" } }, "ap-south-1"],
    ["AWS_REGION", { env: { AWS_REGION: "eu-west-2", AWS_DEFAULT_REGION: "eu-west-3" } }, "eu-west-2"],
    ["AWS_DEFAULT_REGION", { env: { AWS_DEFAULT_REGION: "eu-west-3" } }, "eu-west-3"],
    ["the profile", { profile: "dev" }, "eu-west-1"],
    ["us-east-1", { config: EMPTY }, "us-east-1"],
  ])("%s", async (_what, options, region) => {
    expect((await resolve({ endpointUrl, ...options })).region).toBe(region);
  });

  test("an AWS endpoint's own region outweighs the environment, and one without a region needs one", async () => {
    const aws = "https://eks.eu-central-1.amazonaws.com";
    expect((await resolve({ endpointUrl: aws, env: { AWS_REGION: "us-east-1" } })).region).toBe("eu-central-1");
    await expect(resolve({ endpointUrl: "https://amazonaws.com", config: EMPTY })).rejects.toThrow(
      "No region is known",
    );
  });
});

describe("what is no endpoint", () => {
  test.each([
    ["localhost:4566", "must start with http:// or https://"],
    ["ftp://localhost", "must start with http:// or https://"],
    ["http://", "is not a URL"],
    ["http://local host", "must hold no spaces"],
    ["http:\\\\localhost", "must hold no spaces or backslashes"],
    ["http://user:pa55word@localhost", "must hold no user name or password"],
    ["user:pa55word@localhost", "must start with http:// or https://"],
    ["http:user:pa55word@localhost", "must start with http:// or https://"],
    ["http://user:pa55/word@localhost:99999", "is not a URL"],
    ["http://user:pa@55word@localhost:99999", "is not a URL"],
    ["http://localhost/?token=pa55word", "must hold no query or fragment"],
    ["http://localhost:99999#pa55word", "is not a URL"],
    ["http://localhost/?a=b", "must hold no query or fragment"],
    ["http://localhost/#x", "must hold no query or fragment"],
    ["http://localhost:99999", "is not a URL"],
    ["http://localhost:0", "must name a port"],
  ])("%s", (url, what) => {
    expect(() => validEndpoint(url, "--endpoint-url")).toThrow(what);
    try {
      validEndpoint(url, "--endpoint-url");
    } catch (error) {
      expect(error).toMatchObject({ name: "EndpointError", message: expect.stringMatching(/^--endpoint-url .*\.$/) });
      expect(String(error)).not.toMatch(/55/);
    }
  });

  test("what is one comes back without its trailing slashes, and in the standard's form", () => {
    expect(validEndpoint("HTTP://LocalHost:80/eks//", "x")).toBe("http://localhost/eks");
    expect(validEndpoint("http://[0:0::1]:8080", "x")).toBe("http://[::1]:8080");
  });
});

describe("where an endpoint is", () => {
  test.each([
    "http://localhost",
    "http://LOCALHOST.:4566",
    "http://eks.localhost",
    "http://127.0.0.1",
    "http://127.9.9.9:80",
    "http://0x7f.1",
    "http://2130706433",
    "http://017700000001",
    "http://127.1",
    "http://0.0.0.0:4566",
    "http://[::1]:4566",
    "http://[::]",
    "http://[::ffff:127.0.0.1]",
    "http://eks.us-east-1.amazonaws.com@localhost",
  ])("loopback: %s", (url) => expect(classifyEndpoint(url)).toBe("loopback"));

  test.each([
    "http://10.1.2.3",
    "http://172.16.0.1",
    "http://172.31.255.255",
    "http://192.168.1.1",
    "http://100.64.0.1",
    "http://169.254.169.254",
    "http://[fd00::1]",
    "http://[fe80::1]",
    "http://[::ffff:10.0.0.1]",
    "http://localstack:4566",
    "http://host.docker.internal:4566",
    "http://eks.corp.internal",
    "http://nas.local",
  ])("private: %s", (url) => expect(classifyEndpoint(url)).toBe("private"));

  test.each([
    "https://eks.us-east-1.amazonaws.com",
    "https://EKS.US-EAST-1.AMAZONAWS.COM",
    "https://eks.us-east-1.amazonaws.com.",
    "https://eks.us-east-1.amazonaws.com..",
    "https://eks.us-east-1.amazonaws.com:8443/base",
    "https://fips.eks.us-west-2.amazonaws.com",
    "https://eks.us-east-1.api.aws",
    "https://eks-fips.us-east-1.api.aws",
    "https://eks.cn-north-1.amazonaws.com.cn",
    "https://eks.cn-north-1.api.amazonwebservices.com.cn",
    "https://eks.us-gov-west-1.amazonaws.com",
    "https://eks.us-iso-east-1.c2s.ic.gov",
    "https://eks.us-isob-east-1.sc2s.sgov.gov",
    "https://eks.eusc-de-east-1.amazonaws.eu",
    "https://vpce-0a1b-2c3d.eks.us-east-1.vpce.amazonaws.com",
    "https://localhost@eks.us-east-1.amazonaws.com",
    "https://127.0.0.1:4566@eks.us-east-1.amazonaws.com",
    "https://eks%2Eus-east-1%2Eamazonaws%2Ecom",
    "https://eks.us-east-1.amazonaws。com",
    "https://ｅｋｓ.us-east-1.ａｍａｚｏｎａｗｓ.com",
    "https:\\\\eks.us-east-1.amazonaws.com\\@localhost",
  ])("aws: %s", (url) => expect(classifyEndpoint(url)).toBe("aws"));

  test.each([
    "https://eks.example.com",
    "https://amazonaws.com.example.com",
    "https://notamazonaws.com",
    "https://eks.us-east-1.amazonaws.com.evil.example",
    "https://localhost.example.com",
    "https://8.8.8.8",
    "https://172.32.0.1",
    "https://[2600::1]",
    "https://127.0.0.1.example.com",
  ])("other: %s", (url) => expect(classifyEndpoint(url)).toBe("other"));

  test("no spelling of an AWS host escapes", () => {
    const odd = fc.array(fc.constantFrom("plain", "upper", "percent", "wide"), { minLength: 32, maxLength: 32 });
    const spell = { plain: (c: string) => c, upper: (c: string) => c.toUpperCase(), percent: percent, wide: wide };
    fc.assert(
      fc.property(odd, fc.nat({ max: 3 }), (how, dots) => {
        const host = [..."eks.us-east-1.amazonaws.com"].map((c, index) => spell[how[index] ?? "plain"](c)).join("");
        expect(classifyEndpoint(`https://${host}${".".repeat(dots)}/`)).toBe("aws");
      }),
    );
  });

  test("a region stands in AWS's names only", () => {
    expect(awsRegionOf("https://vpce-0a1b.eks.us-gov-west-1.vpce.amazonaws.com")).toBe("us-gov-west-1");
    expect(awsRegionOf("https://eks.us-iso-east-1.c2s.ic.gov")).toBe("us-iso-east-1");
    expect(awsRegionOf("https://eks.us-east-1.example.com")).toBeUndefined();
  });
});

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16)}`;
}

/** The full-width form, which IDNA maps back; the dash has none that is taken. */
function wide(character: string): string {
  return /[a-z0-9.]/.test(character) ? String.fromCharCode(character.charCodeAt(0) + 0xfee0) : character;
}

describe("the shared files", () => {
  const settings = async (env: Record<string, string>, profile: string) =>
    profileSettings(await loadSharedConfig(env), profile);

  test("are in the home folder where no variable names them", async () => {
    const home = join(folder, "home");
    mkdirSync(join(home, ".aws"), { recursive: true });
    writeFileSync(join(home, ".aws", "config"), "[default]\r\nregion = eu-south-1\r\n");
    expect((await settings({ HOME: home }, "default"))["region"]).toBe("eu-south-1");
  });

  test("that are not there are empty", async () => {
    expect(await settings({ HOME: folder, AWS_CONFIG_FILE: join(folder, "absent") }, "default")).toEqual({});
  });

  test("make up a profile together, the config file first", async () => {
    const credentials = join(folder, "credentials");
    writeFileSync(credentials, "[dev]\nregion = us-west-1\nservices = other\n[apart]\nregion = us-west-2\n");
    const env = { HOME: folder, AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: credentials };
    expect((await settings(env, "dev"))["region"]).toBe("eu-west-1");
    expect((await settings(env, "apart"))["region"]).toBe("us-west-2");
  });
});
