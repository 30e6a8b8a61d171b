import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { selftestService } from "#cli/commands/selftest-service.ts";
import { runServiceServer } from "#cli/selftest/run-service-server.ts";
import type { runServers } from "#cli/selftest/pool.ts";
import type { NotMet, SelftestServer, ServerResult } from "#cli/selftest/selftest-server.ts";
import type { FailedRun } from "#reports/model/selftest/kill-matrix.ts";
import { withFolder } from "#tests/helpers/cli-process.ts";

const resultOf = (server: SelftestServer, findings: readonly NotMet[]): ServerResult => {
  return { server, verdict: "conformant", findings, exitCode: 0, verdicts: {}, cases: 1, requests: 1, left: [] };
};

/** Exit code, output and the file, with the findings that each server comes to. */
async function outcomeOf(
  findingsOf: (server: SelftestServer) => readonly NotMet[],
  fault: readonly string[] = [],
  failed: readonly FailedRun[] = [],
) {
  let printed = "";
  const tested: SelftestServer[] = [];
  return withFolder(async (out) => {
    const code = await selftestService(
      { spec: "eks", fault, variant: [], seed: 1, jobs: 1, out },
      { print: (text) => void (printed += `${text}\n`), note: () => undefined },
      (servers) => {
        tested.push(...servers);
        const ended = new Set(failed.map((run) => run.server));
        const going = servers.filter(({ kind, id }) => !ended.has(`${kind} ${id}`));
        return Promise.resolve({ results: going.map((server) => resultOf(server, findingsOf(server))), failed });
      },
    );
    const file = JSON.parse(readFileSync(join(out, "selftest-eks.json"), "utf8")) as { readonly faults: unknown[] };
    return { code, printed, tested, file };
  });
}

const missed: NotMet = { requirement: "create.valid", verdict: "fail" };
const whereBroken = ({ kind }: SelftestServer): readonly NotMet[] => (kind === "service-fault" ? [missed] : []);

const drawnOrBroken = (server: SelftestServer): readonly NotMet[] =>
  server.kind === "service-drawn" ? [missed] : whereBroken(server);

describe("a selftest of a whole service", () => {
  test("takes a sample of 300 faults, and passes where all are caught and nothing else is", async () => {
    const { code, printed, tested, file } = await outcomeOf(whereBroken);
    expect(tested).toHaveLength(311);
    expect(new Set(tested.filter(({ kind }) => kind === "service-variant").map(({ id }) => id)).size).toBe(10);
    expect(file.faults).toHaveLength(300);
    expect(printed).toContain("300 of 300 faults caught, 0 false alarms on 11 conforming servers");
    expect(printed).toMatch(/^wrong-status +(\d+) of \1$/m);
    expect(printed).toMatch(/^CreateNodegroup +(\d+) of \1$/m);
    expect(code).toBe(0);
  });

  test("tests drawn faults beside the sample where it is asked to, and names those not caught", async () => {
    const { code, printed, tested } = await outcomeOf(
      (server) => (server.kind === "service-drawn" && server.id === "drawn-2" ? [] : drawnOrBroken(server)),
      ["drawn-2", "drawn-7"],
    );
    expect(tested.filter(({ kind }) => kind === "service-drawn").map(({ id }) => id)).toEqual(["drawn-2", "drawn-7"]);
    expect(printed).toContain("0 of 0 faults caught, 1 of 2 drawn faults, 0 false alarms");
    expect(printed).toMatch(/^not caught: drawn-2: \w+: .+\.$/m);
    expect(code).toBe(1);
  });

  test("names what it does not catch, and fails", async () => {
    const survives = "delete-nodegroup.effect.missing";
    const { code, printed } = await outcomeOf(
      (server) => (server.id === survives ? [] : whereBroken(server)),
      ["delete-nodegroup.*"],
    );
    expect(printed).toContain(`not caught: ${survives}`);
    expect(code).toBe(1);
  });

  test("names a run that failed, and tells of the others", async () => {
    const failed = [{ server: "service-fault delete-nodegroup.effect.missing", failure: "It broke." }];
    const { code, printed, file } = await outcomeOf(whereBroken, ["delete-*.effect.missing"], failed);
    expect(printed).toContain("failed: service-fault delete-nodegroup.effect.missing: It broke.");
    expect(printed).toMatch(/^(\d+) of \1 faults caught, 0 false alarms on 1 conforming servers$/m);
    expect(file.faults.length).toBeGreaterThan(1);
    expect(code).toBe(4);
  });

  test("fails by an alarm at the server that keeps every promise", async () => {
    const { code, printed } = await outcomeOf(() => [missed], ["delete-nodegroup.effect.missing"]);
    expect(printed).toContain("false alarm: create.valid: fail");
    expect(code).toBe(1);
  });

  test("fails by an alarm at a server that keeps every promise in another way, but not by a warning", async () => {
    const at = (verdict: "fail" | "warn") => (server: SelftestServer) =>
      server.kind === "service-variant" ? [{ requirement: "create.valid", verdict }] : whereBroken(server);
    const failed = await outcomeOf(at("fail"));
    expect(failed.printed).toMatch(/^false alarm: create\.valid: fail, at [a-z0-9-]+$/m);
    expect(failed.code).toBe(1);
    expect((await outcomeOf(at("warn"))).code).toBe(0);
  });

  test("refuses a glob that matches no fault", async () => {
    await expect(outcomeOf(whereBroken, ["no-such.*"])).rejects.toThrow("--fault no-such.*: matches none of");
  });
});

// One with ten thousand requests: tests/long/verdicts/selftest.test.ts.
describe("one server of it", () => {
  test("with a fault of a deletion is caught by what looks for the resource", async () => {
    const server = { kind: "service-fault", id: "delete-fargate-profile.effect.missing" } as const;
    const { findings } = await runServiceServer(server, { seed: 1, untilCaught: true });
    expect(findings.map(({ requirement }) => requirement)).toContain("delete-fargate-profile.gone");
  });
});

describe("a selftest of a service with a table of its own", () => {
  const widgets = (name: string) =>
    fileURLToPath(new URL(`../../helpers/widgets/widgets.${name}.yaml`, import.meta.url));

  test("has the faults of that service, and judges by its model", async () => {
    await withFolder(async (folder) => {
      const spec = join(folder, "widgets.yaml");
      copyFileSync(widgets("openapi"), spec);
      copyFileSync(widgets("resources"), join(folder, "widgets.resources.yaml"));
      const run: typeof runServers = async (servers, { seed, spec }) => {
        const runs = servers.map((server) => runServiceServer(server, { seed, spec, untilCaught: true }));
        return { results: await Promise.all(runs), failed: [] };
      };
      const flags = { spec, fault: ["burn-box.effect.missing"], variant: [], seed: 1, jobs: 1, out: folder };
      let printed = "";
      const console = { print: (text: string) => void (printed += `${text}\n`), note: () => undefined };
      expect(await selftestService(flags, console, run)).toBe(0);
      expect(printed).toContain("1 of 1 faults caught, 0 false alarms");
      const file = JSON.parse(readFileSync(join(folder, "selftest-widgets.json"), "utf8")) as { faults: unknown[] };
      expect(file.faults).toMatchObject([
        { operation: "BurnBox", caughtBy: [expect.stringMatching(/^(?:burn|make)-box\./)] },
      ]);
    });
  });

  test("tries no fault of an operation that the table has no input of, and says how many", async () => {
    await withFolder(async (folder) => {
      const spec = join(folder, "widgets.yaml");
      copyFileSync(widgets("openapi"), spec);
      const table = readFileSync(widgets("resources"), "utf8").replace(/^ +PaintBox: .*\n/m, "");
      writeFileSync(join(folder, "widgets.resources.yaml"), table);
      const run: typeof runServers = (servers) =>
        Promise.resolve({ results: servers.map((server) => resultOf(server, whereBroken(server))), failed: [] });
      const flags = { spec, fault: [], variant: [], all: true, seed: 1, jobs: 1, out: folder };
      let printed = "";
      await selftestService(flags, { print: (text) => void (printed += `${text}\n`), note: () => undefined }, run);
      expect(printed).toMatch(/^ShowBox +(\d+) of \1$/m);
      expect(printed).not.toContain("PaintBox");
      expect(printed).toMatch(/^[1-9]\d* faults of operations without an input in the table not tried$/m);
    });
  });

  test("is refused where there is no table", async () => {
    await withFolder(async (folder) => {
      const spec = join(folder, "widgets.yaml");
      copyFileSync(widgets("openapi"), spec);
      const console = { print: () => undefined, note: () => undefined };
      const flags = { spec, fault: [], variant: [], seed: 1, jobs: 1, out: folder };
      await expect(selftestService(flags, console)).rejects.toThrow("widgets.resources.yaml");
    });
  });
});
