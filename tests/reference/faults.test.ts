import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import { allRequirements } from "#spec/all-requirements.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import type { Behaviours } from "#reference/behaviours.ts";
import { FAULTS } from "#reference/faults.ts";
import { patchedWith } from "#reference/patches.ts";
import { createReference } from "#reference/server/reference.ts";
import { connectorOf, list, register, registration } from "./requests.ts";
import { conforming } from "#reference/server/conforming.ts";

function keysOf(behaviours: Behaviours): (keyof Behaviours)[] {
  return Object.keys(behaviours) as (keyof Behaviours)[];
}

describe("the catalogue", () => {
  test("names requirements that there are", () => {
    const known = new Set(allRequirements(loadBundledContract()).map(({ id }) => id));
    const unknown = FAULTS.flatMap(({ id, requirements }) =>
      requirements.filter((requirement) => !known.has(requirement)).map((requirement) => `${id}: ${requirement}`),
    );
    expect(unknown).toEqual([]);
  });

  test("breaks every requirement that can fail or warn, but for these", () => {
    const broken = new Set(FAULTS.flatMap(({ requirements }) => requirements));
    const kept = allRequirements(loadBundledContract()).filter(({ id, level }) => level !== "INFO" && !broken.has(id));
    expect(kept.map(({ id }) => id)).toEqual([
      "register.connector-config.provider.type.scalar",
      "list-tags-for-resource.response.body",
    ]);
  });

  test("names requirements that can fail, or warn where it says so", () => {
    const levels = new Map(allRequirements(loadBundledContract()).map(({ id, level }) => [id, level]));
    const silent = FAULTS.filter(({ requirements }) => requirements.some((id) => levels.get(id) === "INFO"));
    expect(silent.map(({ id }) => id)).toEqual([]);
    const failing = FAULTS.filter(({ level }) => level === undefined);
    const warned = failing.filter(({ requirements }) => !requirements.some((id) => levels.get(id) === "MUST"));
    expect(warned.map(({ id }) => id)).toEqual([]);
  });

  test("changes a behaviour or more with every patch, and no other server's", () => {
    const before = { ...conforming };
    const idle = FAULTS.filter(({ patch }) => {
      const patched = patchedWith(conforming, [patch]);
      return keysOf(conforming).every((key) => patched[key] === conforming[key]);
    });
    expect(idle.map(({ id }) => id)).toEqual([]);
    expect(keysOf(conforming).filter((key) => conforming[key] !== before[key])).toEqual([]);
  });

  test("keeps every behaviour in its place", () => {
    for (const { patch } of FAULTS)
      expect(keysOf(patchedWith(conforming, [patch])).sort()).toEqual(keysOf(conforming).sort());
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

test("state that a patch keeps belongs to one server", async () => {
  const fault = "emulator-number-as-name-poisons-the-list";
  const [poisoned, other] = [createReference({ fault }), createReference({ fault })];
  await register(poisoned, { ...registration("a"), name: 5 });
  expect((await list(poisoned)).status).toBe(500);
  expect((await list(other)).status).toBe(200);
});

test("a race needs requests side by side", async () => {
  const fault = "race-for-a-name-has-many-winners";
  const statuses = (answers: readonly { readonly status: number }[]) => answers.map(({ status }) => status);
  const one = createReference({ fault });
  expect(statuses([await register(one, registration("a")), await register(one, registration("a"))])).toEqual([
    200, 409,
  ]);
  const two = createReference({ fault });
  const parallel = await Promise.all([1, 2].map(() => register(two, registration("a"))));
  expect(statuses(parallel)).toEqual([200, 200]);
});

test("a refused registration is left behind", async () => {
  const reference = createReference({ fault: "refused-for-its-provider-but-registered" });
  const refused = { ...registration("a"), connectorConfig: { roleArn: "arn", provider: "NOBODY" } };
  expect((await register(reference, refused)).status).toBe(400);
  expect(reference.clusterNames()).toEqual(["a"]);
});
