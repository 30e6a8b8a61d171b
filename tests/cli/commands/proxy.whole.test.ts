import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { RunRecord } from "#suites/record/record.ts";
import { startReferenceServer } from "#reference/server/server.ts";
import { runCli, startCli } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { closeOpened, onCleanUp } from "#tests/helpers/servers/loopback.ts";

afterEach(closeOpened);

const TOKEN = "FwoGZXIvYXdzEXAMPLETOKEN";

/** What a client of somebody's does at the proxy, and what the proxy leaves and says. */
async function proxied(fault: string | undefined, client: (url: string) => Promise<void>) {
  const server = await startReferenceServer({ fault, port: 0 });
  onCleanUp(() => server.close());
  const out = join(mkdtempSync(join(tmpdir(), "proxy-")), "out");
  let said = "";
  const args = ["proxy", "--port", "0", "--endpoint-url", server.url, "--out", out];
  const { child, seen, done } = startCli(args);
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  try {
    await seen("AWS_ENDPOINT_URL_EKS=");
    await client(/AWS_ENDPOINT_URL_EKS=(\S+)/.exec(said)?.[1] ?? "");
  } finally {
    child.kill("SIGINT");
  }
  const { code, stdout } = await done;
  const text = readFileSync(join(out, "run.json"), "utf8");
  return { code, stdout, said, text, record: JSON.parse(text) as RunRecord };
}

async function registerWith(url: string, tags: number): Promise<void> {
  const body = {
    name: "one",
    connectorConfig: { roleArn: "arn:aws:iam::123456789012:role/connector", provider: "OTHER" },
    tags: Object.fromEntries(Array.from({ length: tags }, (_, index) => [`key-${index}`, "value"])),
  };
  const headers = { "content-type": "application/json", "x-amz-security-token": TOKEN };
  await (await fetch(`${url}/cluster-registrations`, { method: "POST", headers, body: JSON.stringify(body) })).text();
}

test("traffic in which nothing is wrong ends as 0, with a record", async () => {
  const { code, stdout, record, text } = await proxied(undefined, (url) => registerWith(url, 3));
  expect(code).toBe(0);
  expect(stdout).toContain("Conformant");
  expect(stdout).toContain("your clients' requests");
  expect(stdout).toMatch(/^Report: \S+index\.html\n$/m);
  expect(record.requirements.find(({ id }) => id === "register.echo.tags")).toMatchObject({ verdict: "pass" });
  expect(text).not.toContain(TOKEN);
});

test("a fault is told when it shows, and ends as 1, with its request, but not by a plan, nor by a file", async () => {
  const { code, stdout, said } = await proxied("tags-limit-not-enforced", (url) => registerWith(url, 51));
  expect(code).toBe(1);
  expect(said).toContain("✗ register.tags.max-properties at POST /cluster-registrations: expected 400");
  expect(stdout).toContain("POST /cluster-registrations");
  // It would register a name that is not a run's.
  expect(stdout).not.toContain(".hurl");
  expect(stdout).not.toContain("eks-conformance replay");
});

test("what was refused, and what was too large to judge, is told in a line each", async () => {
  const { code, said } = await proxied(undefined, async (url) => {
    await registerWith(url, 3);
    for (let count = 0; count < 2; count += 1)
      await fetch(`${url}/clusters`, { headers: { origin: "https://a.example" } });
    await fetch(`${url}/cluster-registrations`, { method: "POST", body: " ".repeat(3 * 1024 * 1024) });
  });
  expect(said).toMatch(/^Refused, neither passed on nor judged: 2 requests .*$/m);
  expect(said).toMatch(/^Passed on unjudged: 1 request .*$/m);
  expect(code).toBe(0);
});

test("without traffic nothing is known", async () => {
  const { code, stdout } = await proxied(undefined, () => Promise.resolve());
  expect(code).toBe(3);
  expect(stdout).toContain("no request that went through the proxy was for an operation");
});

describe("a command that is run with the proxy as its endpoint", () => {
  /** The arguments of a proxy with this program of Node's as the command. */
  async function beside(fault: string | undefined, program: string, flags: readonly string[] = []): Promise<string[]> {
    const server = await startReferenceServer({ fault, port: 0 });
    onCleanUp(() => server.close());
    const out = join(mkdtempSync(join(tmpdir(), "proxy-")), "out");
    const args = ["proxy", "--port", "0", "--endpoint-url", server.url, "--out", out, ...flags];
    return [...args, "--", process.execPath, "--eval", program];
  }

  const LISTING = "fetch(process.env.AWS_ENDPOINT_URL_EKS + '/clusters')";
  const TOLD = `${LISTING}.then((answer) => console.log(answer.status))`;
  const FAILING = `${LISTING}.then(() => process.exit(7))`;

  test("is judged, and ends the proxy", async () => {
    const { code, stdout } = await runCli(await beside(undefined, TOLD));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^200\n.*Conformant/s);
  });

  test.each([
    ["nothing is wrong with the traffic", FAILING],
    ["there is none", "process.exit(7)"],
  ])("gives its exit code where %s, and says it", async (_what, program) => {
    const { code, stderr } = await runCommand(await beside(undefined, program));
    expect(code).toBe(7);
    expect(stderr).toMatch(/ ended with exit code 7$/m);
  });

  test("that sends nothing is asked whether it sets its endpoint itself", async () => {
    const { code, stderr } = await runCommand(await beside(undefined, ""));
    expect(code).toBe(3);
    expect(stderr).toMatch(/^Nothing came to the proxy: does the code set its endpoint itself\?/m);
    expect((await runCommand(await beside(undefined, TOLD))).stderr).not.toContain("Nothing came");
  });

  test("does not hide what is wrong with the traffic", async () => {
    expect((await runCommand(await beside("list-as-text", FAILING))).code).toBe(1);
  });

  test("leaves standard output to the record with --json", async () => {
    const { stdout, stderr } = await runCli(await beside(undefined, TOLD, ["--json"]));
    expect(JSON.parse(stdout)).toMatchObject({ outcome: { verdict: "conformant" } });
    expect(stderr).toMatch(/^200$/m);
  });

  test("that cannot be started is refused", async () => {
    const out = join(mkdtempSync(join(tmpdir(), "proxy-")), "out");
    const args = [
      "proxy",
      "--port",
      "0",
      "--out",
      out,
      "--endpoint-url",
      "http://127.0.0.1:9",
      "--",
      "no-such-program",
    ];
    const { code, stderr } = await runCommand(args);
    expect(code).toBe(2);
    expect(stderr).toContain("no-such-program cannot be started");
  });
});

describe("what cannot be passed on to is refused before anything listens", () => {
  test.each<[args: readonly string[], words: string]>([
    [[], "give --endpoint-url"],
    [["--endpoint-url", "https://eks.us-east-1.amazonaws.com"], "AWS's own"],
    [["--endpoint-url", "http://127.0.0.1:9", "--select", "no.such"], "no.such"],
  ])("%j", async (args, words) => {
    const out = join(mkdtempSync(join(tmpdir(), "proxy-")), "out");
    const { code, stderr } = await runCommand(["proxy", "--port", "0", "--out", out, ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  test("the proxy's own address, which a shell may still have from the last time", async () => {
    const out = join(mkdtempSync(join(tmpdir(), "proxy-")), "out");
    const env = { AWS_ENDPOINT_URL_EKS: "http://127.0.0.1:4568" };
    const { code, stderr } = await runCommand(["proxy", "--out", out], env);
    expect(code).toBe(2);
    expect(stderr).toContain("where the proxy itself is to listen");
  });

  test("a port that is taken", async () => {
    const server = await startReferenceServer({ port: 0 });
    onCleanUp(() => server.close());
    const out = join(mkdtempSync(join(tmpdir(), "proxy-")), "out");
    const args = ["proxy", "--endpoint-url", "http://127.0.0.1:9", "--out", out, "--port", String(server.port)];
    const { code, stderr } = await runCommand(args);
    expect(code).toBe(2);
    expect(stderr).toContain("in use by another program");
  });
});
