import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { withFolder, type CliResult } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { startConnectProxy } from "#tests/helpers/servers/connect-proxy.ts";

const KEYS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "not-a-real-secret" };

let server: Awaited<ReturnType<typeof startReferenceServer>>;
beforeAll(async () => {
  server = await startReferenceServer({ names: ["emulator.example"] });
});
afterAll(() => server.close());

/** A run of a single requirement, and the text of every file that it left. */
function smallRun(endpoint: string, env: NodeJS.ProcessEnv): Promise<CliResult & { readonly files: string }> {
  return withFolder(async (folder) => {
    const few = ["--cases", "0", "--select", "register.route", "--out", folder];
    const result = await runCommand(["run", "--endpoint-url", endpoint, ...few], { HOME: folder, ...env });
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    return { ...result, files: files.join("\n") };
  });
}

test("an exported AWS_PROFILE that is not there: a run on loopback goes on with dummies, and says so in one line", async () => {
  const { code, stderr } = await smallRun(server.url, { AWS_PROFILE: "gone" });
  expect(code).toBe(0);
  expect(stderr.match(/^Warning: requests are signed with dummy credentials.*the profile gone.*$/gm)).toHaveLength(1);
});

test("proxies that the variables name are none for loopback, whatever they are", async () => {
  const proxy = await startConnectProxy();
  try {
    const codes: unknown[] = [];
    for (const url of [proxy.url, "no proxy at all"]) {
      const { code } = await smallRun(server.url, { HTTP_PROXY: url, http_proxy: url, HTTPS_PROXY: url, NO_PROXY: "" });
      codes.push(code);
    }
    expect(codes).toEqual([0, 0]);
    expect([...proxy.tunnels, ...proxy.others]).toEqual([]);
  } finally {
    proxy.close();
  }
});

test("a run goes through a proxy, and its password is in no output", async () => {
  const proxy = await startConnectProxy(server.url);
  try {
    const HTTP_PROXY = proxy.url.replace("//", "//user:pa55word-of-proxy@");
    const { code, stdout, stderr, files } = await smallRun("http://emulator.example", { ...KEYS, HTTP_PROXY });
    expect(code).toBe(0);
    expect(new Set(proxy.tunnels)).toEqual(new Set(["emulator.example:80"]));
    expect(files).toContain("http://emulator.example/cluster-registrations");
    expect(stdout + stderr + files).not.toMatch(/pa55word-of-proxy|proxy-authorization/i);
  } finally {
    proxy.close();
  }
});

test.each([
  ["a proxy that is none", { HTTP_PROXY: "ftp://user:pa55word@proxy" }, /^eks-conformance: HTTP_PROXY names no proxy/],
  [
    "FIPS that is neither",
    { AWS_USE_FIPS_ENDPOINT: "perhaps", AWS_REGION: "us-east-1" },
    /AWS_USE_FIPS_ENDPOINT is "perhaps"/,
  ],
])("%s is an error of usage", async (_what, env, words) => {
  const place = "HTTP_PROXY" in env ? ["--endpoint-url", "http://emulator.example"] : ["--aws"];
  const { code, stderr } = await runCommand(["run", ...place], env);
  expect(stderr).toMatch(words);
  expect(code).toBe(2);
  expect(stderr).not.toContain("pa55word");
});

test("the profile's Region, FIPS and dual stack make the endpoint of --aws", async () => {
  await withFolder(async (folder) => {
    const config = join(folder, "config");
    writeFileSync(
      config,
      "[profile gov]\nregion = us-gov-west-1\nuse_fips_endpoint = true\n[profile cn]\nregion = cn-north-1\nuse_dualstack_endpoint = true\n",
    );
    for (const [profile, host] of [
      ["gov", "https://eks.us-gov-west-1.amazonaws.com"],
      ["cn", "https://eks.cn-north-1.api.amazonwebservices.com.cn"],
    ] as const) {
      const { code, stderr } = await runCommand(["run", "--aws", "--profile", profile], { AWS_CONFIG_FILE: config });
      expect(stderr).toContain(`--aws leads to ${host},`);
      expect(code).toBe(2);
    }
  });
});
