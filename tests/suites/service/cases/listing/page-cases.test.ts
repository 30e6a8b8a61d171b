import { describe, expect, test } from "@jest/globals";
import { pageCases } from "#suites/service/cases/listing/page-cases.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import { type Defect, widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { fakeTarget, type Fate } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { NAME_PREFIX, serviceSetting } from "#tests/suites/service/service-setting.ts";

const service = widgets();
const { resources } = service.table;
const [resource] = resources;
if (resource === undefined) throw new Error("the table has no box");
const MADE = { status: "implemented", reason: "200" } as const;

function caseOf(cases: Iterable<ServiceCase>, id: string): ServiceCase {
  const found = [...cases].find((each) => each.id === id);
  if (found === undefined) throw new Error(`no case ${id}`);
  return found;
}

describe("a list in pages of one", () => {
  async function judged(defect?: Defect, presence = MADE, shared?: string) {
    const target = widgetTarget(defect);
    const setting = serviceSetting(service, target);
    setting.context.presence.set("MakeBox", presence);
    if (shared !== undefined) setting.context.alive.set("box", { resource: resource as never, id: shared });
    await caseOf(pageCases(setting.context, resources), "list-boxes/scenario/pages").run(setting.session);
    return { ...setting, target };
  }

  test("names each of those that were made for it, which go with the case", async () => {
    const { judged: of, session, target } = await judged();
    expect([of("list-boxes.pages.whole"), of("list-boxes.pages.size")].map((each) => each?.verdict)).toEqual([
      "pass",
      "pass",
    ]);
    expect([...target.boxes.keys()].every((name) => name.startsWith(NAME_PREFIX))).toBe(true);
    expect(target.boxes.size).toBe(3);
    await session.cleanUp();
    expect(target.boxes.size).toBe(0);
  });

  test.each([
    ["there is room for few", { maxLive: 3 }, []],
    ["each takes its time", { maxLive: 32 }, ["box"]],
  ])("has fewer where %s", async (_where, settings, slow) => {
    const target = widgetTarget();
    const setting = serviceSetting(service, target, settings);
    setting.context.presence.set("MakeBox", MADE);
    for (const kind of slow) setting.context.slowKinds.add(kind);
    await caseOf(pageCases(setting.context, resources), "list-boxes/scenario/pages").run(setting.session);
    expect(target.boxes.size).toBe(2);
  });

  test("is judged although what was made for it is listed a moment late", async () => {
    expect((await judged("lists the first box a moment late")).judged("list-boxes.pages.whole")?.verdict).toBe("pass");
  });

  test("need not name the shared one where the endpoint has lost it", async () => {
    const found = await judged(undefined, MADE, `${NAME_PREFIX}lost`);
    expect(found.judged("list-boxes.pages.whole")?.verdict).toBe("pass");
  });

  test("is not judged where there is one at most", async () => {
    const { session } = await judged("makes one box");
    expect(session.judgements.filter(({ requirement }) => requirement.includes(".pages."))).toEqual([]);
  });
});

describe("a token that no answer gave", () => {
  async function verdictOn(fate: Fate): Promise<string | undefined> {
    const { context, session, judged } = serviceSetting(
      service,
      fakeTarget(() => fate),
    );
    await caseOf(pageCases(context, resources), "list-boxes/scenario/bad-token").run(session);
    return judged("list-boxes.pages.bad-token")?.verdict;
  }

  test.each<[string, Fate, string]>([
    ["is refused", aResponse({ status: 400, headers: errorHeaders("InvalidParameterException"), body: {} }), "pass"],
    ["is not taken", aResponse({ status: 200, body: { boxes: [] } }), "warn"],
    ["is not judged by the pace", aResponse({ status: 429, body: {} }), "inconclusive"],
    ["is not judged by an outage", aResponse({ status: 503, body: {} }), "inconclusive"],
    ["is not judged where nobody is there", "refused", "inconclusive"],
  ])("%s", async (_what, fate, verdict) => {
    expect(await verdictOn(fate)).toBe(verdict);
  });
});

test("a list has its cases once, whatever number of kinds it lists", () => {
  const { context } = serviceSetting(service, fakeTarget());
  const ids = (kinds: typeof resources) => [...pageCases(context, kinds)].map(({ id }) => id);
  const both = ["list-boxes/scenario/pages", "list-boxes/scenario/bad-token"];
  expect(ids([resource, { ...resource, name: "crate" }])).toEqual(both);
  expect(ids([{ ...resource, create: undefined }])).toEqual(["list-boxes/scenario/bad-token"]);
  expect(ids([{ ...resource, list: undefined }])).toEqual([]);
});
