import { describe, expect, test } from "@jest/globals";
import type { Resource } from "#spec/resources/resource-table.ts";
import { deletionCase } from "#suites/service/cases/lifecycle/teardown.ts";
import type { RunPatience } from "#suites/session/patience.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";
import { fakeTarget, type Fate } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { serviceSetting } from "#tests/suites/service/service-setting.ts";

const plain = widgets();
const [box, ...others] = plain.table.resources;
if (box === undefined) throw new Error("the table has no box");
const resource: Resource = { ...box, going: { at: "/boxName", is: "a-going" } };
const service = { ...plain, table: { ...plain.table, resources: [resource, ...others] } };
const A = { resource, id: "a" };

const OK = aResponse({ status: 200, body: { box: { boxName: "a" } } });
const UNKNOWN = aResponse({ status: 404, headers: errorHeaders("ResourceNotFoundException"), body: {} });
const names = (...boxes: readonly string[]): Fate => aResponse({ status: 200, body: { boxes: [...boxes] } });

/** Deletes it; what is described and listed after that, one after the other, the last one again and again. */
async function judged(described: readonly Fate[], listed: readonly Fate[], patience?: RunPatience) {
  const counts = { described: 0, listed: 0 };
  const target = fakeTarget(({ method, path }) => {
    if (method === "DELETE") return OK;
    const isList = /^\/boxes(\?|$)/.test(path);
    const [fates, count] = isList ? [listed, counts.listed++] : [described, counts.described++];
    return fates[Math.min(count, fates.length - 1)] ?? "timeout";
  });
  const setting = serviceSetting(service, target, { patience });
  setting.context.alive.set("box", A);
  const ending = { resource: A.resource, made: A, operation: service.contract.operation("BurnBox") };
  await deletionCase(setting.context, ending).run(setting.session);
  return { ...setting, gone: setting.judged("burn-box.gone"), unlisted: setting.judged("list-boxes.unlisted.box") };
}

describe("what was deleted is gone", () => {
  test.each<[string, readonly Fate[], readonly Fate[]]>([
    ["at once", [UNKNOWN], [names("b")]],
    ["once its description catches up", [OK, UNKNOWN], [names("b")]],
    ["once its list catches up", [UNKNOWN], [names("a", "b"), names("b")]],
  ])("%s", async (_what, described, listed) => {
    const { gone, unlisted } = await judged(described, listed);
    expect(gone).toEqual({ verdict: "pass", received: "404 ResourceNotFoundException" });
    expect(unlisted).toEqual({ verdict: "pass", received: "a list without it" });
  });

  test.each<[string, readonly Fate[], readonly Fate[], "gone" | "unlisted", string]>([
    ["where it is described", [OK], [names()], "gone", "it is still described"],
    ["where it is listed", [UNKNOWN], [names("a")], "unlisted", "it is still listed"],
  ])("not %s, which is not waited for for ever", async (_what, described, listed, which, received) => {
    const { [which]: failed, clock, context } = await judged(described, listed);
    expect(failed).toEqual({ verdict: "fail", received });
    expect(clock.naps.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(context.settings.consistencyMs);
  });
});

describe("a 404 of another name", () => {
  const OTHER = aResponse({ status: 404, headers: errorHeaders("404"), body: { message: "no" } });

  test("is taken where the list lacks it: the name is told of what never was", async () => {
    expect((await judged([OTHER], [names("b")])).gone).toEqual({ verdict: "warn", received: "404 404" });
  });

  test("counts for nothing where the list has it, or cannot be had", async () => {
    expect((await judged([OTHER], [names("a")])).gone).toEqual({ verdict: "fail", received: "it is still listed" });
    expect((await judged([OTHER], [aResponse({ status: 500, body: {} })])).gone).toBeUndefined();
  });
});

describe("what is shown as being deleted", () => {
  const GOING = aResponse({ status: 200, body: { box: { boxName: "a-going" } } });
  /** More looks than there is time for while writes may be late to show. */
  const LOOKS = 6;
  const sum = (naps: readonly number[]): number => naps.reduce((total, ms) => total + ms, 0);

  test("is waited for", async () => {
    const described = [...Array.from({ length: LOOKS }, () => GOING), UNKNOWN];
    const { gone, clock, context } = await judged(described, [names("b")]);
    expect(gone).toEqual({ verdict: "pass", received: "404 ResourceNotFoundException" });
    expect(sum(clock.naps)).toBeGreaterThan(context.settings.consistencyMs);
  });

  test("for ever, proves nothing, and is waited for less the next time", async () => {
    const { gone, clock, context, judged: verdictOf } = await judged([GOING], [names()]);
    expect(gone).toEqual({ verdict: "inconclusive", received: "it is shown as a-going still" });
    expect(verdictOf("burn-box.ends")).toEqual({ verdict: "warn", received: "it is shown as a-going still" });
    const next = await judged([GOING], [names()], context.patience);
    expect(next.gone).toEqual(gone);
    expect(sum(next.clock.naps)).toBeLessThan(sum(clock.naps) / 5);
  });

  test("and then as anything else, is not gone", async () => {
    const { gone } = await judged([GOING, OK], [names()]);
    expect(gone).toEqual({ verdict: "fail", received: "it is still described" });
  });
});

test("what no operation describes is not gone by a list that may have more pages", async () => {
  const box: Resource = { ...resource };
  Reflect.deleteProperty(box, "describe");
  const endless = aResponse({ status: 200, body: { boxes: ["b"], next: "again" } });
  const target = fakeTarget(({ method }) => (method === "DELETE" ? OK : endless));
  const setting = serviceSetting(service, target);
  const made = { resource: box, id: "a" };
  setting.context.alive.set("box", made);
  const ending = { resource: box, made, operation: service.contract.operation("BurnBox") };
  await deletionCase(setting.context, ending).run(setting.session);
  expect(setting.judged("burn-box.gone")).toBeUndefined();
});
