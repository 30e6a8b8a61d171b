import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "../../spec/json.ts";
import { allRequirements } from "../../spec/all-requirements.ts";
import { loadBundledContract } from "../../spec/load.ts";
import { FAULTS } from "../../reference/faults.ts";
import { createReference } from "../../reference/reference.ts";
import { connectorOf, register, registration } from "./requests.ts";

describe("the catalogue", () => {
  test("names requirements that there are", () => {
    const known = new Set(allRequirements(loadBundledContract()).map(({ id }) => id));
    for (const { id, requirements } of FAULTS) {
      expect({ fault: id, unknown: requirements.filter((requirement) => !known.has(requirement)) }).toEqual({
        fault: id,
        unknown: [],
      });
    }
  });

  test("has unique, speaking ids, whole sentences and requirements", () => {
    expect(new Set(FAULTS.map(({ id }) => id)).size).toBe(FAULTS.length);
    for (const { id, sentence, requirements } of FAULTS) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      expect(requirements.length).toBeGreaterThan(0);
    }
  });
});

function tags(count: number): JsonObject {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, ""]));
}

test("tags-limit-not-enforced takes 51 tags, and no more than that is wrong", async () => {
  const reference = createReference({ fault: "tags-limit-not-enforced" });
  expect((await register(reference, registration("a", { tags: tags(51) }))).status).toBe(200);
  expect((await register(reference, registration("b", { tags: { "": "" } }))).status).toBe(400);
});

test("activation-expiry-iso sends text", async () => {
  const answer = await register(createReference({ fault: "activation-expiry-iso" }), registration("a"));
  expect(connectorOf(answer)["activationExpiry"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test("name-pattern-searched takes what only begins well", async () => {
  const reference = createReference({ fault: "name-pattern-searched" });
  expect((await register(reference, registration("a!!!"))).status).toBe(200);
  expect((await register(reference, registration("!a"))).status).toBe(400);
});

test("a fault and a variant combine", async () => {
  const reference = createReference({ fault: "name-pattern-searched", variant: "capital-Message" });
  expect((await register(reference, registration("a!!!"))).status).toBe(200);
  expect((await register(reference, registration("!a"))).json["Message"]).toEqual(expect.any(String));
});
