import { describe, expect, test } from "@jest/globals";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { unknownCases } from "#suites/service/cases/lifecycle/unknown-cases.ts";
import { widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { NAME_PREFIX, serviceSetting } from "#tests/suites/service/service-setting.ts";

const service = widgets();
const [resource] = service.table.resources;
if (resource === undefined) throw new Error("the table has no box");
const box = resource;
/** What the widgets' model lets the name of a box have. */
const LONGEST = 30;

/** The operation as it is in a contract that says more of one of its members. */
function limited(id: string, member: string, limits: Partial<JsonSchema>): Operation {
  const operation = service.contract.operation(id);
  const { properties } = operation.input;
  const input = { ...operation.input, properties: { ...properties, [member]: { ...properties?.[member], ...limits } } };
  return { ...operation, input };
}

/** The different paths of what is sent about a box that there is none of: each is asked for in five cases, which this takes for one. */
async function asked(
  operation: Operation,
  table = service.table,
): Promise<{ readonly paths: string[]; readonly verdict: string | undefined }> {
  const operations = new Map([...service.contract.operations, [operation.id, operation]]);
  const target = widgetTarget();
  const contract = { ...service.contract, operations };
  const { context, session, judged } = serviceSetting({ contract, table }, target);
  const id = `${NAME_PREFIX}there`;
  context.alive.set(box.name, { resource: box, id, arn: `arn:aws:widgets:us-east-1:111122223333:box/${id}` });
  context.presence.set(operation.id, { status: "implemented", reason: "200" });
  for (const one of unknownCases(context, operation)) await one.run(session);
  const verdict = judged(`${operation.prefix}.unknown`)?.verdict;
  return { paths: [...new Set(target.sent.map(({ path }) => decodeURIComponent(path)))], verdict };
}

describe("the name of a box that there is none of", () => {
  test("begins with the run's mark", async () => {
    const found = await asked(service.contract.operation("ShowBox"));
    expect(found.paths).not.toEqual([]);
    expect(found.paths.filter((path) => !/^\/boxes\/ecf-7-[a-z0-9-]+$/.test(path))).toEqual([]);
    expect(found.verdict).toBe("pass");
  });

  test("has another look each time, of those that boxes may have", async () => {
    const { paths } = await asked(service.contract.operation("ShowBox"));
    expect(paths.map((path) => path.length - "/boxes/".length)).toContain(LONGEST);
  });

  test("keeps to the pattern of the member that it stands in", async () => {
    const found = await asked(limited("ShowBox", "boxName", { pattern: "^[A-Z]{2}[0-9]{8}$" }));
    expect(found.paths).toEqual([expect.stringMatching(/^\/boxes\/[A-Z]{2}[0-9]{8}$/)]);
  });

  test("keeps to the pattern of the ARN that it stands in", async () => {
    const found = await asked(limited("ShowTags", "arn", { pattern: "^arn:.*:box/[a-z0-9-]{12}$" }));
    expect(found.paths).toEqual([expect.stringMatching(/^\/tags\/arn:.*:box\/[a-z0-9-]{12}$/)]);
  });

  test("says nothing where the table has one that breaks the model", async () => {
    const table = { ...service.table, resources: [{ ...box, id: { ...box.id, unknown: "none" } }] };
    const found = await asked(limited("ShowBox", "boxName", { pattern: "^[0-9]{9}$" }), table);
    expect(found).toEqual({ paths: ["/boxes/none"], verdict: undefined });
  });

  test("is not asked for where only a few names fit", async () => {
    expect(await asked(limited("ShowBox", "boxName", { pattern: "^[a-c]$" }))).toEqual({
      paths: [],
      verdict: undefined,
    });
  });
});

describe("a conflict, where there is none of what was asked for", () => {
  const showBox = service.contract.operation("ShowBox");
  const lid: Resource = { ...box, name: "lid", parent: "box" };
  const own = { ...box, describe: { operation: "ShowBox", shows: "/box", input: { boxName: "$box" } } };
  const table = {
    ...service.table,
    inputs: { ...service.table.inputs, ShowBox: { boxName: "$lid" } },
    resources: [own, lid],
  };

  test.each([
    ["says nothing where what it would belong to is under way", "MAKING", "inconclusive"],
    ["is no word for that where what it would belong to is ready", "READY", "warn"],
  ])("%s", async (_what, state, verdict) => {
    const shown = aResponse({ status: 200, body: { box: { boxName: "a", state } } });
    const busy = aResponse({ status: 409, headers: errorHeaders("ResourceInUseException"), body: {} });
    const target = fakeTarget(({ path }) => (path === "/boxes/a" ? shown : busy));
    const { context, session, judged } = serviceSetting({ ...service, table }, target);
    context.alive.set("box", { resource: own, id: "a" });
    context.presence.set(showBox.id, { status: "implemented", reason: "200" });
    for (const one of unknownCases(context, showBox)) await one.run(session);
    expect(judged("show-box.unknown")?.verdict).toBe(verdict);
  });
});

describe("a resource that there is none of is asked for", () => {
  const casesOf = (id: string, settings = {}) => {
    const { context } = serviceSetting(service, widgetTarget());
    return [
      ...unknownCases({ ...context, settings: { ...context.settings, ...settings } }, service.contract.operation(id)),
    ];
  };

  test("five times, under an id of its own each: a target may answer rightly now and then", () => {
    expect(casesOf("ShowBox").map(({ id }) => id)).toEqual([
      "show-box/scenario/unknown",
      "show-box/scenario/unknown/2",
      "show-box/scenario/unknown/3",
      "show-box/scenario/unknown/4",
      "show-box/scenario/unknown/5",
    ]);
  });

  test("once by a run that only reads, which may have a pace to keep", () => {
    expect(casesOf("ShowBox", { readOnly: true })).toHaveLength(1);
  });
});
