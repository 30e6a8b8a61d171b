import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { selftestCommand, type Selftest } from "#cli/commands/selftest.ts";
import type { SelftestServer, NotMet, ServerResult } from "#cli/selftest/selftest-server.ts";
import { drawFault } from "#reference/drawn/drawn-fault.ts";
import type { Fault, Variant } from "#reference/fault.ts";
import type { KillMatrix } from "#reports/model/selftest/kill-matrix.ts";
import { withFolder } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";

const DRAWN = "drawn-5";

function matrixIn(folder: string): KillMatrix {
  return JSON.parse(readFileSync(join(folder, "selftest.json"), "utf8")) as KillMatrix;
}

test.each(["--fault", "--variant"])("refuses a %s that matches nothing, naming what there is", async (flag) => {
  const { code, stderr } = await runCommand(["selftest", flag, "no-such-*"]);
  expect(code).toBe(2);
  expect(stderr).toContain(`${flag} no-such-*: matches none of`);
});

const FLAGS = { fault: [], variant: [], drawn: 0, seed: 1, cases: 1, jobs: 1 };

const consoleOf = (print: (text: string) => void) => ({
  print,
  note: () => undefined,
  width: 80,
  paint: (_tone: unknown, text: string) => text,
});

test.each([true, false])(
  "--all (%s) tells each run whether to go on once it has caught its fault, and the matrix is partial without",
  (all) =>
    withFolder(async (out) => {
      const { run, tested, told } = cameTo({ drawn: [alarm] });
      const variants = Array.from({ length: 40 }, (_, at) => ({ ...variant, id: `v${at}` }));
      const flags = { ...FLAGS, drawn: undefined, all, out };
      await selftestCommand(
        flags,
        consoleOf(() => undefined),
        { faults: [], variants, run },
      );
      expect(told).toEqual([!all]);
      expect(matrixIn(out).partial).toBe(!all);
      expect(tested.filter(({ kind }) => kind === "variant")).toHaveLength(all ? 40 : 16);
      expect(tested.filter(({ kind }) => kind === "drawn")).toHaveLength(all ? 200 : 20);
    }),
);

type Findings = Partial<Record<SelftestServer["kind"], readonly NotMet[]>>;

/** In place of the runs: what each kind of server comes to, and which were asked for. */
function cameTo(
  findings: Findings,
  leftByDrawn: readonly string[] = [],
  broken: readonly string[] = [],
): { run: Selftest["run"]; tested: SelftestServer[]; told: unknown[] } {
  const tested: SelftestServer[] = [];
  const told: unknown[] = [];
  const run: Selftest["run"] = (servers, { untilCaught }) => {
    tested.push(...servers);
    told.push(untilCaught);
    const ended = servers.filter(({ id }) => broken.includes(id));
    const failed = ended.map(({ kind, id }) => ({ server: `${kind} ${id}`, failure: "It broke." }));
    const results = servers
      .filter((server) => !ended.includes(server))
      .map((server): ServerResult => {
        const found = findings[server.kind] ?? [];
        const verdict = found.length > 0 ? "non-conformant" : "conformant";
        const left = server.kind === "drawn" ? leftByDrawn : [];
        return { server, verdict, findings: found, exitCode: 0, verdicts: {}, cases: 1, requests: 1, left };
      });
    return Promise.resolve({ results, failed });
  };
  return { run, tested, told };
}

const described = { id: "a-variant", sentence: "Is planted.", patch: <T>(behaviours: T): T => behaviours };
const variant = { ...described, source: "a source" };
const alarm: NotMet = { requirement: "register.route", verdict: "fail", atRequest: 1 };

test("a drawn fault is taken by its id, whether or not it is in the sample", () =>
  withFolder(async (out) => {
    const { run, tested } = cameTo({ drawn: [alarm] });
    let printed = "";
    const console = consoleOf((text) => void (printed += text));
    await selftestCommand({ ...FLAGS, fault: [DRAWN], out }, console, { faults: [], variants: [], run });
    expect(tested.map(({ id }) => id)).toEqual(["plain", DRAWN]);
    expect(printed).toContain("1 of 1 drawn fault caught");
    expect(matrixIn(out)).toMatchObject({ faults: [], drawn: [{ id: DRAWN, left: [] }] });
  }));

describe("a selftest that does not hold", () => {
  const fault: Fault = { ...described, id: "planted", area: "routing", requirements: ["register.route"] };

  /** Exit code, output and page, with the findings that each kind of server comes to. */
  async function outcomeOf(
    planted: { readonly faults: readonly Fault[]; readonly variants: readonly Variant[] },
    findings: Findings,
    drawn: { readonly count: number; readonly left?: readonly string[] } = { count: 0 },
    variantSample?: number,
  ): Promise<{ code: number; printed: string; page: string }> {
    let printed = "";
    const { run } = cameTo(findings, drawn.left);
    const console = consoleOf((text) => void (printed += text));
    return withFolder(async (out) => {
      const flags = { ...FLAGS, variantSample, drawn: drawn.count, out };
      const code = await selftestCommand(flags, console, { ...planted, run });
      return { code, printed, page: readFileSync(join(out, "kill-matrix.html"), "utf8") };
    });
  }

  test("for a survivor exits 1 and names it", async () => {
    const { code, printed } = await outcomeOf({ faults: [fault], variants: [] }, {});
    expect(code).toBe(1);
    expect(printed).toContain("planted: Is planted. Names register.route");
  });

  test("for a fault caught by an unrelated requirement only exits 1", async () => {
    const other = { ...alarm, requirement: "list.route" };
    const { code, printed } = await outcomeOf({ faults: [fault], variants: [] }, { fault: [other] });
    expect(code).toBe(1);
    expect(printed).toContain("caught by list.route");
  });

  test("for a false alarm exits 1 and names it", async () => {
    const { code, printed } = await outcomeOf({ faults: [], variants: [variant] }, { variant: [alarm] });
    expect(code).toBe(1);
    expect(printed).toContain("a-variant: non-conformant, register.route (fail)");
  });

  test("for a drawn fault that nothing caught exits 1 and says what it does", async () => {
    const { code, printed } = await outcomeOf({ faults: [], variants: [] }, {}, { count: 2 });
    expect(code).toBe(1);
    expect(printed.replace(/\s+/g, " ")).toContain(`drawn-2: ${drawFault(2).sentence}`);
  });

  test("for a drawn fault that left a cluster exits 1, caught or not", async () => {
    const { code, printed } = await outcomeOf(
      { faults: [], variants: [] },
      { drawn: [alarm] },
      { count: 1, left: ["a"] },
    );
    expect(code).toBe(1);
    expect(printed.replace(/\s+/g, " ")).toContain(`${drawFault(1).sentence} 1 cluster left behind.`);
  });

  test("for a run that failed exits 4, and prints and writes the rest of the table", () =>
    withFolder(async (out) => {
      let printed = "";
      const console = consoleOf((text) => void (printed += text));
      const broken = { ...fault, id: "breaks-the-run" };
      const { run } = cameTo({ fault: [alarm] }, [], [broken.id, variant.id]);
      const planted = { faults: [fault, broken], variants: [{ ...variant, id: "differs" }, variant], run };
      const code = await selftestCommand({ ...FLAGS, out }, console, planted);
      expect(code).toBe(4);
      expect(printed).toMatch(/register\.route +MUST +2 +2\n/);
      expect(printed).toContain("1 of 1 fault killed");
      expect(printed).toContain("fault breaks-the-run: It broke.");
      expect(matrixIn(out).failed.map(({ server }) => server)).toEqual(["variant a-variant", "fault breaks-the-run"]);
    }));

  test("exits 0 when drawn faults are caught", async () => {
    const { code, printed } = await outcomeOf({ faults: [], variants: [] }, { drawn: [alarm] }, { count: 3 });
    expect(code).toBe(0);
    expect(printed.replace(/\s+/g, " ")).toContain("3 of 3 drawn faults caught");
  });

  test("with a sample of the variants tries so many, and says that it is partial", async () => {
    const variants = ["a", "b", "c", "d"].map((id) => ({ ...variant, id }));
    const { code, printed } = await outcomeOf({ faults: [fault], variants }, { fault: [alarm] }, { count: 0 }, 2);
    expect(code).toBe(0);
    expect(printed.replace(/\s+/g, " ")).toContain("0 false alarms on 3 conforming servers");
  });

  test("exits 0 when all is as it should be", async () => {
    const { code, page } = await outcomeOf({ faults: [fault], variants: [variant] }, { fault: [alarm] });
    expect(code).toBe(0);
    expect(page).toContain("<h1>1 of 1 fault killed</h1>");
  });
});
