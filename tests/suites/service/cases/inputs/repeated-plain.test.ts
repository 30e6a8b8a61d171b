import { describe, expect, test } from "@jest/globals";
import { repeatedPlain } from "#suites/service/cases/inputs/repeated-plain.ts";
import { widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { NAME_PREFIX, serviceSetting } from "#tests/suites/service/service-setting.ts";

const service = widgets();
const [first] = service.table.resources;
if (first === undefined) throw new Error("the table has no box");
const box = first;

/** The requests of the cases of an operation, in words. */
async function repeated(id: string, settings = {}): Promise<string[]> {
  const target = widgetTarget();
  const { context, session } = serviceSetting(service, target);
  context.alive.set(box.name, { resource: box, id: `${NAME_PREFIX}there` });
  const cases = [
    ...repeatedPlain({ ...context, settings: { ...context.settings, ...settings } }, service.contract.operation(id)),
  ];
  for (const one of cases) await one.run(session);
  return target.sent.map(({ method, path }) => `${method} ${path}`);
}

describe("the plain request is sent again", () => {
  test("of what only reads, five times", async () => {
    expect(await repeated("ShowBox")).toEqual(Array(5).fill(`GET /boxes/${NAME_PREFIX}there`));
  });

  test("not of what creates, nor of what changes and has no client token", async () => {
    expect(await repeated("MakeBox")).toEqual([]);
    expect(await repeated("AddTags")).toEqual([]);
  });

  test("not by a run that only reads: what it sends is at a pace", async () => {
    expect(await repeated("ShowBox", { readOnly: true })).toEqual([]);
  });
});
