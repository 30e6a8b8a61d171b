import { describe, expect, test } from "@jest/globals";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { planned } from "#tests/suites/bundled-contract.ts";
import { aCase } from "#tests/helpers/test-case.ts";
import type { Script } from "#tests/suites/fake-target.ts";
import { SETTINGS, testRun, type TestRunOptions } from "#tests/suites/test-run.ts";
import { error, isControl, run, scripted, listings, verdictOf, reasonOf } from "./finished-run.ts";

describe("what is fired", () => {
  const wantedOf = async (subject: Case, options: TestRunOptions = {}): Promise<boolean | undefined> => {
    let wanted: boolean | undefined;
    await run({ ...options, plan: (given) => ((wanted = given.wanted(subject)), []) });
    return wanted;
  };

  test("is about a requirement that is selected", async () => {
    const subject = aCase(() => Promise.resolve(), { requirements: ["register.route", "register.valid"] });
    const excluded = { verdict: "disabled", reason: "" } as const;
    const without = (...ids: string[]) => planned.map((each) => (ids.includes(each.id) ? { ...each, excluded } : each));
    expect(await wantedOf(subject)).toBe(true);
    expect(await wantedOf(subject, { requirements: without("register.route") })).toBe(true);
    expect(await wantedOf(subject, { requirements: without("register.route", "register.valid") })).toBe(false);
  });

  test("is of this shard: its first requirement that is selected decides", async () => {
    const subject = aCase(() => Promise.resolve(), { requirements: ["register.route", "register.valid"] });
    const elsewhere = (...ids: string[]) =>
      planned.map((each) => (ids.includes(each.id) ? { ...each, elsewhere: true } : each));
    expect(await wantedOf(subject, { requirements: elsewhere("register.route") })).toBe(false);
    expect(await wantedOf(subject, { requirements: elsewhere("register.valid") })).toBe(true);
  });

  test("is among the cases asked for, and then nothing is searched or made smaller", async () => {
    const subject = aCase(() => Promise.resolve());
    expect(await wantedOf(subject, { only: new Set(["case"]) })).toBe(true);
    expect(await wantedOf(subject, { only: new Set(["other"]) })).toBe(false);
    const { fired } = await run({ only: new Set(["case-0"]), plan: ({ wanted }) => listings(3).filter(wanted) });
    expect(fired.filter((id) => !isControl(id))).toEqual(["case-0"]);
  });

  const signed = aCase(() => Promise.resolve(), { requirements: ["api.auth.unsigned"] });
  const refusing =
    (...kinds: string[]): Script =>
    (_request, _number, work, options) =>
      kinds.includes(options?.signing?.kind ?? "right") ? error(403, "InvalidSignatureException") : work();
  const enforcing = refusing("none", "wrong-secret");

  test("is about signatures only where they are verified, or must be", async () => {
    expect(await wantedOf(signed)).toBe(false);
    expect(await wantedOf(signed, scripted(enforcing))).toBe(true);
    // To ask for the header alone, or to turn away every signature, is no verification.
    expect(await wantedOf(signed, scripted(refusing("none")))).toBe(false);
    expect(await wantedOf(signed, scripted(refusing("right", "none", "wrong-secret")))).not.toBe(true);
    expect(await wantedOf(signed, { settings: { ...SETTINGS, features: { auth: "required" } } })).toBe(true);
    const { record } = await run({ cases: [] });
    expect(verdictOf(record, "api.auth.unsigned")).toBe("not-applicable");
    expect(reasonOf(record, "api.auth.unsigned")).toBe("the endpoint does not verify signatures");
    const enforced = await run({ ...scripted(enforcing), cases: [] });
    expect(reasonOf(enforced.record, "api.auth.unsigned")).toBe("not exercised: no case of this run could judge it");
  });

  test("is random only where a valid registration succeeds", async () => {
    const random = aCase(() => Promise.resolve(), { kind: "random", needs: ["RegisterCluster"] });
    const broken = scripted((request, _number, work) =>
      request.path === "/cluster-registrations" ? error(400, "InvalidParameterException") : work(),
    );
    expect(await wantedOf(random)).toBe(true);
    expect(await wantedOf(random, broken)).toBe(false);
    expect(await wantedOf({ ...random, needs: ["ListClusters"] }, broken)).toBe(true);
    expect(await wantedOf({ ...random, kind: "boundary" }, broken)).toBe(true);
  });
});

describe("side by side", () => {
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  /** Cases that note when they begin and end, and give way in between. */
  function noting(specs: readonly Partial<Case>[]) {
    let running = 0;
    const most = { lanes: 0, live: 0, beside: 0 };
    let live = 0;
    const cases = specs.map((parts, index) =>
      aCase(
        async () => {
          running += 1;
          live += parts.live ?? 0;
          most.lanes = Math.max(most.lanes, running);
          most.live = Math.max(most.live, live);
          if (parts.exclusive === true) most.beside = Math.max(most.beside, running - 1);
          for (let turn = 0; turn < 3; turn += 1) await settle();
          if (parts.exclusive === true) most.beside = Math.max(most.beside, running - 1);
          running -= 1;
          live -= parts.live ?? 0;
        },
        { id: `c${index}`, ...parts },
      ),
    );
    return { cases, most };
  }

  test("no more cases run than there are lanes, and all lanes are used", async () => {
    const { cases, most } = noting(Array.from({ length: 12 }, () => ({})));
    const { fired } = await run({ cases, settings: { ...SETTINGS, concurrency: 4 } });
    expect(most.lanes).toBe(4);
    expect(fired.filter((id) => /^c\d/.test(id))).toHaveLength(12);
  });

  test("three cases more than requests in flight, unless told otherwise", async () => {
    const { cases, most } = noting(Array.from({ length: 12 }, () => ({})));
    const told = testRun({ cases, settings: { ...SETTINGS, concurrency: 4 } });
    await runSuite({ ...told, limits: {} });
    expect(most.lanes).toBe(7);
  });

  test("no more clusters are alive than allowed", async () => {
    const { cases, most } = noting([3, 1, 2, 2, 1, 3, 1, 1].map((live) => ({ live, effect: "create" })));
    await run({ cases, settings: { ...SETTINGS, concurrency: 8, maxLive: 3 } });
    expect(most.live).toBe(3);
  });

  test("an exclusive case runs alone, and the others around it", async () => {
    const { cases, most } = noting([{}, {}, { exclusive: true }, {}, { exclusive: true }, {}, {}, {}]);
    const { fired } = await run({ cases, settings: { ...SETTINGS, concurrency: 3 } });
    expect(most.beside).toBe(0);
    expect(most.lanes).toBe(3);
    expect(fired.filter((id) => /^c\d/.test(id))).toHaveLength(8);
  });
});
