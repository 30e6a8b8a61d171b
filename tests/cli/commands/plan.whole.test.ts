import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { planCases } from "#suites/registration/plan/plan.ts";
import { KIND_SETTINGS } from "#suites/plan/target-kind-settings.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { contract } from "#tests/suites/bundled-contract.ts";

test("real EKS is sent no CreateCluster", () => {
  const settings = KIND_SETTINGS.aws;
  const generation = { prefix: "ecf-t-", fixtures: settings.fixtures };
  const cases = planCases({ contract, settings, generation, seed: 7, wanted: () => true, asked: () => true });
  expect([...cases].map(({ id }) => id)).not.toContain("routing/page-sample");
});

describe("plan", () => {
  test("for AWS and only to read has all of EKS, by GET alone", async () => {
    const { code, stdout } = await runCommand(["plan", "--aws", "--region", "us-east-1", "--read-only", "--seed", "1"]);
    expect(code).toBe(0);
    const methods = stdout
      .split("\n")
      .flatMap((line) => /^ *\d+ (\w+) +([A-Z]+) /.exec(line)?.slice(1).join(" ") ?? []);
    expect(methods.length).toBeGreaterThan(200);
    expect([...new Set(methods)]).toEqual(["read GET"]);
  });

  test("tells what would be asked about what the account has, as far as that is known without it", async () => {
    const flags = ["plan", "--aws", "--region", "us-east-1", "--read-only", "--seed", "1", "--describe-existing"];
    const { code, stdout } = await runCommand(flags);
    expect(code).toBe(0);
    const [, all = "", rows = ""] =
      /\nbesides, about what the account has, as its lists show it, at most (\d+) requests:\n((?: +\d+ GET .*\n)+)/.exec(
        stdout,
      ) ?? [];
    expect(rows).toContain("     9 GET /clusters/{name}/node-groups/{nodegroupName}\n");
    const counts = [...rows.matchAll(/^ +(\d+) GET/gm)].map(([, count]) => Number(count));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(Number(all));
    expect(stdout).toContain("nothing stays behind");
    const inJson = await runCommand([...flags, "--json"]);
    expect((JSON.parse(inJson.stdout) as { cost: { existing: object[] } }).cost.existing).toHaveLength(counts.length);
  });

  test.each([
    ["run", ["--describe-existing"]],
    ["plan", ["--describe-existing"]],
    ["run", ["--share", "eks.json"]],
  ])("%s %p is refused in a line without --read-only", async (command, flags) => {
    const { code, stderr } = await runCommand([command, ...flags]);
    expect(code).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain("add --read-only");
  });

  test("for AWS has all of EKS in no other way", async () => {
    const refused = await runCommand(["plan", "--aws", "--region", "us-east-1", "--spec", "eks"]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("add --read-only to send nothing but GET");
    const registered = await runCommand(["plan", "--read-only", "--spec", "register-cluster"]);
    expect(registered).toMatchObject({ code: 2, stderr: expect.stringContaining("give --spec eks") });
  });

  test("fits into 15 minutes, counts what it would send, and says what the limits leave out", async () => {
    const args = ["plan", "--aws", "--region", "us-east-1", "--seed", "1"];
    const { code, stdout, stderr } = await runCommand(args);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const lines = stdout.split("\n");
    const requests = lines.filter((line) =>
      /^ *\d+ (read|create|change|delete) +(GET|POST|DELETE|PUT|PATCH|HEAD|OPTIONS) /.test(line),
    );
    const [, count = "", registered = "", live = "", minutes = ""] =
      /, (\d+) requests: [^]*\n(\d+) registrations expected, at most 80, no more than (\d+) clusters alive at once; about (\d+) min at 2 a second\nwhat AWS keeps, .*: the service-linked role/.exec(
        stdout,
      ) ?? [];
    expect(Number(count)).toBe(requests.length);
    expect(Number(count)).toBeLessThanOrEqual(1_800);
    expect(Number(count)).toBeGreaterThan(500);
    expect(Number(minutes)).toBeLessThanOrEqual(15);
    expect(Number(registered)).toBeLessThanOrEqual(80);
    expect(live).toBe("3");
    const byOperation = [...stdout.matchAll(/^ *(\d+) ([A-Z]\w+|others)$/gm)];
    expect(byOperation.map(([, , operation]) => operation)).toContain("RegisterCluster");
    expect(byOperation.reduce((sum, [, times]) => sum + Number(times), 0)).toBe(requests.length);
    expect(stdout).toMatch(/left out by the limits: \d+ cases, \d+ registrations/);
    expect(stdout).toContain("8 random of register.valid (--max-registrations)");
    expect(lines[0]).toMatch(/^\d+ cases, \d+ requests: /);
    expect(lines.indexOf(requests[0] ?? "")).toBeGreaterThan(lines.findIndex((line) => line.startsWith("all to ")));
    expect(lines.at(-2)).toBe("seed 1; nothing was sent");
  });

  test("fewer clusters alive than a case needs leave it out", async () => {
    const args = [
      "plan",
      "--aws",
      "--region",
      "us-east-1",
      "--seed",
      "1",
      "--max-live",
      "1",
      "--max-registrations",
      "9",
    ];
    const { stdout } = await runCommand(args);
    expect(stdout).toMatch(/no more than 1 cluster alive at once/);
    expect(stdout).toMatch(/scenario of list\.paging, list\.last-page \(--max-live\)/);
    expect(Number(/(\d+) registrations expected, at most 9,/.exec(stdout)?.[1])).toBeLessThanOrEqual(9);
  });
});

test.each<[words: readonly string[], place: string]>([
  [[], "the embedded reference server, us-east-1"],
  [["--endpoint-url", "http://localhost:4566/eks", "--region", "eu-west-1"], "http://localhost:4566/eks, eu-west-1"],
  [["--command", "moto_server -p {port}"], "what --command starts, us-east-1"],
  [
    ["--aws", "--region", "us-west-2", "--sandbox-account", "111122223333"],
    "https://eks.us-west-2.amazonaws.com, us-west-2, account ********3333",
  ],
])("plan %j says endpoint, Region and account", async (words, place) => {
  const { stdout } = await runCommand(["plan", "--cases", "0", "--select", "register.route", ...words]);
  expect(stdout).toMatch(new RegExp(`^all to ${place.replaceAll(/[.*]/g, "\\$&")}$`, "m"));
});

test("plan says what few requests do, and counts one as one", async () => {
  const { stdout } = await runCommand(["plan", "--seed", "1", "--cases", "0", "--select", "tag-resource.route"]);
  const tagging = stdout.split("\n").filter((line) => / POST \/tags\//.test(line));
  expect(tagging.length).toBeGreaterThan(0);
  expect(tagging.filter((line) => !/^ *\d+ change POST /.test(line))).toEqual([]);
  expect(stdout).toMatch(/^\d+ cases?, \d+ requests: \d+ create, \d+ change, /m);
  expect(stdout).not.toMatch(/\b1 (cases|requests|registrations|clusters)\b/);
});

describe("plan of all of EKS", () => {
  test("has the requests of each operation, and counts the resources that they make", async () => {
    const { code, stdout } = await runCommand([
      "plan",
      "--spec",
      "eks",
      "--select",
      "describe-insight.*",
      "--seed",
      "1",
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^ +\d+ create POST \/clusters\/[^/]+\/node-groups {2}create-nodegroup\/control\/nodegroup$/m,
    );
    expect(stdout).toMatch(/^ +\d+ read +GET \/clusters\/[^/]+\/node-groups {2}list-nodegroups\/control$/m);
    expect(stdout).toMatch(/^ +\d+ delete DELETE \/clusters\/[^/]+ {2}delete\/control\/cluster$/m);
    expect(stdout).toMatch(/^\d+ resources expected, at most \d+, no more than \d alive at once /m);
  });

  test("of a service with a table of its own goes against a server that is made of the two", async () => {
    const widgets = new URL("../../helpers/widgets/", import.meta.url);
    const folder = mkdtempSync(join(tmpdir(), "plan-"));
    copyFileSync(new URL("widgets.openapi.yaml", widgets), join(folder, "widgets.yaml"));
    copyFileSync(new URL("widgets.resources.yaml", widgets), join(folder, "widgets.resources.yaml"));
    const { code, stdout } = await runCommand(["plan", "--spec", join(folder, "widgets.yaml"), "--seed", "1"]);
    rmSync(folder, { recursive: true });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +\d+ create POST \/boxes {2}make-box\/control\/box$/m);
    expect(stdout).toMatch(/^ +\d+ delete DELETE \/boxes\/[^/]+ {2}burn-box\/control\/box$/m);
    expect(stdout).toMatch(/^ +\d+ change \w+ \/boxes\/[^/]+\S* {2}paint-box\/control$/m);
    expect(stdout).toMatch(/^\d+ cases, \d+ requests: \d+ create, \d+ change, \d+ delete, \d+ read$/m);
  });
});
