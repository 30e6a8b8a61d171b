import { expect, test } from "@jest/globals";
import { drawFault } from "#reference/drawn/drawn-fault.ts";
import { FAULTS } from "#reference/faults.ts";
import { startCli } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";

const FAULT = "ListClusters, where it refuses, answers with status 422 in every second such answer.";

/** A number that the fault is drawn from. */
const NUMBER = Array.from({ length: 5_000 }, (_, at) => at).find((number) => drawFault(number).sentence === FAULT);

test("serve --drawn has the fault of that number, and says it", async () => {
  let said = "";
  const { child, seen, done } = startCli(["serve", "--port", "0", "--drawn", String(NUMBER)]);
  child.stdout?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  try {
    await seen(FAULT);
    const [url = ""] = /http:\S+:\d+/.exec(said) ?? [];
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await fetch(`${url}/clusters?maxResults=0`)).status);
    expect(statuses).toEqual([400, 422, 400, 422]);
  } finally {
    child.kill("SIGTERM");
    await done;
  }
});

test("serve --spec eks --drawn says the fault, and has it", async () => {
  const sentence = "DeleteNodegroup: Leaves /nodegroup out of its answer, when it has fifty tags.";
  const { child, seen, done } = startCli(["serve", "--port", "0", "--spec", "eks", "--drawn", "1521"]);
  try {
    await seen(sentence);
  } finally {
    child.kill("SIGTERM");
    await done;
  }
});

test("serve --drawn wants a whole number", async () => {
  const { code, stderr } = await runCommand(["serve", "--port", "0", "--drawn", "1.5"]);
  expect(code).toBe(2);
  expect(stderr).toContain("--drawn");
});

test("serve --spec eks serves all of EKS", async () => {
  let said = "";
  const { child, seen, done } = startCli(["serve", "--port", "0", "--spec", "eks"]);
  child.stdout?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  try {
    await seen("all of EKS");
    const [url = ""] = /http:\S+:\d+/.exec(said) ?? [];
    const answer = await fetch(`${url}/access-policies?maxResults=1`);
    expect(await answer.json()).toMatchObject({ accessPolicies: [{ name: "AmazonEKSAdminPolicy" }] });
  } finally {
    child.kill("SIGTERM");
    await done;
  }
});

test("serve --spec eks has no faults and quotas of registrations", async () => {
  const { code, stderr } = await runCommand(["serve", "--port", "0", "--spec", "eks", "--quota", "3"]);
  expect(code).toBe(2);
  expect(stderr).toContain("--quota works only with --spec register-cluster");
});

test("serve --faults lists the seeded faults, one on a line, and serves nothing", async () => {
  const { code, stdout } = await runCommand(["serve", "--faults"]);
  expect(code).toBe(0);
  expect(stdout.trimEnd().split("\n")).toEqual(FAULTS.map(({ id, sentence }) => `${id}  ${sentence}`));
});
