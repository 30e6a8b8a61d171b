import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { selftestCommand, type Selftest } from "../../../cli/commands/selftest.ts";
import { SubjectRunner } from "../../../cli/selftest/subject-runner.ts";
import type { Subject, SubjectFinding } from "../../../cli/selftest/subject.ts";
import { drawFault } from "../../../reference/drawn/draw.ts";
import type { Fault, Variant } from "../../../reference/fault.ts";
import type { KillMatrix } from "../../../reports/model/kill-matrix.ts";
import { runCli, withFolder, type CliResult } from "../../helpers/cli-process.ts";
import { runCommand } from "../../helpers/command.ts";

const FAULT = "activation-expiry-iso";
const DRAWN = "drawn-5";
const VARIANT = "every-41st-reply-lost";

function matrixIn(folder: string): KillMatrix {
  return JSON.parse(readFileSync(join(folder, "selftest.json"), "utf8")) as KillMatrix;
}

describe("the built command", () => {
  let folder = "";
  let result: CliResult;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "eks-conformance-selftest-"));
    const chosen = ["--fault", FAULT, "--fault", DRAWN, "--variant", VARIANT, "--drawn", "0"];
    const printed = await runCli(["selftest", ...chosen, "--out", folder, "--jobs", "1", "--cases", "0"]);
    result = { ...printed, stdout: printed.stdout.replace(/\s+/g, " ") };
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("kills a fault, spares a variant, and exits 0", () => {
    expect(result.stdout).toContain("1 of 1 fault killed");
    expect(result.stdout).toContain("0 false alarms on 2 conforming servers");
    expect(result.code).toBe(0);
    expect(readFileSync(join(folder, "kill-matrix.html"), "utf8")).toContain("<h1>1 of 1 fault killed</h1>");
    const { faults, conforming } = matrixIn(folder);
    expect(faults.map(({ id, status }) => [id, status])).toEqual([[FAULT, "killed"]]);
    expect(conforming.map(({ verdict }) => verdict)).toEqual(["conformant", "conformant"]);
  });

  test("takes a drawn fault by its id, whether or not it is in the sample", () => {
    expect(result.stdout).toContain("1 of 1 drawn fault caught");
    expect(matrixIn(folder)).toMatchObject({ drawn: [{ id: DRAWN, left: [] }] });
  });

  test.each(["--fault", "--variant"])("refuses a %s that matches nothing, naming what there is", async (flag) => {
    const { code, stderr } = await runCommand(["selftest", flag, "no-such-*"]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${flag} no-such-*: matches none of`);
  });
});

const FLAGS = { fault: [], variant: [], drawn: 0, seed: 1, cases: 1, jobs: 1 };

const consoleOf = (print: (text: string) => void) => ({
  print,
  note: () => undefined,
  width: 80,
  paint: (_tone: unknown, text: string) => text,
});

test.each([true, false])(
  "--until-caught (%s) is told to each run, and the matrix says that it is partial",
  (untilCaught) =>
    withFolder(async (out) => {
      let told: boolean | undefined;
      const run: Selftest["run"] = ([subject], options) => {
        told = options.untilCaught;
        if (subject === undefined) throw new Error("no server to test");
        const nothing = { findings: [], exitCode: 0, verdicts: {}, cases: 1, requests: 1, left: [] };
        return Promise.resolve([{ subject, verdict: "conformant", ...nothing }]);
      };
      const flags = { ...FLAGS, untilCaught, out };
      await selftestCommand(
        flags,
        consoleOf(() => undefined),
        { faults: [], variants: [], run },
      );
      expect(told).toBe(untilCaught);
      expect(matrixIn(out).partial).toBe(untilCaught);
    }),
);

describe("a selftest that does not hold", () => {
  const described = { id: "planted", sentence: "Is planted.", patch: <T>(behaviours: T): T => behaviours };
  const variant = { ...described, source: "a source" };
  const fault: Fault = { ...described, area: "routing", requirements: ["register.route"] };
  const alarm: SubjectFinding = { requirement: "register.route", verdict: "fail", atRequest: 1 };

  /** Exit code and output, with the findings that each kind of server comes to. */
  async function outcomeOf(
    planted: { readonly faults: readonly Fault[]; readonly variants: readonly Variant[] },
    findings: Partial<Record<Subject["kind"], readonly SubjectFinding[]>>,
    drawn: { readonly count: number; readonly left?: readonly string[] } = { count: 0 },
    variantSample?: number,
  ): Promise<{ code: number; printed: string }> {
    let printed = "";
    const run: Selftest["run"] = (subjects) =>
      Promise.resolve(
        subjects.map((subject) => {
          const found = subject.kind === "plain" ? [] : (findings[subject.kind] ?? []);
          const verdict = found.length > 0 ? "non-conformant" : "conformant";
          const left = subject.kind === "drawn" ? (drawn.left ?? []) : [];
          return { subject, verdict, findings: found, exitCode: 0, verdicts: {}, cases: 1, requests: 1, left };
        }),
      );
    const console = consoleOf((text) => void (printed += text));
    const code = await withFolder((out) =>
      selftestCommand({ ...FLAGS, variantSample, drawn: drawn.count, out }, console, { ...planted, run }),
    );
    return { code, printed };
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
    expect(printed).toContain("planted: non-conformant, register.route (fail)");
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
    expect((await outcomeOf({ faults: [fault], variants: [variant] }, { fault: [alarm] })).code).toBe(0);
  });
});

const WHOLE = { seed: 3, cases: 1 };
const runner = new SubjectRunner(WHOLE);

test("a run in memory comes out the same each time", async () => {
  const subject = { kind: "fault", id: "name-pattern-searched" } as const;
  const first = await runner.run(subject);
  expect(first.findings.map(({ requirement }) => requirement)).toContain("register.name.pattern");
  expect(await runner.run(subject)).toEqual(first);
  expect(await new SubjectRunner(WHOLE).run(subject)).toEqual(first);
});

test("until a fault is caught, and no longer, is a run shorter when asked to be; one without faults runs whole", async () => {
  const sooner = new SubjectRunner({ ...WHOLE, untilCaught: true });
  const fault = { kind: "fault", id: "tags-limit-not-enforced" } as const;
  const [short, long] = [await sooner.run(fault), await runner.run(fault)];
  expect(short.findings).toContainEqual(expect.objectContaining({ verdict: "fail" }));
  expect(short.requests).toBeLessThan(long.requests / 2);
  const plain = { kind: "plain", id: "plain" } as const;
  expect((await sooner.run(plain)).requests).toBe((await runner.run(plain)).requests);
});
