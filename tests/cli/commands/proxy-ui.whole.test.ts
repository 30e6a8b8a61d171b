import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { runCli, startCli } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { followPage } from "#tests/helpers/followed-page.ts";
import { closeOpened, onCleanUp } from "#tests/helpers/servers/loopback.ts";

afterEach(closeOpened);

const TOKEN = "FwoGZXIvYXdzEXAMPLETOKEN";

/** A proxy with its page, before a server that takes too many tags. */
async function watched(more: readonly string[] = []) {
  const server = await startReferenceServer({ fault: "tags-limit-not-enforced", port: 0 });
  onCleanUp(() => server.close());
  const out = join(mkdtempSync(join(tmpdir(), "proxy-ui-")), "out");
  const args = ["proxy", "--port", "0", "--ui", "--endpoint-url", server.url, "--out", out, ...more];
  const { child, seen, done } = startCli(args);
  onCleanUp(() => Promise.resolve(void child.kill("SIGKILL")));
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await seen("Watch it at ");
  await seen(more.includes("--quiet") ? "Watch it at" : "AWS_ENDPOINT_URL_EKS=");
  const page = /Watch it at (\S+)/.exec(said)?.[1] ?? "";
  const proxy = /AWS_ENDPOINT_URL_EKS=(\S+)/.exec(said)?.[1] ?? "";
  return { child, done, out, page, proxy, said: () => said };
}

async function registerWith(url: string, tags: number): Promise<void> {
  const body = {
    name: "one",
    connectorConfig: { roleArn: "arn:aws:iam::123456789012:role/connector", provider: "OTHER" },
    tags: Object.fromEntries(Array.from({ length: tags }, (_, index) => [`key-${index}`, "value"])),
  };
  const headers = { "content-type": "application/json", "x-amz-security-token": TOKEN };
  const query = `X-Amz-Security-Token=${TOKEN}`;
  const request = { method: "POST", headers, body: JSON.stringify(body) };
  await (await fetch(`${url}/cluster-registrations?${query}`, request)).text();
}

test("the page hears of what passes, of causes and of the end, and shows no secret", async () => {
  const { child, done, out, page, proxy, said } = await watched();
  const reader = await followPage(page);
  await registerWith(proxy, 51);
  await (await fetch(`${proxy}/health`)).text();
  const view = await reader.heard(({ counts, causes }) => counts.exchanges === 2 && causes.length === 1);
  expect(view.exchanges).toMatchObject([
    { number: 1, method: "POST", operation: "RegisterCluster", status: 200, verdict: "fail" },
    { number: 2, method: "GET", path: "/health", status: 404, findings: [] },
  ]);
  expect(view.exchanges[0]?.findings).toMatchObject([{ requirement: "register.tags.max-properties", level: "MUST" }]);
  expect(view.causes).toMatchObject([{ title: "RegisterCluster accepts `tags` of 51 or more entries" }]);
  const html = await (await fetch(page)).text();
  expect(html).toContain("register.tags.max-properties");
  const opened = await (await fetch(`${page}exchange/1`)).text();
  expect(opened).toMatch(/^POST \/cluster-registrations\?[^]*"key-50": "value"[^]*\nHTTP 200\n/);
  expect((await fetch(`${page}exchange/3`)).status).toBe(404);
  expect(JSON.stringify(view) + html + opened).not.toContain(TOKEN);
  expect(opened).not.toMatch(/"activationCode": "(?!\[redacted)/);
  const record = (): RunRecord => JSON.parse(readFileSync(join(out, "run.json"), "utf8")) as RunRecord;
  child.kill("SIGINT");
  const { end, exchanges } = await reader.heard(({ end }) => end !== undefined);
  expect(end).toMatchObject({ verdict: "non-conformant", answer: "Not conformant" });
  const report = await (await fetch(`${page}report`)).text();
  expect(report).toBe(readFileSync(join(out, "index.html"), "utf8"));
  reader.leave();
  expect((await done).code).toBe(1);
  expect(exchanges[0]?.path).toBe(
    record().requirements.find(({ id }) => id === "register.tags.max-properties")?.cases[0]?.exchanges[0]?.request.path,
  );
  expect(said().match(/Watch it at/g)).toHaveLength(1);
});

test("a page that loads again, or opens late, hears all that another one did", async () => {
  const { page, proxy } = await watched();
  const first = await followPage(page);
  await registerWith(proxy, 3);
  const before = await first.heard(({ counts }) => counts.exchanges === 1);
  first.leave();
  const second = await followPage(page);
  expect(await second.heard(() => true)).toEqual(before);
});

test("a page that asks for nothing at the end does not keep the command from ending", async () => {
  const { child, done, page, proxy } = await watched();
  await followPage(page);
  await registerWith(proxy, 3);
  child.kill("SIGINT");
  expect((await done).code).toBe(0);
});

test("the address is said to those as well who want to hear nothing else", async () => {
  const { child, done, page } = await watched(["--quiet"]);
  expect((await fetch(page)).status).toBe(200);
  child.kill("SIGINT");
  await done;
});

test("a command ends the page as it ends the proxy", async () => {
  const server = await startReferenceServer({ port: 0 });
  onCleanUp(() => server.close());
  const out = join(mkdtempSync(join(tmpdir(), "proxy-ui-")), "out");
  const script = `fetch(process.env.AWS_ENDPOINT_URL_EKS + "/clusters").then((answer) => answer.text())`;
  const args = ["proxy", "--port", "0", "--ui", "--endpoint-url", server.url, "--out", out];
  const { code, stderr } = await runCli([...args, "--", process.execPath, "-e", script]);
  expect(stderr).toMatch(/^Watch it at http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/m);
  expect(code).toBe(0);
});

test.each(["--mutate", "--variants", "--faults=x"])("with %s there is nothing judged to be shown", async (mode) => {
  const { code, stderr } = await runCommand(["proxy", "--ui", mode, "--", "true"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^eks-conformance: option '--ui' cannot be used with option '--\w+/);
});
