import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Command } from "commander";
import type { RunFlags } from "#cli/run/run-flags.ts";
import { addRunFlags } from "#cli/flags/add-run-flags.ts";
import { openRunTarget } from "#cli/run/target/open-target.ts";
import { startReferenceServer } from "#reference/server/server.ts";
import { readRunRecord, withFolder } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { startConnectProxy } from "#tests/helpers/servers/connect-proxy.ts";
import { refuseNetwork, type RefusingNetwork } from "#tests/helpers/servers/refusing-network.ts";
import { startLoopback } from "#tests/helpers/servers/loopback.ts";
import { ACCOUNT, startSts, type StsAnswer } from "#tests/helpers/servers/sts-server.ts";

const EKS = "https://eks.us-east-1.amazonaws.com";
const KEYS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "not-a-real-secret" };
const SANDBOX = ["--sandbox-account", ACCOUNT, "--region", "us-east-1"];

let network: RefusingNetwork;
beforeEach(() => {
  network = refuseNetwork();
});
afterEach(() => network.restore());

/** The sentence and the kind of error with which a place is refused; fails when it is let through. */
async function refusal(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const flags = addRunFlags(new Command("run").exitOverride()).parse(args, { from: "user" }).opts<RunFlags>();
  const all = { AWS_CONFIG_FILE: "/dev/null", ...KEYS, ...env };
  const opened = openRunTarget(flags, new AbortController().signal, all);
  return opened.then(
    () => "let through",
    (error: Error) => `${error.name}: ${error.message}`,
  );
}

const SPELLINGS: readonly string[] = [
  EKS,
  "HTTPS://EKS.US-EAST-1.AMAZONAWS.COM",
  "https://eks.us-east-1.amazonaws.com.",
  "https://eks.us-east-1.amazonaws.com/",
  "https://eks.us-east-1.amazonaws.com:443",
  "https://eks.us-east-1.amazonaws.com:8443/base/path",
  "https:///eks.us-east-1.amazonaws.com",
  "http://eks.us-east-1.amazonaws.com",
  "https://eks%2Eus-east-1%2Eamazonaws%2Ecom",
  "https://%65%6B%73.us-east-1.amazonaws.com",
  "https://ｅｋｓ.us-east-1.amazonaws.com",
  "https://eks。us-east-1。amazonaws。com",
  "https://e\u00ADks.us-east-1.amazonaws.com",
  "https://ekſ.us-east-1.amazonaws.com",
  "https://fips.eks.us-east-1.amazonaws.com",
  "https://eks-fips.us-east-1.api.aws",
  "https://eks.us-east-1.api.aws",
  "https://eks.cn-north-1.amazonaws.com.cn",
  "https://eks.cn-northwest-1.api.amazonwebservices.com.cn",
  "https://eks.us-gov-west-1.amazonaws.com",
  "https://eks.us-iso-east-1.c2s.ic.gov",
  "https://eks.us-isob-east-1.sc2s.sgov.gov",
  "https://eks.eusc-de-east-1.amazonaws.eu",
  "https://vpce-0123456789abcdef0-abcdefgh.eks.us-east-1.vpce.amazonaws.com",
  "https://vpce-0123456789abcdef0-abcdefgh-us-east-1a.eks.us-east-1.vpce.amazonaws.com",
];

describe("AWS without --sandbox-account", () => {
  test.each(SPELLINGS)("--endpoint-url %s", async (url) => {
    expect(await refusal(["--endpoint-url", url])).toMatch(/^UsageError: --endpoint-url leads to .*--sandbox-account/);
    expect(network.asked).toEqual([]);
  });

  test.each([
    "https://localhost@eks.us-east-1.amazonaws.com",
    "https://eks.us-east-1.amazonaws.com@localhost",
    "https://user:not-a-real-secret@eks.us-east-1.amazonaws.com",
    "https:\\\\eks.us-east-1.amazonaws.com",
    "https:eks.us-east-1.amazonaws.com",
    " https://eks.us-east-1.amazonaws.com",
    "https://eks.us-east-1.amazonaws.com\n.localhost",
    "https://eks.us-east-1.amazonaws.com#.localhost",
    "https://eks.us-east-1.amazonaws.com?localhost",
    "//eks.us-east-1.amazonaws.com",
    "eks.us-east-1.amazonaws.com",
  ])("no endpoint at all: %j", async (url) => {
    const words = await refusal(["--endpoint-url", url]);
    expect(words).toMatch(/^UsageError: --endpoint-url /);
    expect(words).not.toContain("not-a-real-secret");
    expect(network.asked).toEqual([]);
  });

  test.each<[string, string[], Record<string, string>]>([
    ["AWS_ENDPOINT_URL_EKS", [], { AWS_ENDPOINT_URL_EKS: EKS }],
    ["AWS_ENDPOINT_URL", [], { AWS_ENDPOINT_URL: EKS }],
    ["--aws", ["--aws", "--region", "us-east-1"], {}],
    ["--aws", ["--aws"], { AWS_REGION: "us-east-1" }],
    ["--aws", ["--aws"], { AWS_REGION: "us-east-1", AWS_USE_FIPS_ENDPOINT: "true" }],
    ["--aws", ["--aws"], { AWS_REGION: "us-east-1", AWS_USE_DUALSTACK_ENDPOINT: "true" }],
    ["--aws", ["--aws", "--kind", "reference"], { AWS_REGION: "cn-north-1" }],
    ["--endpoint-url", ["--endpoint-url", "https://eks.internal", "--kind", "aws"], {}],
    ["--endpoint-url", ["--endpoint-url", "https://10.1.2.3", "--kind", "aws"], {}],
  ])("%s %j %j", async (source, args, env) => {
    expect(await refusal(args, env)).toMatch(new RegExp(`^UsageError: ${source} leads to .*--sandbox-account`));
    expect(network.asked).toEqual([]);
  });

  test.each([
    ["the config file's services section", `[default]\nservices = s\n[services s]\neks =\n  endpoint_url = ${EKS}\n`],
    ["the profile in the config file", `[default]\nendpoint_url = ${EKS}\n`],
  ])("%s", async (source, config) => {
    await withFolder(async (folder) => {
      const file = join(folder, "config");
      writeFileSync(file, config);
      expect(await refusal([], { AWS_CONFIG_FILE: file })).toMatch(new RegExp(`^UsageError: .*${source} leads to`));
      expect(network.asked).toEqual([]);
    });
  });
});

describe("AWS with --sandbox-account", () => {
  test.each<[string, string[], Record<string, string>, RegExp]>([
    ["unsigned", ["--endpoint-url", EKS, ...SANDBOX, "--no-sign"], {}, /--no-sign leaves no credentials/],
    ["as an emulator", ["--endpoint-url", EKS, ...SANDBOX, "--kind", "emulator"], {}, /--kind emulator has none/],
    ["without TLS", ["--endpoint-url", "http://eks.us-east-1.amazonaws.com", ...SANDBOX], {}, /without TLS/],
    ["a host without a Region", ["--endpoint-url", "https://eks.amazonaws.com", ...SANDBOX], {}, /names no Region/],
    [
      "a Region that nobody named",
      ["--endpoint-url", EKS, "--sandbox-account", ACCOUNT],
      {},
      /Nothing says that the Region us-east-1/,
    ],
    [
      "another Region in the host",
      ["--endpoint-url", EKS, "--sandbox-account", ACCOUNT, "--region", "eu-west-1"],
      {},
      /leads to the Region us-east-1, but .* says eu-west-1/,
    ],
    [
      "another Region in the environment",
      ["--endpoint-url", EKS, "--sandbox-account", ACCOUNT],
      { AWS_REGION: "eu-west-1" },
      /Nothing says that the Region us-east-1/,
    ],
    [
      "a Region that is not allowed",
      ["--aws", ...SANDBOX, "--allow-region", "eu-west-1", "--allow-region", "eu-west-2"],
      {},
      /The Region us-east-1 is not among those of --allow-region \(eu-west-1, eu-west-2\)/,
    ],
  ])("%s", async (_name, args, env, words) => {
    expect(await refusal(args, env)).toMatch(words);
    expect(network.asked).toEqual([]);
  });

  test.each<[string, StsAnswer, RegExp]>([
    ["another account", { account: "444455556666" }, /^UsageError: .*account 444455556666, not to 111122223333/],
    ["the root user", { arn: `arn:aws:iam::${ACCOUNT}:root` }, /^UsageError: .*root user of 111122223333/],
    ["a session of sts:AssumeRoot", { arn: `arn:aws:sts::${ACCOUNT}:assumed-root` }, /^UsageError: .*root user/],
    ["an STS that refuses", { status: 403 }, /^InconclusiveError: .*does not say whose/],
  ])("%s", async (_name, answer, words) => {
    const sts = await startSts(answer);
    try {
      const double = ["--endpoint-url", "http://127.0.0.1:9", ...SANDBOX];
      for (const variable of ["AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"]) {
        expect(await refusal(double, { [variable]: sts.url })).toMatch(words);
      }
      expect(network.asked).toEqual([]);
    } finally {
      sts.close();
    }
  });

  test.each([
    ["--aws"],
    ["--endpoint-url", EKS],
    ["--endpoint-url", "https://eks.us-east-1.api.aws"],
    ["--endpoint-url", "https://eks.internal", "--kind", "aws"],
  ])("an STS that is not AWS's is not even asked: %s %s", async (...place) => {
    let asked = 0;
    const sts = await startLoopback((_request, response) => {
      asked += 1;
      response.end();
    });
    try {
      const env = { AWS_ENDPOINT_URL_STS: sts.url };
      expect(await refusal([...place, ...SANDBOX], env)).toMatch(
        /^UsageError: .* is not the STS of us-east-1's partition/,
      );
      expect(asked).toBe(0);
      expect(network.asked).toEqual([]);
    } finally {
      sts.close();
    }
  });

  test("STS is asked through the proxy that the variables name, and nothing else is", async () => {
    const proxy = await startConnectProxy();
    try {
      const words = await refusal(["--aws", ...SANDBOX], { HTTPS_PROXY: proxy.url });
      expect(words).toMatch(/^InconclusiveError: .*the proxy \S+ lets nothing through/);
      expect(new Set(proxy.tunnels)).toEqual(new Set(["sts.us-east-1.amazonaws.com:443"]));
      expect(network.asked).toEqual([]);
    } finally {
      proxy.close();
    }
  });

  test("an endpoint for all services is an emulator's, and vouches for nothing at AWS", async () => {
    expect(await refusal(["--aws", ...SANDBOX], { AWS_ENDPOINT_URL: "http://127.0.0.1:9" })).toMatch(/sts\.us-east-1/);
    expect(new Set(network.asked)).toEqual(new Set(["sts.us-east-1.amazonaws.com:443"]));
  });

  test.each([
    ["us-est-1", /^UsageError: AWS has no Region us-est-1 .*; the closest are us-east-1, /],
    ["local", /^UsageError: AWS has no Region local .* give its endpoint with --endpoint-url/],
  ])("a Region that is none: %s", async (region, words) => {
    expect(await refusal(["--aws", "--sandbox-account", ACCOUNT, "--region", region])).toMatch(words);
    expect(network.asked).toEqual([]);
  });

  test("an STS that cannot be reached: nothing else is asked", async () => {
    expect(await refusal(["--aws", ...SANDBOX])).toMatch(/^InconclusiveError: .*sts\.us-east-1\.amazonaws\.com/);
    expect(new Set(network.asked)).toEqual(new Set(["sts.us-east-1.amazonaws.com:443"]));
  });

  test("the same STS lets the sandbox account through, and a double of EKS with it", async () => {
    const sts = await startSts();
    try {
      const double = ["--endpoint-url", "http://127.0.0.1:9", ...SANDBOX];
      expect(await refusal(double, { AWS_ENDPOINT_URL_STS: sts.url })).toBe("let through");
      expect(await refusal([...double, "--allow-region", "eu-west-1"])).toMatch(/is not among those of --allow-region/);
    } finally {
      sts.close();
    }
  });
});

/** One name that may still exist, and no word of where. */
function journalIn(folder: string): string {
  const file = join(folder, "journal.ndjson");
  const entry = { event: "intend", name: "a", runId: randomUUID(), case: "c", at: Date.now() };
  writeFileSync(file, `${JSON.stringify(entry)}\n`);
  return file;
}

describe("as a process", () => {
  test.each([["run"], ["sweep"], ["replay", "record", "--case", "x"]])(
    "%s exits 2 with one sentence",
    async (command, ...rest) => {
      await withFolder(async (folder) => {
        const out = command === "sweep" ? [] : ["--out", command === "replay" ? join(folder, "again") : folder];
        if (command === "replay") {
          const server = await startReferenceServer();
          const few = ["--cases", "0", "--select", "register.route", "--endpoint-url", server.url, "--out", folder];
          await runCommand(["run", ...few]);
          await server.close();
          rest = [join(folder, "run.json"), "--case", "register/control/minimal"];
        }
        if (command === "sweep") rest = ["--journal", journalIn(folder), "--foreign"];
        const { code, stdout, stderr } = await runCommand([command, ...rest, ...out, "--endpoint-url", EKS], KEYS);
        expect(stdout).toBe("");
        expect(code).toBe(2);
        expect(stderr).toMatch(
          /^eks-conformance: --endpoint-url leads to https:\/\/eks\.us-east-1\.amazonaws\.com, .*\n$/,
        );
      });
    },
  );

  test("no credentials: exit 3", async () => {
    const env = { AWS_EC2_METADATA_DISABLED: "true", AWS_SHARED_CREDENTIALS_FILE: "/dev/null", HOME: "/nonexistent" };
    await withFolder(async (folder) => {
      const words = ["sweep", "--journal", journalIn(folder), "--foreign", "--aws", ...SANDBOX];
      const { code, stderr } = await runCommand(words, env);
      expect(stderr).toContain("No AWS credentials");
      expect(code).toBe(3);
    });
  });

  test("the record masks the account", async () => {
    const [sts, server] = [await startSts(), await startReferenceServer()];
    try {
      await withFolder(async (folder) => {
        const few = ["--cases", "0", "--select", "register.route", "--out", folder];
        const args = ["run", "--endpoint-url", server.url, ...SANDBOX, ...few];
        const { code } = await runCommand(args, { ...KEYS, AWS_ENDPOINT_URL_STS: sts.url });
        expect(code).toBe(0);
        expect(readRunRecord(folder).target.account).toBe("********3333");
      });
    } finally {
      sts.close();
      await server.close();
    }
  });
});
