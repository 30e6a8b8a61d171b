import { expect, test } from "@jest/globals";
import { constraintCases } from "#suites/service/cases/inputs/constraint-cases.ts";
import { unremovableNames } from "#suites/service/cases/inputs/unremovable-names.ts";
import { type Defect, widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { serviceSetting } from "#tests/suites/service/service-setting.ts";

const service = widgets();
const MAKE = service.contract.operation("MakeBox");
const PATTERN = "make-box.box-name.pattern";

function bodyOf(body: Uint8Array): { readonly boxName?: string } {
  return JSON.parse(new TextDecoder().decode(body)) as { boxName?: string };
}

/** The names with NUL that are sent after names that break the same limit. */
async function sentAfter(requirement: string, defect?: Defect): Promise<string[]> {
  const target = widgetTarget(defect);
  const { context, session } = serviceSetting(service, target);
  for (const each of constraintCases(context, MAKE)) {
    if (!each.requirements.includes(requirement)) continue;
    await each.run(session);
    await session.cleanUp();
  }
  const before = target.sent.length;
  for (const each of unremovableNames(context, MAKE)) await each.run(session);
  const bodies = target.sent.slice(before).flatMap(({ body }) => (body?.length ? [bodyOf(body)] : []));
  return bodies.map(({ boxName }) => boxName ?? "");
}

test("a name with NUL is sent once where others that break its limit were refused", async () => {
  const sent = await sentAfter(PATTERN);
  expect(sent.filter((name) => name.includes("\0"))).toHaveLength(1);
});

test("none is sent where nothing is known of its limit", async () => {
  expect(await sentAfter("make-box.box-name.type")).toEqual([]);
});
