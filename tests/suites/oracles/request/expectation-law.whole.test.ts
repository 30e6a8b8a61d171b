import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { classify } from "#suites/oracles/request/expectation.ts";
import type { Expectation } from "#suites/record/record.ts";
import { encodeInput } from "#protocol/encode.ts";
import { contract, register } from "#tests/suites/bundled-contract.ts";

const PROVIDERS = ["EKS_ANYWHERE", "ANTHOS", "GKE", "AKS", "OPENSHIFT", "TANZU", "RANCHER", "EC2", "OTHER"];

/** The page read by hand, once more and without a schema: what is broken, and what nobody has settled. */
class Reading {
  broken = false;
  silent = false;

  static of(body: JsonValue): Expectation {
    const reading = new Reading();
    reading.#body(body);
    return reading.broken ? "must-reject" : reading.silent ? "unspecified" : "must-accept";
  }

  #body(body: JsonValue): void {
    if (!isJsonObject(body)) return this.#must(false);
    this.#known(body, ["name", "connectorConfig", "clientRequestToken", "tags"]);
    const { name, connectorConfig, clientRequestToken, tags } = body;
    this.#must(typeof name === "string" && /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/.test(name) && !name.includes("\n"));
    if (isJsonObject(connectorConfig)) this.#connector(connectorConfig);
    else this.#must(false);
    if (typeof clientRequestToken === "string")
      this.#quiet(size(clientRequestToken) < 33 || size(clientRequestToken) > 126);
    else this.#must(clientRequestToken === undefined || clientRequestToken === null);
    if (isJsonObject(tags)) this.#tags(tags);
    else this.#must(tags === undefined || tags === null);
  }

  #connector(connector: Record<string, JsonValue>): void {
    this.#known(connector, ["roleArn", "provider"]);
    const { roleArn, provider } = connector;
    this.#must(typeof provider === "string" && PROVIDERS.includes(provider));
    if (typeof roleArn !== "string") return this.#must(false);
    this.#quiet(!/^arn:aws(-[a-z]+)*:iam::\d{12}:role\/[!-~]+$/.test(roleArn) || roleArn.endsWith("\n"));
  }

  #tags(tags: Record<string, JsonValue>): void {
    const entries = Object.entries(tags);
    this.#must(entries.length <= 50);
    this.#quiet(entries.length === 0);
    for (const [key, value] of entries) {
      this.#must(size(key) >= 1 && size(key) <= 128 && typeof value === "string" && size(value) <= 256);
      this.#quiet(reserved(key) || (typeof value === "string" && reserved(value)));
    }
  }

  #known(object: object, members: readonly string[]): void {
    this.#quiet(Object.keys(object).some((member) => !members.includes(member)));
  }

  #must(holds: boolean): void {
    if (!holds) this.broken = true;
  }

  #quiet(silent: boolean): void {
    if (silent) this.silent = true;
  }
}

function size(text: string): number {
  return [...text].length;
}

function reserved(text: string): boolean {
  return text.slice(0, 4).toLowerCase() === "aws:";
}

const wellFormed = fc.string({ unit: "binary", maxLength: 8 }).filter((text) => text.isWellFormed());
const ofLength = (length: number) => fc.constantFrom("a", "Z", "😀", "-").map((unit) => unit.repeat(length));
const around = (...limits: readonly number[]) =>
  fc.oneof(...limits.flatMap((limit) => [limit - 1, limit, limit + 1].filter((length) => length >= 0).map(ofLength)));
const other = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  wellFormed,
  fc.constant([]),
  fc.constant({}),
  fc.constant(["a"]),
);

const name = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[0-9A-Za-z][A-Za-z0-9\-_]{0,10}$/) },
  { weight: 2, arbitrary: around(1, 100) },
  { weight: 1, arbitrary: fc.constantFrom("_a", "a.b", "a b", "a\n", "\u00e9", "а", "a\u0000") },
  { weight: 1, arbitrary: other },
);
const provider = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...PROVIDERS) },
  { weight: 1, arbitrary: fc.constantFrom("other", "", "OTHER ", "__proto__") },
  { weight: 1, arbitrary: other },
);
const roleArn = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom("arn:aws:iam::111122223333:role/a", "arn:aws-us-gov:iam::111122223333:role/path/a"),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "arn:aws:iam::1:role/a",
      "arn:aws:iam::111122223333:role/",
      "arn:aws:iam::111122223333:role/a\n",
      "",
    ),
  },
  { weight: 1, arbitrary: other },
);
const token = fc.oneof(
  { weight: 4, arbitrary: ofLength(40) },
  { weight: 3, arbitrary: around(33, 126) },
  { weight: 1, arbitrary: other },
);
const key = fc.oneof(
  { weight: 6, arbitrary: wellFormed },
  { weight: 1, arbitrary: around(1, 128) },
  { weight: 1, arbitrary: fc.constantFrom("aws:", "AWS:a", "aws", "__proto__", "constructor", "") },
);
const value = fc.oneof(
  { weight: 6, arbitrary: wellFormed },
  { weight: 1, arbitrary: around(1, 256) },
  { weight: 1, arbitrary: fc.constantFrom("aws:", "Aws:b", "xaws:") },
  { weight: 1, arbitrary: other },
);
const few = fc.dictionary(key, value, { maxKeys: 3, noNullPrototype: true });
const many = fc
  .integer({ min: 49, max: 52 })
  .map((count) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"])));
const tags = fc.oneof({ weight: 6, arbitrary: few }, { weight: 1, arbitrary: many }, { weight: 1, arbitrary: other });

const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 8 });
const connectorConfig = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      roleArn: sometimes(roleArn),
      provider: sometimes(provider),
      hint: fc.option(other, { nil: undefined, freq: 1 }),
    }),
  },
  { weight: 1, arbitrary: other },
);
const body = fc.oneof(
  {
    weight: 19,
    arbitrary: fc.record({
      name: sometimes(name),
      connectorConfig: sometimes(connectorConfig),
      clientRequestToken: fc.option(token, { nil: undefined, freq: 1 }),
      tags: fc.option(tags, { nil: undefined, freq: 1 }),
      hint: fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: other }),
    }),
  },
  { weight: 1, arbitrary: other },
);

test("law: what is expected of random bodies is what the page, read by hand, says of them", () => {
  const seen = new Map<Expectation, number>();
  fc.assert(
    fc.property(body, (random) => {
      const text = JSON.stringify(random);
      const request = {
        method: "POST",
        path: "/cluster-registrations",
        headers: [["content-type", "application/json"]] as const,
        body: new TextEncoder().encode(text),
      };
      const wanted = Reading.of(JSON.parse(text) as JsonValue);
      seen.set(wanted, (seen.get(wanted) ?? 0) + 1);
      expect(classify(contract, request).expectation).toBe(wanted);
    }),
    { numRuns: 2_000 },
  );
  // Each of the three must have come up often enough for the law to mean something.
  for (const expectation of ["must-accept", "must-reject", "unspecified"] as const) {
    expect(seen.get(expectation) ?? 0).toBeGreaterThan(50);
  }
});

test("law: what we wrote is read as its bytes are", () => {
  const text = fc.oneof(fc.string({ unit: "binary", maxLength: 8 }), fc.constantFrom("\ud800", "a\udc00b"));
  const anyTags = fc.dictionary(fc.oneof(text, fc.constant("__proto__")), text, { maxKeys: 3, noNullPrototype: true });
  let halves = 0;
  fc.assert(
    fc.property(body, fc.option(anyTags), (random, odd) => {
      const value = JSON.parse(JSON.stringify(odd === null ? random : { ...Object(random), tags: odd })) as JsonValue;
      if (!isJsonObject(value)) return;
      const request = encodeInput(register, value);
      if (request === undefined) throw new Error("a body holds any input");
      const written = classify(contract, request);
      expect(written).toStrictEqual(classify(contract, { ...request }));
      if (written.unspecified.includes("lone-surrogate")) halves += 1;
    }),
    { numRuns: 1_000 },
  );
  expect(halves).toBeGreaterThan(10);
});
