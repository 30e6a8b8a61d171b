import { expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import { operationConstraints } from "#spec/derived/constraints-of.ts";
import { probeConstraint } from "#suites/service/cases/inputs/probe-constraint.ts";
import { widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { serviceSetting } from "#tests/suites/service/service-setting.ts";

const service = widgets();
const [box] = service.table.resources;
const MAKE = service.contract.operation("MakeBox");
const LIST = service.contract.operation("ListBoxes");

/** Sends an input as what breaks one limit of an operation. */
function probed(operation: typeof MAKE, limit: RegExp, input: JsonObject) {
  const constraint = operationConstraints(operation).find(
    ({ side, requirement }) => side === "reject" && limit.test(requirement),
  );
  if (constraint === undefined) throw new Error("there is no such limit");
  const setting = serviceSetting(service, widgetTarget());
  const generated = { kind: "boundary", input, key: "as told", note: "a value" } as const;
  const creates = operation === MAKE ? box : undefined;
  const probing = probeConstraint(setting.session, operation, { generated, constraint, creates, hasToken: false });
  return { ...setting, probing };
}

test("a value that breaks nothing is an error of the suite where it is sent as what breaks a limit", async () => {
  const { probing, session } = probed(MAKE, /box-name.*pattern/, { boxName: "ecf-7-fine" });
  await expect(probing).rejects.toThrow("but breaks nothing");
  expect(session.exchanges).toEqual([]);
});

test("a value that a URL cannot carry as it is is left out", async () => {
  const { probing, session } = probed(LIST, /size.*type/, { size: [] });
  expect(await probing).toBe(undefined);
  expect(session.exchanges).toEqual([]);
});
