import { describe, expect, test } from "@jest/globals";
import { fullInput, minimalInput } from "#generators/schema/baseline.ts";
import type { Exchange } from "#protocol/exchange.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { CoverageMeter } from "#suites/coverage/coverage-meter.ts";
import type { CoveragePart } from "#suites/record/parts/contract-seen.ts";
import { contract, register } from "#tests/suites/bundled-contract.ts";
import { type Answer, anExchange, errorHeaders } from "#tests/suites/made-replies.ts";

const context = { prefix: "c", fixtures: { roleArn: "arn:aws:iam::111122223333:role/agent" }, dictionary: [] };
const minimal = minimalInput(register.input, context, "a");
const full = fullInput(register.input, context, "a");
const refusal: Answer = { status: 400, headers: errorHeaders("InvalidParameterException"), body: { message: "No." } };

/** A registration with this input, and its answer. */
function registering(input: JsonValue, answer: Answer = refusal): Exchange {
  const exchange = anExchange(answer);
  const body = new TextEncoder().encode(JSON.stringify(input));
  return { ...exchange, request: { ...exchange.request, body } };
}

function seenBy(...exchanges: readonly Exchange[]) {
  const meter = new CoverageMeter(contract);
  for (const exchange of exchanges) meter.add("RegisterCluster", exchange);
  const parts = new Map(meter.summary().map((part) => [part.part, part]));
  return (part: CoveragePart, name: string): boolean => {
    const { never = [] } = parts.get(part) ?? {};
    expect(new CoverageMeter(contract).summary().find((each) => each.part === part)?.never).toContain(name);
    return !never.includes(name);
  };
}

const withMember = (name: string, value: JsonValue): JsonObject => ({ ...minimal, [name]: value });

test("nothing sent is nothing seen, and every part is there", () => {
  const parts = new CoverageMeter(contract).summary();
  expect(parts.map(({ part }) => part)).toEqual([
    "operations",
    "members-sent",
    "members-received",
    "constraints-kept",
    "constraints-broken",
    "errors",
    "statuses",
  ]);
  for (const { of, seen, never } of parts) {
    expect(seen).toBe(0);
    expect(never).toHaveLength(of);
    expect(new Set(never).size).toBe(of);
  }
});

test("a request without an answer shows nothing", () => {
  const lost = { ...registering(minimal), response: undefined };
  expect(seenBy(lost)("operations", "RegisterCluster")).toBe(false);
});

test("an answered request shows its operation and the members that it carries", () => {
  const seen = seenBy(registering(minimal));
  expect(seen("operations", "RegisterCluster")).toBe(true);
  expect(seen("operations", "ListClusters")).toBe(false);
  expect(seen("members-sent", "RegisterCluster connectorConfig.roleArn")).toBe(true);
  expect(seen("members-sent", "RegisterCluster tags")).toBe(false);
});

test("a request to no operation shows nothing", () => {
  const meter = new CoverageMeter(contract);
  meter.add("other", registering(minimal));
  expect(meter.summary().every(({ seen }) => seen === 0)).toBe(true);
});

describe("a constraint", () => {
  const name = "register.name.max-length";

  test("is kept by a request that breaks none", () => {
    const seen = seenBy(registering(minimal));
    expect(seen("constraints-kept", `${name}.accepts`)).toBe(true);
    expect(seen("constraints-broken", name)).toBe(false);
  });

  test("is broken by a request that breaks it, and none is kept by that", () => {
    const seen = seenBy(registering(withMember("name", "a".repeat(200))));
    expect(seen("constraints-broken", name)).toBe(true);
    expect(seen("constraints-broken", "register.name.pattern")).toBe(false);
    expect(seen("constraints-kept", "register.name.pattern.accepts")).toBe(false);
  });

  test("of keys and values needs a key and a value", () => {
    expect(seenBy(registering(minimal))("constraints-kept", "register.tags.keys.max-length.accepts")).toBe(false);
    expect(seenBy(registering(full))("constraints-kept", "register.tags.keys.max-length.accepts")).toBe(true);
    expect(seenBy(registering(full))("constraints-kept", "register.tags.values.max-length.accepts")).toBe(true);
  });

  test("of a scalar's type is broken apart by scalars and by the rest", () => {
    const seen = seenBy(registering(withMember("name", 7)));
    expect(seen("constraints-broken", "register.name.type.scalar")).toBe(true);
    expect(seen("constraints-broken", "register.name.type")).toBe(false);
    expect(seenBy(registering(withMember("name", [])))("constraints-broken", "register.name.type")).toBe(true);
  });

  test("of required members is broken member by member", () => {
    const nameless = Object.fromEntries(Object.entries(minimal).filter(([name]) => name !== "name"));
    const seen = seenBy(registering(nameless));
    expect(seen("constraints-broken", "register.name.required")).toBe(true);
    expect(seen("constraints-broken", "register.connector-config.required")).toBe(false);
  });

  test("of optional members is kept by leaving one out", () => {
    expect(seenBy(registering(minimal))("constraints-kept", "register.required.accepts")).toBe(true);
    expect(seenBy(registering(full))("constraints-kept", "register.required.accepts")).toBe(false);
  });
});

describe("an answer", () => {
  test("shows its status, and its error with it", () => {
    const seen = seenBy(registering(minimal));
    expect(seen("statuses", "RegisterCluster 400")).toBe(true);
    expect(seen("statuses", "RegisterCluster 200")).toBe(false);
    expect(seen("errors", "RegisterCluster InvalidParameterException")).toBe(true);
  });

  test("with another status than the documented one does not show the error", () => {
    const seen = seenBy(registering(minimal, { ...refusal, status: 422 }));
    expect(seen("errors", "RegisterCluster InvalidParameterException")).toBe(false);
  });

  test("shows the members that a success gives back, and null is none", () => {
    const cluster = { name: "a", status: null, connectorConfig: { provider: "OTHER" } };
    const seen = seenBy(registering(minimal, { status: 200, body: { cluster } }));
    expect(seen("members-received", "RegisterCluster cluster.connectorConfig.provider")).toBe(true);
    expect(seen("members-received", "RegisterCluster cluster.status")).toBe(false);
  });

  test("that is an error gives no member back", () => {
    const seen = seenBy(registering(minimal, { ...refusal, body: { cluster: { name: "a" } } }));
    expect(seen("members-received", "RegisterCluster cluster.name")).toBe(false);
  });
});
