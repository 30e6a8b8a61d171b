import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ServerRunner } from "#cli/selftest/server-runner.ts";
import { runServiceServer } from "#cli/selftest/run-service-server.ts";
import type { KillMatrix } from "#reports/model/selftest/kill-matrix.ts";
import { runCli, type CliResult } from "#tests/helpers/cli-process.ts";
import { sizes, SOAKING } from "#tests/helpers/soak.ts";

const FAULTS = ["tags-limit-not-enforced", "activation-expiry-iso", "name-pattern-searched"].slice(0, sizes(1, 3));
const KILLED = sizes(1, 3) === 1 ? "1 of 1 fault killed" : "3 of 3 faults killed";
const DRAWN = "drawn-5";
const VARIANT = "every-41st-reply-lost";

describe("the built command", () => {
  let folder = "";
  let result: CliResult;
  let matrix: KillMatrix;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "eks-conformance-selftest-"));
    const faults = [...FAULTS, DRAWN].flatMap((id) => ["--fault", id]);
    const chosen = [...faults, "--variant", VARIANT, "--drawn", "0", "--cases", String(sizes(0, 1))];
    const printed = await runCli(["selftest", ...chosen, "--out", folder, "--jobs", "2"]);
    result = { ...printed, stdout: printed.stdout.replace(/\s+/g, " ") };
    matrix = JSON.parse(readFileSync(join(folder, "selftest.json"), "utf8")) as KillMatrix;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("kills faults, spares a variant, and exits 0", () => {
    expect(result.stdout).toContain(KILLED);
    expect(result.stdout).toContain("0 false alarms on 2 conforming servers");
    expect(result.code).toBe(0);
    expect(readFileSync(join(folder, "kill-matrix.html"), "utf8")).toContain(`<h1>${KILLED}</h1>`);
    expect(matrix.faults.map(({ id, status }) => [id, status]).sort()).toEqual(
      FAULTS.map((id) => [id, "killed"]).sort(),
    );
    expect(matrix.conforming.map(({ verdict }) => verdict)).toEqual(["conformant", "conformant"]);
  });

  test("catches a drawn fault that is named by its id", () => {
    expect(result.stdout).toContain("1 of 1 drawn fault caught");
    expect(matrix).toMatchObject({ drawn: [{ id: DRAWN, left: [] }] });
  });
});

const WHOLE = { seed: 3, cases: 1 };
// Runs of ten seconds and more, of which every night's selftest has hundreds.
const soaking = SOAKING ? test : test.skip;

soaking("a whole run in memory comes out the same each time, and no shorter for being without faults", async () => {
  const runner = new ServerRunner(WHOLE);
  const fault = { kind: "fault", id: "name-pattern-searched" } as const;
  const first = await runner.run(fault);
  expect(first.findings.map(({ requirement }) => requirement)).toContain("register.name.pattern");
  expect(await runner.run(fault)).toEqual(first);
  expect(await new ServerRunner(WHOLE).run(fault)).toEqual(first);
  const plain = { kind: "plain", id: "plain" } as const;
  const sooner = new ServerRunner({ ...WHOLE, untilCaught: true });
  expect((await sooner.run(plain)).requests).toBe((await runner.run(plain)).requests);
});

soaking("a fault of a deletion in a whole service is caught by what looks for the resource", async () => {
  const server = { kind: "service-fault", id: "delete-nodegroup.effect.missing" } as const;
  const { findings } = await runServiceServer(server, { seed: 1, untilCaught: true });
  expect(findings.map(({ requirement }) => requirement)).toContain("delete-nodegroup.gone");
});
