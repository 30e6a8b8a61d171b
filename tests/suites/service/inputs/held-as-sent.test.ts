import { describe, expect, test } from "@jest/globals";
import type { JsonValue } from "#spec/json/json.ts";
import { common, isHeld } from "#suites/service/inputs/held-as-sent.ts";

const text = { type: ["string", "null"] } as const;
const labels = { type: "object", additionalProperties: { type: "string" } } as const;

describe("what a change and a description of its outcome have in common", () => {
  test("is a member that both have, whatever else either has", () => {
    const sent = { type: "object", properties: { role: text, force: { type: "boolean" } } } as const;
    const shown = { type: "object", properties: { role: { type: "string" }, status: text } } as const;
    expect(common({ role: "r", force: true }, sent, shown)).toEqual({ role: "r" });
  });

  test("is nothing where a change is told in other terms than its outcome", () => {
    const change = {
      type: "object",
      properties: { addOrUpdateLabels: labels, removeLabels: { type: "array" } },
    } as const;
    const sent = { type: "object", properties: { labels: change } } as const;
    const shown = { type: "object", properties: { labels } } as const;
    expect(common({ labels: { addOrUpdateLabels: { a: "b" } } }, sent, shown)).toBeUndefined();
  });

  test("is what a list's items have in common", () => {
    const rule = { type: "object", properties: { key: text } } as const;
    const list = (items: object) => ({ type: "object", properties: { rules: { type: "array", items } } }) as const;
    const value = { rules: [{ key: "k" }] };
    expect(common(value, list(rule), list({ type: "object", properties: { key: text, id: text } }))).toEqual(value);
    expect(common(value, list(rule), list({ type: "object", properties: { id: text } }))).toBeUndefined();
    const rows = { type: "array", items: text } as const;
    expect(common({ rules: [["k", "l"]] }, list(rows), list(rows))).toEqual({ rules: [["k", "l"]] });
    const user = { type: "object", properties: { name: text, password: text } } as const;
    const users = { rules: [{ name: "a", password: "p" }] };
    const shown = list({ type: "object", properties: { name: text } });
    expect(common(users, list(user), shown)).toEqual({ rules: [{ name: "a" }] });
  });
});

const LOGS = [{ types: ["api"], enabled: true }];

test.each<[JsonValue, JsonValue, boolean]>([
  [{ a: 1 }, { a: 1, b: 2 }, true],
  [{ a: 1 }, { b: 2 }, false],
  [{ a: null, list: [] }, {}, true],
  [{ cidrs: ["x", "y"] }, { cidrs: ["y", "x"] }, true],
  [{ cidrs: ["x"] }, { cidrs: ["0.0.0.0/0", "x"] }, false],
  [{ cidrs: ["x", "y"] }, { cidrs: ["x"] }, false],
  [{ cidrs: [] }, { cidrs: ["0.0.0.0/0"] }, false],
  [{ of: { logs: LOGS } }, { of: { logs: [{ types: ["audit", "api"], enabled: true }] } }, true],
  [{ logs: LOGS }, { logs: [...LOGS, { types: ["audit"], enabled: false }] }, true],
  [{ logs: LOGS }, { logs: [{ types: ["api"], enabled: false }] }, false],
  [{ logs: [{ types: [], enabled: true }] }, {}, true],
  [{ types: [], more: {}, none: null }, null, true],
  [{ zone: { enabled: true } }, {}, false],
])("%j is held by %j: %s", (sent, shown, held) => {
  expect(isHeld(sent, shown)).toBe(held);
});
