import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { awsRegionOf, classifyEndpoint } from "../../../endpoint/aws/classify-endpoint.ts";
import { resolveEndpoint, validEndpoint, type EndpointOptions } from "../../../endpoint/aws/resolve-endpoint.ts";
import { loadSharedConfig, parseSharedConfig } from "../../../endpoint/aws/shared-config.ts";

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

function resolve(options: Partial<EndpointOptions>, config = CONFIG) {
  return resolveEndpoint({ env: {}, config: parseSharedConfig(config), ...options });
}

describe("which endpoint", () => {
  const env = { AWS_ENDPOINT_URL_EKS: "http://eks-variable.example", AWS_ENDPOINT_URL: "http://variable.example" };

  test("the option first, then EKS's variable, the general one, the services section, the profile", () => {
    const endpoints = [
      resolve({ endpointUrl: "http://option.example", env, profile: "dev" }),
      resolve({ env, profile: "dev" }),
      resolve({ env: { AWS_ENDPOINT_URL: env.AWS_ENDPOINT_URL }, profile: "dev" }),
      resolve({ env: { AWS_PROFILE: "dev" } }),
      resolve({}),
    ].map(({ endpoint }) => endpoint);
    expect(endpoints).toEqual([
      "http://option.example",
      "http://eks-variable.example",
      "http://variable.example",
      "http://eks.example/base",
      "http://default.example",
    ]);
  });

  test("none is none, and an empty variable is unset", () => {
    expect(resolve({ env: { AWS_ENDPOINT_URL: "" } }, "")).toEqual({ region: "us-east-1" });
  });

  test("configured ones are ignored when told so, but never the option", () => {
    const ignoring = { ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" };
    expect(resolve({ env: ignoring, profile: "dev" }).endpoint).toBeUndefined();
    expect(resolve({ profile: "ignoring", env }).endpoint).toBeUndefined();
    expect(resolve({ env: ignoring, endpointUrl: "http://option.example" }).endpoint).toBe("http://option.example");
  });

  test("--aws is AWS's own endpoint of the region", () => {
    const aws = (region: string, env = {}) => resolve({ aws: true, region, env }).endpoint;
    expect(aws("us-west-2")).toBe("https://eks.us-west-2.amazonaws.com");
    expect(aws("us-west-2", { AWS_USE_FIPS_ENDPOINT: "true" })).toBe("https://fips.eks.us-west-2.amazonaws.com");
    expect(aws("us-east-1", { AWS_USE_DUALSTACK_ENDPOINT: "true" })).toBe("https://eks.us-east-1.api.aws");
    expect(aws("us-east-1", { AWS_USE_DUALSTACK_ENDPOINT: "true", AWS_USE_FIPS_ENDPOINT: "true" })).toBe(
      "https://eks-fips.us-east-1.api.aws",
    );
    expect(aws("cn-north-1")).toBe("https://eks.cn-north-1.amazonaws.com.cn");
    expect(() => resolve({ aws: true }, "")).toThrow("--aws needs a region");
    expect(() => aws("us-east-1.evil.example/")).toThrow("is not a region");
  });
});

describe("which region", () => {
  const endpointUrl = "http://localhost:1";

  test("the option, AWS_REGION, AWS_DEFAULT_REGION, the profile, us-east-1", () => {
    const regions = [
      resolve({ endpointUrl, region: "ap-south-1", env: { AWS_REGION: "eu-west-2" } }),
      resolve({ endpointUrl, env: { AWS_REGION: "eu-west-2", AWS_DEFAULT_REGION: "eu-west-3" } }),
      resolve({ endpointUrl, env: { AWS_DEFAULT_REGION: "eu-west-3" } }),
      resolve({ endpointUrl, profile: "dev" }),
      resolve({ endpointUrl }, ""),
    ].map(({ region }) => region);
    expect(regions).toEqual(["ap-south-1", "eu-west-2", "eu-west-3", "eu-west-1", "us-east-1"]);
  });

  test("an AWS endpoint's own region outweighs the environment, and one without a region needs one", () => {
    const aws = "https://eks.eu-central-1.amazonaws.com";
    expect(resolve({ endpointUrl: aws, env: { AWS_REGION: "us-east-1" } }).region).toBe("eu-central-1");
    expect(() => resolve({ endpointUrl: "https://amazonaws.com" }, "")).toThrow("No region is known");
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
      expect(String(error)).not.toContain("pa55word");
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

describe("the shared config file", () => {
  test("is where AWS_CONFIG_FILE says, or in the home folder; none is empty", () => {
    const folder = mkdtempSync(join(tmpdir(), "eks-conformance-config-"));
    try {
      const file = join(folder, "config");
      writeFileSync(file, CONFIG.replaceAll("\n", "\r\n"));
      expect(loadSharedConfig({ AWS_CONFIG_FILE: file }).get("profile dev")?.get("region")).toBe("eu-west-1");
      expect(loadSharedConfig({ HOME: folder }).size).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("whatever it holds, reading it is safe", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("[", "]", "a", "=", " ", "\n", "#", "profile ") }),
        (text) => void parseSharedConfig(text),
      ),
    );
  });
});
