import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "../../../../../spec/json/json.ts";
import type { Constraint } from "../../../../../spec/requirement.ts";
import { baseInput } from "../../../../../suites/registration/cases/inputs/base-input.ts";
import { inputCase } from "../../../../../suites/registration/cases/inputs/input-case.ts";
import { runCase } from "../../../../../suites/registration/run-case.ts";
import { aResponse, errorHeaders } from "../../../made-replies.ts";
import { contract, register } from "../../../bundled-contract.ts";
import { fakeTarget } from "../../../fake-target.ts";
import { testContext } from "../../../test-run.ts";
import { RecordingClock } from "../../../../helpers/recording-clock.ts";

const PLAIN: JsonObject = {
  name: "plain",
  connectorConfig: { roleArn: "arn:aws:iam::111122223333:role/agent", provider: "OTHER" },
};
const LONG: Constraint = {
  pointer: "/properties/name",
  keyword: "maxLength",
  side: "reject",
  requirement: "register.name.max-length",
};
const VALUE: Constraint = {
  pointer: "/properties/tags/additionalProperties",
  keyword: "maxLength",
  side: "reject",
  requirement: "register.tags.values.max-length",
};
const generated = (input: JsonObject, constraint: Constraint) =>
  ({ key: "k", kind: "boundary", note: "", input: { ...PLAIN, ...input }, constraint }) as const;

describe("the base of an input", () => {
  test("has a plain member in place of the broken one, and the rest as it was", () => {
    const tags = { odd: "1" };
    expect(baseInput(register, generated({ name: "a".repeat(101), tags }, LONG), PLAIN)).toEqual({ ...PLAIN, tags });
  });

  test("lacks the entry that is broken, and has its neighbours", () => {
    const tags = { constructor: "kept", long: "a".repeat(257) };
    expect(baseInput(register, generated({ tags }, VALUE), PLAIN)).toEqual({
      ...PLAIN,
      tags: { constructor: "kept" },
    });
  });
});

describe("a surprise in a one-fault case", () => {
  const subject = inputCase(contract, register, generated({ name: "a".repeat(101), tags: { odd: "1" } }, LONG));

  /** A server that answers 500 to what it should refuse, and to other registrations as told. */
  async function verdicts(baseCrashes: boolean) {
    if (subject === undefined) throw new Error("no case");
    const clock = new RecordingClock();
    const crash = aResponse({ status: 500, headers: errorHeaders("ServerException"), body: { message: "no" } });
    const target = fakeTarget(
      (request, _number, work) => {
        const text = new TextDecoder().decode(request.body);
        return text.includes('"odd"') && (baseCrashes || text.includes("a".repeat(101))) ? crash : work();
      },
      { now: clock.now },
    );
    const context = testContext({ target, clock });
    context.control.passed = true;
    const { judgements } = await runCase(context, subject);
    const of = (id: string) => judgements.filter((each) => each.requirement === id).map(({ verdict }) => verdict);
    return { own: of("register.name.max-length"), valid: of("register.valid"), left: target.reference.clusterNames() };
  }

  test("is the fault's where the base is accepted", async () => {
    expect(await verdicts(false)).toEqual({ own: ["fail"], valid: [], left: [] });
  });

  test("is the base's where that is refused too", async () => {
    expect(await verdicts(true)).toEqual({ own: ["inconclusive"], valid: ["fail"], left: [] });
  });
});
