import { expect, test } from "@jest/globals";
import { bodyVariants } from "#generators/wire/wire-bodies.ts";
import { wireVariantCases } from "#suites/service/cases/protocol/wire-cases.ts";
import { widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { NAME_PREFIX, serviceSetting } from "#tests/suites/service/service-setting.ts";

const service = widgets();

/** How many requests a case of an operation sends with its body, for each of its odd bodies of a family. */
async function sentOf(id: string, family: string): Promise<number[]> {
  const operation = service.contract.operation(id);
  const [resource] = service.table.resources;
  if (resource === undefined) throw new Error("the table has no box");
  const counts: number[] = [];
  for (const at of [...wireVariantCases(serviceSetting(service, widgetTarget()).context, operation)].keys()) {
    const target = widgetTarget();
    const { context, session } = serviceSetting(service, target);
    context.alive.set("box", { resource, id: `${NAME_PREFIX}there` });
    const found = [...wireVariantCases(context, operation)][at];
    // What makes all of a body unreadable stands before it, and is in no name.
    if (found?.id.includes(`/${family}/`) !== true || found.id.endsWith("/gzip-magic")) continue;
    await found.run(session);
    await session.cleanUp();
    counts.push(target.sent.filter(({ method }) => method === "POST").length);
  }
  return counts;
}

// A server that reads another character in its place would make what nobody knows to be the run's.
test("a name that shows whose it is has no byte in it that is no text", async () => {
  expect(new Set(await sentOf("MakeBox", "json-bytes"))).toEqual(new Set([0]));
});

test("other odd bodies that would make something are sent, and such bytes to what makes nothing", async () => {
  for (const count of await sentOf("MakeBox", "json-root")) expect(count).toBeGreaterThan(0);
  for (const count of await sentOf("PaintBox", "json-bytes")) expect(count).toBeGreaterThan(0);
});

test("of each way to break a rule of bodies, some operation is sent each, however few operations there are", () => {
  const { context } = serviceSetting(service, widgetTarget());
  const wanted = (id: string): boolean => /\/(?:json-syntax|json-root|content-type-accepted)\//.test(id);
  const variantOf = (id: string): string => id.split("/").slice(-2).join("/");
  const sent = new Set(
    [...service.contract.operations.values()]
      .flatMap((operation) => [...wireVariantCases(context, operation)].map(({ id }) => id))
      .filter(wanted)
      .map(variantOf),
  );
  const all = bodyVariants(service.contract.operation("MakeBox").input).map(({ key }) => key);
  expect(all.filter((key) => wanted(`/${key}`) && !sent.has(key))).toEqual([]);
});
