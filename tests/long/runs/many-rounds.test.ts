// What hundreds of rounds leave in the process that runs them.
import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { ROOT } from "#tests/helpers/action-file.ts";
import { cleanEnv } from "#tests/helpers/cli-process.ts";
import { sizes } from "#tests/helpers/soak.ts";

/** Rounds; and those after which it is looked for the first time, since a process grows until it is warm. */
const ROUNDS = sizes(40, 500);
const WARM = sizes(20, 50);

/** The command: enough traffic to have room for so many faults. */
const COMMAND = `
  const headers = { "content-type": "application/json" };
  const ask = async (method, path, body) => {
    const asked = { method, headers, body: JSON.stringify(body) };
    const answer = await fetch(process.env.AWS_ENDPOINT_URL_EKS + path, asked);
    if (!answer.ok && answer.status < 500 && answer.status !== 429) throw new Error(await answer.text());
    await answer.text();
  };
  const subnets = ["subnet-0123456789abcdef0"];
  const roleArn = "arn:aws:iam::111122223333:role/eks";
  await ask("POST", "/clusters", { name: "one", roleArn, resourcesVpcConfig: { subnetIds: subnets } });
  await ask("GET", "/clusters/one");
  await ask("POST", "/clusters/one/node-groups", { nodegroupName: "n", subnets, nodeRole: roleArn });
  for (const path of ["node-groups/n", "updates", "node-groups"]) await ask("GET", "/clusters/one/" + path);
  await ask("DELETE", "/clusters/one/node-groups/n");
  await ask("DELETE", "/clusters/one");
`;

interface Taken {
  readonly rssMb: number;
  readonly heapMb: number;
  readonly descriptors: number;
  readonly resources: readonly string[];
}

const MEASURED = `
  import { readdirSync } from "node:fs";
  import { mutate } from "./dist/cli/library.js";

  const taken = () => {
    gc();
    const { rss, heapUsed } = process.memoryUsage();
    const descriptors = process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0;
    return { rssMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20, descriptors, resources: process.getActiveResourcesInfo() };
  };
  const start = taken();
  let warm;
  const command = [process.execPath, "--input-type=module", "--eval", process.env.COMMAND];
  const onResult = (_result, done) => done === ${WARM} && (warm = taken());
  const { faults } = await mutate({ command, most: ${ROUNDS}, onResult });
  // What the last round closed is closed by then.
  await new Promise((resolve) => setTimeout(resolve, 500));
  console.log(JSON.stringify({ faults: faults.length, start, warm, last: taken() }));
  // Whatever is left open would keep it.
  process.exit();
`;

test(`${ROUNDS} runs of a command take no more memory and no more handles than ${WARM}`, () => {
  const args = ["--expose-gc", "--input-type=module", "--eval", MEASURED];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    env: cleanEnv({ COMMAND }),
    encoding: "utf8",
  });
  expect(`${status} ${status === 0 ? "" : stderr}`).toBe("0 ");
  const { faults, start, warm, last } = JSON.parse(stdout) as { faults: number } & Record<
    "start" | "warm" | "last",
    Taken
  >;
  expect(faults).toBe(ROUNDS);
  expect(last.rssMb / warm.rssMb).toBeLessThan(1.3);
  // A report has every fault with its answers.
  expect(last.heapMb - warm.heapMb).toBeLessThan(5 + (ROUNDS * 20) / 1024);
  expect(last.descriptors).toBeLessThanOrEqual(warm.descriptors);
  expect(last.resources.filter((each) => !start.resources.includes(each))).toEqual([]);
}, 1_800_000);
