// Services that have nothing to do with EKS, by AWS's models of them and the tables in examples/services.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse } from "yaml";
import type { RunRecord } from "#suites/record/record.ts";
import { needing } from "#tests/helpers/needs/needing.ts";

const MAIN = fileURLToPath(new URL("../../../dist/cli/main.js", import.meta.url));
const EXAMPLES = fileURLToPath(new URL("../../../examples/services/", import.meta.url));
/** The release that the tables were written for. */
const BOTOCORE = "1.44.8";
const SERVICES = [
  { name: "apigatewayv2", version: "2018-11-29" },
  { name: "batch", version: "2016-08-10" },
  { name: "lambda", version: "2015-03-31" },
  { name: "mq", version: "2017-11-27" },
  { name: "scheduler", version: "2021-06-30" },
] as const;

needing("python3").describe("a service of botocore's off PyPI", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "services-"));
    const pip = ["-m", "pip", "download", "--no-deps", "--quiet", "--dest", folder, `botocore==${BOTOCORE}`];
    expect(spawnSync("python3", pip, { stdio: "inherit" }).status).toBe(0);
    const wheel = readdirSync(folder).find((name) => name.endsWith(".whl")) ?? "";
    spawnSync("python3", ["-m", "zipfile", "-e", join(folder, wheel), folder]);
    for (const { name, version } of SERVICES) {
      copyFileSync(join(EXAMPLES, `${name}.resources.yaml`), join(modelOf(name, version), "service-2.resources.yaml"));
    }
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const modelOf = (name: string, version: string): string => join(folder, "botocore/data", name, version);

  function cli(...words: readonly string[]): { readonly code: number | null; readonly stdout: string } {
    const { status, stdout } = spawnSync(process.execPath, [MAIN, ...words], { cwd: folder, maxBuffer: 2 ** 28 });
    return { code: status, stdout: stdout.toString() };
  }

  test.each(SERVICES)("$name is planned, each operation that the table has an input of", ({ name, version }) => {
    const spec = join(modelOf(name, version), "service-2.json.gz");
    const { code, stdout } = cli("plan", "--spec", spec, "--seed", "1", "--select", "*.valid");
    expect(code).toBe(0);
    const { inputs } = parse(readFileSync(join(EXAMPLES, `${name}.resources.yaml`), "utf8")) as { inputs: object };
    const planned = new Set([...stdout.matchAll(/^ +\d+ ([A-Z]\w+)$/gm)].map(([, operation]) => operation));
    expect(Object.keys(inputs).filter((operation) => !planned.has(operation))).toEqual([]);
  });

  test.each(SERVICES)("$name is judged against a server of its model, without a false alarm", ({ name, version }) => {
    const spec = join(modelOf(name, version), "service-2.json.gz");
    const out = join(folder, `out-${name}`);
    const { code } = cli("run", "--spec", spec, "--seed", "1", "--out", out, "--quiet");
    const record = JSON.parse(readFileSync(join(out, "run.json"), "utf8")) as RunRecord;
    const missed = record.requirements.filter(({ verdict }) => !/^(pass|info|not-applicable)$/.test(verdict));
    expect(missed.map(({ id }) => id)).toEqual([]);
    expect(code).toBe(0);
    const { inputs } = parse(readFileSync(join(EXAMPLES, `${name}.resources.yaml`), "utf8")) as { inputs: object };
    const exercised = record.operations.filter(({ verdict }) => verdict === "pass").map(({ id }) => id);
    expect(exercised.sort()).toEqual(Object.keys(inputs).sort());
    expect(record.clusters.left).toEqual([]);
  });
});
