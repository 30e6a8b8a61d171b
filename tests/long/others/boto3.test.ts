import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { eksService } from "#reference/service/service-of.ts";
import { startReferenceServer } from "#reference/server/server.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { STEPS } from "#tests/reference/service/sdk-steps.ts";

/** boto3 has the version of the botocore whose model the contract was made of. */
const { "x-source": source } = JSON.parse(readFileSync("spec/eks/openapi.json", "utf8")) as {
  readonly "x-source": { readonly version: string };
};
const BOTO3 = `boto3==${source.version}`;

interface Walked {
  readonly answers: readonly object[];
  readonly errors: Readonly<Record<string, readonly object[]>>;
}

const { operations } = eksService();
const credentials = { accessKeyId: "test", secretAccessKey: "test" };

needing("python3").describe("boto3 off PyPI walks through all of EKS", () => {
  let folder = "";
  let server: Awaited<ReturnType<typeof startReferenceServer>>;
  let walked: Walked;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "boto3-"));
    server = await startReferenceServer({ spec: "eks", region: "us-west-2", hooks: true, auth: true, credentials });
    expect(spawnSync("python3", ["-m", "venv", folder], { stdio: "inherit" }).status).toBe(0);
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", BOTO3];
    expect(spawnSync(join(folder, "bin", "python"), pip, { stdio: "inherit" }).status).toBe(0);
    const errors = Object.fromEntries(operations.map(({ name, errors: all }) => [name, all.map(({ code }) => code)]));
    walked = await walk(join(folder, "bin", "python"), { url: server.url, steps: STEPS, errors });
  });

  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(STEPS.map((step, index) => [step.operation, step, index] as const))(
    "%s",
    (_operation, { holds }, index) => {
      expect(walked.answers[index]).toMatchObject({ ...holds, ResponseMetadata: { HTTPStatusCode: 200 } });
    },
  );

  test.each(operations.map(({ name, errors }) => [name, errors] as const))("%s, refused", (name, errors) => {
    expect(walked.errors[name]).toEqual(errors.map(({ code, status }) => ({ code, status })));
  });
});

/** Runs the walk in a process of its own, so that this one can answer it. */
function walk(python: string, order: object): Promise<Walked> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, ["tests/long/others/boto3-walk.py"], { stdio: ["pipe", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(JSON.parse(said, asDate) as Walked);
      else reject(new Error(`the walk ended with ${code}`));
    });
    child.stdin.end(JSON.stringify(order));
  });
}

function asDate(_name: string, value: { readonly $date?: string } | null): unknown {
  return value?.$date === undefined ? value : new Date(value.$date);
}
