import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { judgeActivation, judgeExpiry } from "#suites/oracles/registration/activation.ts";
import { ActivationMemory } from "#suites/oracles/registration/activation-memory.ts";
import { aReply, STARTED_AT } from "#tests/suites/made-replies.ts";
import { findingOf, gradesOf, hear, type Heard } from "#tests/suites/oracles/findings.ts";

const NOW = STARTED_AT / 1000;
const DAY = 86_400;
const ID = "7f5c2b1e-0d4a-4c53-9b57-9f3f6c1d2e80";
const CODE = "mZ9-x_Y/7aBcD3";

const cluster = (config: JsonValue, name = "a"): JsonObject => ({ name, connectorConfig: config });

function judged(config: JsonValue, { replay = false, memory = new ActivationMemory(), name = "a" } = {}): Heard[] {
  return hear(judgeActivation(cluster(config, name), replay, memory));
}

const ODD: readonly JsonValue[] = [null, 7, true, ["mZ9-x_Y/7aBcD3"], { value: "mZ9-x_Y/7aBcD3" }, ""];

describe("id and code", () => {
  test("are judged in order, and the code has no form", () => {
    expect(
      judged({ activationId: ID, activationCode: CODE }).map(({ requirement, finding }) => [
        requirement,
        finding.grade,
      ]),
    ).toEqual([
      ["register.activation.id", "met"],
      ["register.activation.id-uuid", "met"],
      ["register.activation.fresh", "met"],
      ["register.activation.code", "met"],
      ["register.activation.fresh", "met"],
    ]);
  });

  test.each(ODD)("an id of %j is missed, and asked neither for a form nor to be new", (activationId) => {
    const heard = judged({ activationId, activationCode: CODE });
    expect(findingOf(heard, "register.activation.id")).toMatchObject({
      grade: "missed",
      expected: "a non-empty string connectorConfig.activationId",
      condition: {
        members: [{ at: "/cluster/connectorConfig/activationId", types: ["string"], nonEmpty: true, present: true }],
      },
    });
    expect(findingOf(heard, "register.activation.id-uuid")).toBeUndefined();
    expect(heard.filter(({ requirement }) => requirement === "register.activation.fresh")).toHaveLength(1);
  });

  test.each(ODD)("a code of %j is missed, and nothing of it is told", (activationCode) => {
    const finding = findingOf(judged({ activationId: ID, activationCode }), "register.activation.code");
    expect(finding?.grade).toBe("missed");
    expect(JSON.stringify(finding)).not.toContain("mZ9");
  });

  test.each<[JsonValue, string]>([
    [null, "null"],
    [7, "a number"],
    [[CODE], "an array"],
    [{}, "an object"],
    ["", "a string of 0 characters"],
    ["ab", "a string of 2 characters"],
  ])("%j is told as %s", (activationCode, received) => {
    expect(findingOf(judged({ activationCode }), "register.activation.code")?.received).toBe(received);
  });

  test.each<[what: string, config: JsonValue]>([
    ["null", null],
    ["a list", [ID]],
    ["a text", "x"],
    ["nothing", {}],
  ])("are absent where the configuration is %s", (_what, config) => {
    const heard = judged(config);
    expect(gradesOf(heard)).toEqual({ "register.activation.id": "missed", "register.activation.code": "missed" });
    expect(heard.map(({ finding }) => finding.received)).toEqual(["absent", "absent"]);
    expect(heard.map(({ finding }) => finding.differences?.[0]?.absent)).toEqual([true, true]);
  });

  test.each([
    [ID, "met"],
    [ID.toUpperCase(), "met"],
    ["00000000-0000-0000-0000-000000000000", "met"],
    [`${ID}\n`, "missed"],
    [` ${ID}`, "missed"],
    [`{${ID}}`, "missed"],
    [ID.replaceAll("-", ""), "missed"],
    [ID.replace("7", "g"), "missed"],
    [ID.slice(1), "missed"],
    [`${ID}0`, "missed"],
  ])("the id %j as a UUID: %s", (activationId, grade) => {
    expect(findingOf(judged({ activationId }), "register.activation.id-uuid")?.grade).toBe(grade);
  });
});

describe("a repeated request", () => {
  test("is asked for an id, and for no code", () => {
    expect(gradesOf(judged({ activationId: ID }, { replay: true }))).toEqual({ "register.activation.id": "met" });
    expect(gradesOf(judged({ activationCode: CODE }, { replay: true }))).toEqual({
      "register.activation.id": "missed",
    });
  });

  test("leaves no memory", () => {
    const memory = new ActivationMemory();
    judged({ activationId: ID, activationCode: CODE }, { replay: true, memory });
    expect(
      new Set(judged({ activationId: ID, activationCode: CODE }, { memory }).map(({ finding }) => finding.grade)),
    ).toEqual(new Set(["met"]));
  });
});

test("ids and codes are new exactly as long as none of their own kind was the same", () => {
  const drawn = fc.array(fc.tuple(fc.constantFrom("x", "y", "z"), fc.constantFrom("x", "y", "z")), { maxLength: 8 });
  fc.assert(
    fc.property(drawn, (given) => {
      const memory = new ActivationMemory();
      const seen = new Set<string>();
      for (const [index, [activationId, activationCode]] of given.entries()) {
        const heard = judged({ activationId, activationCode }, { memory, name: `c${index}` });
        const fresh = heard.filter(({ requirement }) => requirement === "register.activation.fresh");
        const wanted = [`id ${activationId}`, `code ${activationCode}`].map((value) =>
          seen.has(value) ? "missed" : "met",
        );
        expect(fresh.map(({ finding }) => finding.grade)).toEqual(wanted);
        seen.add(`id ${activationId}`).add(`code ${activationCode}`);
      }
    }),
  );
});

test("one that is not new is told without being shown, and its condition asks for a new one", () => {
  const memory = new ActivationMemory();
  const first = findingOf(judged({ activationCode: CODE }, { memory }), "register.activation.fresh");
  expect(first).toMatchObject({ grade: "met", received: "a new value" });
  const finding = findingOf(judged({ activationCode: CODE }, { memory, name: "b" }), "register.activation.fresh");
  expect(finding).toEqual({
    grade: "missed",
    expected: "a new activationCode for each registration",
    received: "the activationCode given before to another cluster",
    condition: { members: [{ at: "/cluster/connectorConfig/activationCode", fresh: true }] },
  });
});

describe("the expiry", () => {
  const expiring = (activationExpiry: JsonValue, createdAt: JsonValue = NOW, date?: string) =>
    hear(
      judgeExpiry(aReply({ status: 200, headers: date === undefined ? [] : [["date", date]] }), {
        createdAt,
        connectorConfig: { activationExpiry },
      }),
    );
  const grades = (...args: Parameters<typeof expiring>) =>
    expiring(...args).map(
      ({ requirement, finding }) => `${requirement.replace("register.activation.expiry", "")} ${finding.grade}`,
    );

  test.each<[what: string, expiry: JsonValue, grades: readonly string[]]>([
    ["in three days", NOW + 3 * DAY, [" met", "-future met", "-three-days met", "-72h met"]],
    ["a minute later", NOW + 3 * DAY + 60, [" met", "-future met", "-three-days met", "-72h met"]],
    ["a minute and a bit later", NOW + 3 * DAY + 60.5, [" met", "-future met", "-three-days met", "-72h missed"]],
    ["a minute and a bit sooner", NOW + 3 * DAY - 60.5, [" met", "-future met", "-three-days met", "-72h missed"]],
    ["a minute before the creation", NOW - 60, [" met", "-future missed", "-three-days met", "-72h missed"]],
    ["at the creation", NOW, [" met", "-future met", "-three-days met", "-72h missed"]],
    ["never", JSON.parse("1e999") as number, [" met", "-future met", "-three-days missed", "-72h missed"]],
    [
      "at the beginning of time",
      JSON.parse("-1e999") as number,
      [" met", "-future missed", "-three-days met", "-72h missed"],
    ],
    ["in milliseconds", (NOW + 3 * DAY) * 1000, [" missed", "-future met", "-three-days met", "-72h met"]],
    ["in microseconds", (NOW + 3 * DAY) * 1e6, [" missed", "-future met", "-three-days met", "-72h met"]],
    [
      "in thirty days, in milliseconds",
      (NOW + 30 * DAY) * 1000,
      [" missed", "-future met", "-three-days missed", "-72h missed"],
    ],
    ["in the year 9999", 253_402_214_400, [" met", "-future met", "-three-days missed", "-72h missed"]],
    ["as text", `${NOW + 3 * DAY}`, [" missed"]],
    ["true", true, [" missed"]],
  ])("%s", (_what, expiry, wanted) => {
    expect(grades(expiry)).toEqual(wanted);
  });

  test.each([null, "2026-11-24", [NOW]])("is compared with no creation at %j", (createdAt) => {
    expect(grades(NOW + 3 * DAY, createdAt)).toEqual([" met", "-future met", "-three-days met"]);
  });

  test("is as far away as the endpoint's clock says, or ours, and its lifetime needs none", () => {
    const later = new Date(STARTED_AT + 4 * DAY * 1000).toUTCString();
    const met = [" met", "-future met", "-three-days met", "-72h met"];
    expect(grades(NOW + 7 * DAY, NOW + 4 * DAY, later)).toEqual(met);
    expect(grades(NOW + 3 * DAY, NOW, later)).toEqual(met);
  });

  test("before a creation that is no time of now is judged by the clock alone", () => {
    expect(grades(NOW + DAY, NOW + 2 * DAY)).toEqual([" met", "-future met", "-three-days met", "-72h missed"]);
  });

  test("in milliseconds is called so, and its condition asks for a time of about now", () => {
    const finding = findingOf(expiring((NOW + 3 * DAY) * 1000), "register.activation.expiry");
    expect(finding?.received).toBe(`${(NOW + 3 * DAY) * 1000}, which looks like milliseconds`);
    expect(finding?.condition?.members).toMatchObject([{ present: true, secondsFromNow: { to: 365 * DAY } }]);
    expect(findingOf(expiring(NOW + 3 * DAY, NOW * 1000), "register.activation.expiry-72h")?.grade).toBe("met");
  });

  test("has its conditions as spans", () => {
    const [, future, within] = expiring(0, null);
    expect(future?.finding.condition?.members).toEqual([
      { at: "/cluster/connectorConfig/activationExpiry", secondsFromNow: { from: -3540 } },
    ]);
    expect(within?.finding.condition).toBeUndefined();
    const late = findingOf(expiring(NOW + 30 * DAY), "register.activation.expiry-three-days");
    expect(late).toMatchObject({
      received: "30.000 days from now",
      condition: { members: [{ secondsFromNow: { to: 3 * DAY + 3540 } }] },
    });
  });

  test("that is no time says what it should be", () => {
    expect(expiring("soon")[0]?.finding).toEqual({
      grade: "missed",
      expected: "connectorConfig.activationExpiry in epoch seconds",
      received: '"soon"',
      differences: [
        {
          at: "/cluster/connectorConfig/activationExpiry",
          expected: "connectorConfig.activationExpiry in epoch seconds",
          received: '"soon"',
        },
      ],
      condition: {
        members: [{ at: "/cluster/connectorConfig/activationExpiry", types: ["number"], present: true }],
      },
    });
    expect(expiring(NOW, NOW + DAY).at(-1)?.finding).toMatchObject({
      expected: "72 hours after createdAt, to the minute",
      received: "-24.000 hours",
    });
  });
});
