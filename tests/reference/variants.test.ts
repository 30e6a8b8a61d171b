import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import { headerValue } from "#reference/message.ts";
import { createReference } from "#reference/server/reference.ts";
import { VARIANTS } from "#reference/variants.ts";
import { clusterOf, connectorOf, deregister, describeCluster, list, register, registration } from "./requests.ts";

const NOW = Date.UTC(2031, 4, 6, 7, 8, 9, 250);

function variant(id: string, now: () => number = () => NOW) {
  return createReference({ variant: id, now });
}

describe("the catalogue", () => {
  test("has unique ids and whole sentences", () => {
    expect(new Set(VARIANTS.map(({ id }) => id)).size).toBe(VARIANTS.length);
    for (const { sentence } of VARIANTS) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  test("names a source for each", () => {
    for (const { source } of VARIANTS) expect(source).not.toBe("");
  });

  test("has at least eighty", () => {
    expect(VARIANTS.length).toBeGreaterThanOrEqual(80);
  });

  test.each(VARIANTS.map(({ id }) => id))("%s registers, describes, lists and deregisters", async (id) => {
    let now = NOW;
    const reference = createReference({ variant: id, now: () => now });
    // Each second request is later than any lag.
    const later = (): void => void (now += 1_000);
    let registered = await register(reference, registration("a"));
    while (registered.status === 428) registered = await register(reference, registration("a"));
    expect(clusterOf(registered)["name"]).toBe("a");
    later();
    expect(clusterOf(await describeCluster(reference, "a"))["name"]).toBe("a");
    expect((await list(reference)).status).toBe(200);
    expect(clusterOf(await deregister(reference, "a"))["status"]).toBe("DELETING");
    later();
    const described = await describeCluster(reference, "a");
    expect(described.status).toBe(id === "unknown-names-told-by-text" ? 400 : 404);
  });
});

describe("errors", () => {
  test.each([
    ["error-type-in-__type-only", "__type"],
    ["error-type-in-code-only", "code"],
  ])("%s", async (id, member) => {
    const answer = await register(variant(id), registration("!"));
    expect(answer.error).toBeUndefined();
    expect(answer.json).toEqual({ [member]: "InvalidParameterException", message: expect.any(String) });
  });

  test.each([
    ["error-type-with-namespace", /^[\w.]+#InvalidParameterException$/],
    ["error-type-with-uri-suffix", /^InvalidParameterException:http:\/\/[^ ]+$/],
  ])("%s", async (id, pattern) => {
    const answer = await register(variant(id), registration("!"));
    expect(answer.error).toMatch(pattern);
    expect(Object.keys(answer.json)).toEqual(["message"]);
  });

  test("capital-Message", async () => {
    expect((await register(variant("capital-Message"), registration("!"))).json).toEqual({
      Message: expect.any(String),
    });
  });
});

describe("members", () => {
  test("null-members", async () => {
    const reference = variant("null-members");
    const registered = await register(reference, registration("a"));
    expect(clusterOf(registered)).toMatchObject({ name: "a", endpoint: null, version: null, clientRequestToken: null });
    expect(connectorOf(registered)["activationCode"]).toEqual(expect.any(String));
    expect(connectorOf(await describeCluster(reference, "a"))["activationCode"]).toBeNull();
    expect((await list(reference)).json["nextToken"]).toBeNull();
    expect((await register(reference, registration("a"))).json).toEqual({
      clusterName: "a",
      nodegroupName: null,
      addonName: null,
      message: expect.any(String),
    });
  });

  test("unknown-members", async () => {
    const reference = variant("unknown-members");
    const registered = await register(reference, registration("a"));
    const objects: JsonObject[] = [registered.json, clusterOf(registered), connectorOf(registered)];
    objects.push((await list(reference)).json, (await register(reference, registration("!"))).json);
    for (const object of objects) expect(object).toHaveProperty("unknownMember.values", expect.any(Array));
  });

  test("whole-second-timestamps", async () => {
    const answer = await register(variant("whole-second-timestamps"), registration("a"));
    expect(clusterOf(answer)["createdAt"]).toBe(Math.floor(NOW / 1000));
    const expiry = Number(connectorOf(answer)["activationExpiry"]);
    expect(Number.isInteger(expiry)).toBe(true);
    expect(expiry - Math.floor(NOW / 1000)).toBeLessThanOrEqual(259_200);
  });

  test("fractional-timestamps", async () => {
    const answer = await register(variant("fractional-timestamps"), registration("a"));
    expect(clusterOf(answer)["createdAt"]).toBe(NOW / 1000 + 0.000321);
    expect(String(connectorOf(answer)["activationExpiry"])).toMatch(/^\d{10}\.\d{3}321$/);
  });
});

describe("repeated-members-refused", () => {
  test.each([
    ["a member twice", JSON.stringify(registration("a")).replace("{", '{"name":"b",'), 400],
    [
      "a member within another twice",
      JSON.stringify(registration("a")).replace('"OTHER"', '"OTHER","roleArn":""'),
      400,
    ],
    ["a name in two objects, and a text like one", JSON.stringify(registration("a", { tags: { name: 'n":{' } })), 200],
  ])("%s", async (_, body, status) => {
    expect((await register(variant("repeated-members-refused"), body)).status).toBe(status);
  });
});

describe("transport", () => {
  test("chunked-bodies and closed-connections", async () => {
    expect((await list(variant("chunked-bodies"))).transport).toMatchObject({ chunked: true, fate: "deliver" });
    expect((await list(variant("closed-connections"))).transport).toMatchObject({ close: true, fate: "deliver" });
  });

  test("every-53rd-connection-dropped, before the work", async () => {
    const reference = variant("every-53rd-connection-dropped");
    const fates: string[] = [];
    for (let index = 1; index <= 106; index += 1) {
      fates.push((await register(reference, registration(`a${index}`))).transport.fate);
    }
    expect(positions(fates, "drop")).toEqual([53, 106]);
    expect(reference.clusterNames()).toHaveLength(104);
    expect(reference.clusterNames()).not.toContain("a53");
  });

  test("every-41st-reply-lost, after the work", async () => {
    const reference = variant("every-41st-reply-lost");
    const fates: string[] = [];
    for (let index = 1; index <= 82; index += 1) {
      fates.push((await register(reference, registration(`a${index}`))).transport.fate);
    }
    expect(positions(fates, "lose-reply")).toEqual([41, 82]);
    expect(reference.clusterNames()).toHaveLength(82);
  });
});

describe("availability", () => {
  test("throttled-20-per-second", async () => {
    let now = NOW;
    const reference = variant("throttled-20-per-second", () => now);
    const burst = async () =>
      (await Promise.all(Array.from({ length: 25 }, () => list(reference)))).map(({ status }) => status);
    expect(await burst()).toEqual([...Array<number>(20).fill(200), ...Array<number>(5).fill(429)]);
    now += 999;
    expect(await burst()).toEqual(Array<number>(25).fill(429));
    now += 1;
    expect(await burst()).toEqual([...Array<number>(20).fill(200), ...Array<number>(5).fill(429)]);
    const answer = await list(reference);
    expect(answer.error).toBe("TooManyRequestsException");
  });

  test("every-37th-503, before the work", async () => {
    const reference = variant("every-37th-503");
    const outcomes: string[] = [];
    for (let index = 1; index <= 74; index += 1) {
      const { status, error } = await register(reference, registration(`a${index}`));
      outcomes.push(error ?? String(status));
    }
    expect(positions(outcomes, "ServiceUnavailableException")).toEqual([37, 74]);
    expect(reference.clusterNames()).toHaveLength(72);
  });

  test("quota-of-10", async () => {
    const reference = variant("quota-of-10");
    for (let index = 0; index < 10; index += 1) {
      expect((await register(reference, registration(`a${index}`))).status).toBe(200);
    }
    const answer = await register(reference, registration("b"));
    expect(answer).toMatchObject({ status: 400, error: "ResourceLimitExceededException" });
    await deregister(reference, "a0");
    expect((await register(reference, registration("b"))).status).toBe(200);
  });

  test("propagation-delay-428-on-first-three-registrations", async () => {
    const reference = variant("propagation-delay-428-on-first-three-registrations");
    expect((await register(reference, registration("!"))).status).toBe(400);
    for (let index = 0; index < 3; index += 1) {
      const answer = await register(reference, registration("a"));
      expect(answer).toMatchObject({ status: 428, error: "ResourcePropagationDelayException" });
    }
    expect(reference.clusterNames()).toEqual([]);
    expect((await register(reference, registration("a"))).status).toBe(200);
    expect((await register(reference, registration("b"))).status).toBe(200);
  });

  test("each server of a variant counts for itself", async () => {
    const [first, second] = [
      variant("propagation-delay-428-on-first-three-registrations"),
      variant("throttled-20-per-second"),
    ];
    expect((await register(first, registration("a"))).status).toBe(428);
    expect((await register(second, registration("a"))).status).toBe(200);
    const third = variant("propagation-delay-428-on-first-three-registrations");
    const statuses: number[] = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await register(third, registration("a"))).status);
    expect(statuses).toEqual([428, 428, 428, 200]);
  });
});

test("list-lags-a-tenth-of-a-second, and nothing else does", async () => {
  let now = NOW;
  const reference = variant("list-lags-a-tenth-of-a-second", () => now);
  const listed = async () => (await list(reference, "?include=all")).json["clusters"];
  await register(reference, registration("a"));
  now += 99;
  expect(await listed()).toEqual([]);
  expect((await describeCluster(reference, "a")).status).toBe(200);
  now += 1;
  expect(await listed()).toEqual(["a"]);
  await deregister(reference, "a");
  now += 99;
  expect(await listed()).toEqual(["a"]);
  expect((await describeCluster(reference, "a")).status).toBe(404);
  await register(reference, registration("a"));
  now += 1;
  expect(await listed()).toEqual([]);
  now += 99;
  expect(await listed()).toEqual(["a"]);
});

test("reads-are-a-while-behind, an earlier life of a name among what they show", async () => {
  let now = NOW;
  const reference = variant("reads-are-a-while-behind", () => now);
  const described = async (): Promise<unknown> => (await describeCluster(reference, "a")).json["cluster"];
  await register(reference, { ...registration("a"), tags: { life: "first" } });
  now += 90;
  expect(await described()).toMatchObject({ tags: { life: "first" } });
  await deregister(reference, "a");
  await register(reference, { ...registration("a"), tags: { life: "second" } });
  now += 89;
  expect(await described()).toMatchObject({ tags: { life: "first" } });
  now += 1;
  expect(await described()).toMatchObject({ tags: { life: "second" } });
});

test("every answer of a variant names its request", async () => {
  for (const { id } of VARIANTS.filter((each) => each.id !== "no-request-ids")) {
    const answer = await register(variant(id), registration("!"));
    expect(headerValue(answer.headers, "x-amzn-requestid")).toEqual(expect.any(String));
  }
});

/** 1-based positions at which a value stands. */
function positions(values: readonly string[], wanted: string): number[] {
  return values.flatMap((value, index) => (value === wanted ? [index + 1] : []));
}
