import { describe, expect, test } from "@jest/globals";
import { common, isHeld } from "../../../../../suites/service/cases/inputs/optional-members.ts";

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

describe("what was sent is held", () => {
  test("where it is shown among more", () => {
    const shown = { types: ["api", "audit"], enabled: true, since: 7 };
    expect(isHeld({ types: ["audit"], enabled: true }, shown)).toBe(true);
  });

  test("where nothing is shown of what is empty", () => {
    expect(isHeld({ types: [], more: {}, none: null }, undefined)).toBe(true);
  });

  test("where an item of it is about an empty list: logs of no type are switched on", () => {
    const sent = { clusterLogging: [{ types: [], enabled: true }] };
    const shown = { clusterLogging: [{ types: ["api", "audit"], enabled: false }] };
    expect(isHeld(sent, shown)).toBe(true);
    expect(isHeld({ clusterLogging: [{ types: ["api"], enabled: true }] }, shown)).toBe(false);
  });

  test("not where a value, an item or a member is another or is not there", () => {
    expect(isHeld({ enabled: true }, { enabled: false })).toBe(false);
    expect(isHeld({ types: ["api", "audit"] }, { types: ["api"] })).toBe(false);
    expect(isHeld({ zone: { enabled: true } }, {})).toBe(false);
  });
});
