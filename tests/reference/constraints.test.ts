import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { PROVIDERS } from "#reference/input/contract.ts";
import { codePoints } from "#reference/service/input/check-value.ts";
import { createReference } from "#reference/server/reference.ts";
import { omit, register, registration } from "./requests.ts";

async function outcome(body: JsonObject): Promise<string> {
  const answer = await register(createReference(), body);
  return answer.error === undefined ? String(answer.status) : `${answer.status} ${answer.error}`;
}

const INVALID = "400 InvalidParameterException";
const MISTYPED = "400 SerializationException";

function tags(count: number): JsonObject {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, "value"]));
}

function config(changes: JsonObject): JsonObject {
  return { connectorConfig: { roleArn: "arn:aws:iam::111122223333:role/agent", provider: "OTHER", ...changes } };
}

describe("names", () => {
  test.each(["a", "Z", "0", "a".repeat(100), "a-b_c-", "0_", "a--"])("accepts %j", async (name) => {
    expect(await outcome(registration(name))).toBe("200");
  });

  test.each([
    "",
    "a".repeat(101),
    "-a",
    "_a",
    "a!!!",
    "!a",
    "a.b",
    "a b",
    " a",
    "a\n",
    "a\u0000",
    "é",
    "a\u0301",
    "Ａ",
    "a/b",
    "👍",
  ])("refuses %j", async (name) => {
    expect(await outcome(registration(name))).toBe(INVALID);
  });

  test("are accepted exactly when each character is allowed in its place", async () => {
    const first = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const character = fc.oneof(
      fc.constantFrom(...first, "-", "_"),
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    );
    const name = fc.array(character, { maxLength: 6 }).map((characters) => characters.join(""));
    await fc.assert(
      fc.asyncProperty(name, async (candidate) => {
        const [head, ...rest] = candidate;
        const allowed = head !== undefined && first.includes(head) && rest.every((c) => `${first}-_`.includes(c));
        expect(await outcome(registration(candidate))).toBe(allowed ? "200" : INVALID);
      }),
      { numRuns: 300 },
    );
  });
});

describe("connectorConfig", () => {
  test.each(PROVIDERS)("accepts the provider %s", async (provider) => {
    expect(await outcome(registration("a", config({ provider })))).toBe("200");
  });

  test("knows nine providers", () => {
    expect(new Set(PROVIDERS).size).toBe(9);
  });

  test.each(["other", "Other", "", "OTHER ", " OTHER", "EKS-ANYWHERE", "OTHERS", "KIND"])(
    "refuses the provider %j",
    async (provider) => {
      expect(await outcome(registration("a", config({ provider })))).toBe(INVALID);
    },
  );

  test.each(["", "role", "arn:aws:iam::1:user/x", "ä".repeat(3000)])(
    "takes the roleArn %j as it is",
    async (roleArn) => {
      expect(await outcome(registration("a", config({ roleArn })))).toBe("200");
    },
  );
});

describe("presence", () => {
  test.each(["name", "connectorConfig"])("%s is required, and null is absent", async (member) => {
    const without = omit(registration("a"), member);
    expect(await outcome(without)).toBe(INVALID);
    expect(await outcome({ ...without, [member]: null })).toBe(INVALID);
  });

  test.each(["roleArn", "provider"])("connectorConfig.%s is required, and null is absent", async (member) => {
    const without = omit({ roleArn: "arn", provider: "OTHER" }, member);
    expect(await outcome(registration("a", { connectorConfig: without }))).toBe(INVALID);
    expect(await outcome(registration("a", { connectorConfig: { ...without, [member]: null } }))).toBe(INVALID);
  });

  test.each(["tags", "clientRequestToken"])("%s may be null", async (member) => {
    expect(await outcome(registration("a", { [member]: null }))).toBe("200");
  });

  test("members nobody knows are let be", async () => {
    expect(await outcome(registration("a", { region: "x", deep: { er: [1, null] } }))).toBe("200");
  });
});

describe("tags", () => {
  test.each<[string, JsonValue, string]>([
    ["no entries", {}, "200"],
    ["50 entries", tags(50), "200"],
    ["51 entries", tags(51), INVALID],
    ["an empty key", { "": "v" }, INVALID],
    ["a key of 128 characters", { ["k".repeat(128)]: "v" }, "200"],
    ["a key of 128 characters beyond the first plane", { ["👍".repeat(128)]: "v" }, "200"],
    ["a key of 129 characters", { ["k".repeat(129)]: "v" }, INVALID],
    ["a key of 129 characters beyond the first plane", { ["👍".repeat(129)]: "v" }, INVALID],
    ["an empty value", { k: "" }, "200"],
    ["a value of 256 characters", { k: "ü".repeat(256) }, "200"],
    ["a value of 256 characters beyond the first plane", { k: "👍".repeat(256) }, "200"],
    ["a value of 257 characters", { k: "v".repeat(257) }, INVALID],
    ["the reserved prefix", { "aws:x": "aws:y" }, "200"],
    ["a null value", { k: null }, MISTYPED],
    ["a number as value", { k: 1 }, MISTYPED],
    ["a list", [], MISTYPED],
    ["text", "a=b", MISTYPED],
  ])("with %s", async (_what, value, expected) => {
    expect(await outcome(registration("a", { tags: value }))).toBe(expected);
  });
});

describe("types", () => {
  const wrong: Record<string, JsonValue[]> = {
    name: [1, 1.5, true, false, [], ["a"], {}, { name: "a" }],
    clientRequestToken: [0, true, [], {}],
    connectorConfig: ["OTHER", 1, true, [], [{}]],
    tags: ["a", 1, false, [{ a: "b" }]],
  };

  test.each(Object.entries(wrong).flatMap(([member, values]) => values.map((value) => [member, value] as const)))(
    "%s cannot be %j",
    async (member, value) => {
      expect(await outcome(registration("a", { [member]: value }))).toBe(MISTYPED);
    },
  );

  test.each<JsonObject>([{ provider: 1 }, { provider: ["OTHER"] }, { roleArn: {} }, { roleArn: false }])(
    "connectorConfig cannot hold %j",
    async (changes) => {
      expect(await outcome(registration("a", config(changes)))).toBe(MISTYPED);
    },
  );

  test("are looked at before any constraint", async () => {
    expect(await outcome(registration("!", { tags: { k: 1 } }))).toBe(MISTYPED);
  });
});

test("lengths count code points", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(codePoints(text)).toBe([...text].length);
    }),
  );
  expect(codePoints("\ud800")).toBe(1);
});

test.each(["", "x", "x".repeat(500)])("a token of any length is taken: %j", async (clientRequestToken) => {
  expect(await outcome(registration("a", { clientRequestToken }))).toBe("200");
});
