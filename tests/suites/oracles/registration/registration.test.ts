import { describe, expect, test } from "@jest/globals";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { ActivationMemory } from "#suites/oracles/registration/activation-memory.ts";
import type { Grade } from "#suites/oracles/finding.ts";
import { judgeRegistration } from "#suites/oracles/registration/registration.ts";
import { aReply, JSON_TYPE, STARTED_AT } from "#tests/suites/made-replies.ts";
import { testContext } from "#tests/suites/test-run.ts";
import { findingOf, gradesOf, hear, type Heard } from "#tests/suites/oracles/findings.ts";

const CONTEXT = testContext();
const NOW = STARTED_AT / 1000;
const DAY = 86_400;
const ROLE = "arn:aws:iam::111122223333:role/agent";
const SENT: JsonObject = { name: "a", connectorConfig: { roleArn: ROLE, provider: "OTHER" }, tags: { b: "c" } };
const CONFIG: JsonObject = {
  activationId: "11111111-2222-3333-4444-555555555555",
  activationCode: "code",
  activationExpiry: NOW + 3 * DAY,
  provider: "OTHER",
  roleArn: ROLE,
};
const CLUSTER: JsonObject = {
  name: "a",
  arn: "arn:aws:eks:us-east-1:111122223333:cluster/a",
  createdAt: NOW,
  status: "PENDING",
  connectorConfig: CONFIG,
  tags: { b: "c" },
};

interface Setting {
  readonly cluster?: JsonValue;
  readonly sent?: JsonObject;
  readonly status?: number;
  /** The endpoint's Date header. */
  readonly date?: string;
  readonly replay?: boolean;
  readonly memory?: ActivationMemory;
  readonly body?: JsonValue;
  readonly region?: string;
  readonly durationMs?: number;
}

function judged(setting: Setting = {}): Heard[] {
  const { cluster = CLUSTER, sent = SENT, status = 200, date, replay = false, region = "us-east-1" } = setting;
  const headers = [JSON_TYPE, ...(date === undefined ? [] : [["Date", date] as const])];
  const { durationMs = 0 } = setting;
  const reply = aReply({ status, headers, durationMs, body: setting.body ?? { cluster } });
  const activations = setting.memory ?? new ActivationMemory();
  const context = { ...CONTEXT, activations, target: { ...CONTEXT.target, region } };
  return hear(judgeRegistration(reply, { input: sent, replay }, context));
}

/** The finding about one requirement when some members of the cluster are others. */
function of(requirement: string, changes: JsonObject, setting: Setting = {}) {
  return findingOf(judged({ ...setting, cluster: { ...CLUSTER, ...changes } }), requirement);
}

function ofConfig(requirement: string, changes: JsonObject, setting: Setting = {}) {
  return of(requirement, { connectorConfig: { ...CONFIG, ...changes } }, setting);
}

test("a proper registration meets all that is judged of it", () => {
  const heard = judged();
  expect(new Set(heard.map(({ finding }) => finding.grade))).toEqual(new Set(["met"]));
  expect([...new Set(heard.map(({ requirement }) => requirement))]).toEqual([
    "register.status-200",
    "register.cluster",
    "register.echo.name",
    "register.echo.provider",
    "register.echo.role-arn",
    "register.echo.tags",
    "register.activation.id",
    "register.activation.id-uuid",
    "register.activation.fresh",
    "register.activation.code",
    "register.activation.expiry",
    "register.activation.expiry-future",
    "register.activation.expiry-three-days",
    "register.activation.expiry-72h",
    "register.arn",
    "register.arn-region",
    "register.created-at",
    "register.initial-status",
  ]);
});

test("another status than 200 is missed, and the cluster judged all the same", () => {
  const heard = judged({ status: 201 });
  expect(findingOf(heard, "register.status-200")).toEqual({
    grade: "missed",
    expected: "200",
    received: "201",
    condition: { answers: [{ from: 200, to: 200 }] },
  });
  expect(findingOf(heard, "register.echo.name")?.grade).toBe("met");
});

test.each<[string, JsonValue]>([
  ["{}", {}],
  ["the members of the cluster themselves", CLUSTER],
  ["another case", { Cluster: CLUSTER }],
  ["null", { cluster: null }],
  ["a list", { cluster: [CLUSTER] }],
  ["an array", [CLUSTER]],
])("without a cluster, but %s, nothing more is judged", (_what, body) => {
  expect(gradesOf(judged({ body }))).toEqual({ "register.status-200": "met", "register.cluster": "missed" });
});

describe("the echo", () => {
  test("names what was sent and what came", () => {
    expect(of("register.echo.name", { name: "A" })).toEqual({
      grade: "missed",
      expected: '/cluster/name "a"',
      received: '"A"',
      differences: [{ at: "/cluster/name", expected: '"a"', received: '"A"' }],
      condition: { members: [{ at: "/cluster/name", equals: '"a"' }] },
    });
    expect(ofConfig("register.echo.provider", { provider: null })?.received).toBe("null");
  });

  const PLACES: Readonly<Record<string, string>> = {
    "register.echo.name": "/cluster/name",
    "register.echo.provider": "/cluster/connectorConfig/provider",
    "register.echo.role-arn": "/cluster/connectorConfig/roleArn",
  };

  test.each<[string, JsonObject]>([
    ["register.echo.name", { name: null }],
    ["register.echo.name", { name: "a " }],
    ["register.echo.name", { name: ["a"] }],
    ["register.echo.provider", { connectorConfig: { ...CONFIG, provider: "other" } }],
    ["register.echo.provider", { connectorConfig: null }],
    ["register.echo.role-arn", { connectorConfig: { ...CONFIG, roleArn: `${ROLE}/` } }],
    ["register.echo.role-arn", { connectorConfig: [] }],
    ["register.echo.role-arn", { roleArn: ROLE, connectorConfig: {} }],
  ])("%s is missed with %j, in its place", (requirement, changes) => {
    expect(of(requirement, changes)).toMatchObject({ grade: "missed", differences: [{ at: PLACES[requirement] }] });
  });

  test.each<[string, JsonObject]>([
    ["left out", {}],
    ["null", { roleArn: null }],
    ["shown", { roleArn: "" }],
  ])("of an empty text may be %s", (_, shown) => {
    const sent = { ...SENT, connectorConfig: { roleArn: "", provider: "OTHER" } };
    const others = Object.fromEntries(Object.entries(CONFIG).filter(([member]) => member !== "roleArn"));
    const connectorConfig = { ...others, ...shown };
    expect(of("register.echo.role-arn", { connectorConfig }, { sent })).toMatchObject({ grade: "met" });
  });

  test("of an empty text is no other text", () => {
    const sent = { ...SENT, connectorConfig: { roleArn: "", provider: "OTHER" } };
    expect(of("register.echo.role-arn", {}, { sent })).toMatchObject({ grade: "missed", received: `"${ROLE}"` });
  });

  test("of a member that was not sent as text is not asked for", () => {
    const ids = (sent: JsonObject) => judged({ sent }).map(({ requirement }) => requirement);
    expect(ids({})).not.toEqual(expect.arrayContaining(["register.echo.name"]));
    expect(ids({ name: 7, connectorConfig: 7 }).filter((id) => id.startsWith("register.echo"))).toEqual([
      "register.echo.tags",
    ]);
    expect(ids({ ...SENT, tags: ["b"] })).not.toContain("register.echo.tags");
  });

  const tags = (sent: JsonValue, got: JsonValue) =>
    findingOf(judged({ sent: { ...SENT, tags: sent }, cluster: { ...CLUSTER, tags: got } }), "register.echo.tags");
  const parsed = (text: string) => JSON.parse(text) as JsonObject;

  test.each<[string, JsonValue, JsonValue]>([
    ["in another order", { b: "1", a: "2" }, { a: "2", b: "1" }],
    ["none, and null", null, null],
    ["none, and an empty map", null, {}],
    ["an empty map, and null", {}, null],
    ["__proto__", parsed('{"__proto__":"x"}'), parsed('{"__proto__":"x"}')],
    ["an empty value", { a: "" }, { a: "" }],
    ["case twins", { a: "1", A: "2" }, { A: "2", a: "1" }],
  ])("of tags %s: met", (_what, sent, got) => {
    expect(tags(sent, got)?.grade).toBe("met");
  });

  test.each<[string, JsonValue, JsonValue, string]>([
    ["lost", { a: "1" }, {}, "/cluster/tags/a"],
    ["null, and so lost", { a: "1" }, null, "/cluster/tags/a"],
    ["added", {}, { a: "1" }, "/cluster/tags/a"],
    ["added to none", null, { a: "1" }, "/cluster/tags/a"],
    ["of another value", { a: "1" }, { a: "2" }, "/cluster/tags/a"],
    ["trimmed", { a: " 1" }, { a: "1" }, "/cluster/tags/a"],
    ["without __proto__", parsed('{"__proto__":"x"}'), {}, "/cluster/tags/__proto__"],
    ["with __proto__ for another", parsed('{"__proto__":"x"}'), parsed('{"__proto__":"y"}'), "/cluster/tags/__proto__"],
    ["without constructor", { constructor: "x" } as unknown as JsonObject, {}, "/cluster/tags/constructor"],
    ["with one of two case twins", { a: "1", A: "2" }, { a: "2" }, "/cluster/tags/a"],
    ["normalised", { "e\u0301": "1" }, { "\u00e9": "1" }, "/cluster/tags/e\u0301"],
    ["as a list", { a: "1" }, [{ Key: "a", Value: "1" }], "/cluster/tags"],
    ["as text", { a: "1" }, "a=1", "/cluster/tags"],
  ])("of tags %s: missed", (_what, sent, got, at) => {
    const finding = tags(sent, got);
    expect(finding?.grade).toBe("missed");
    expect(finding?.differences?.[0]?.at).toBe(at);
  });

  test("names the first tag that differs with both values, counts the others, and shows twenty of them at most", () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`k${index}`, "v"]));
    const finding = tags(many, {});
    expect(finding).toMatchObject({
      expected: "the 30 tags of the request",
      received: 'tag "k0": absent for "v", and 29 more that differ',
    });
    expect(finding?.differences).toHaveLength(20);
    expect(finding?.differences?.[0]).toEqual({
      at: "/cluster/tags/k0",
      expected: '"v"',
      received: "absent",
      absent: true,
    });
    expect(tags(many, many)?.received).toBe("the 30 tags of the request");
    expect(tags({ a: "1" }, {})).toMatchObject({
      expected: "the tag of the request",
      received: 'tag "a": absent for "1"',
    });
    expect(tags({}, { a: "1" })?.expected).toBe("no tags, as in the request");
  });

  test("cuts long values short", () => {
    const long = "x".repeat(300);
    expect(tags({ a: long }, { a: "" })?.differences?.[0]?.expected).toBe(`"${"x".repeat(199)}… (302 characters)`);
    const fits = "x".repeat(198);
    expect(tags({ a: fits }, { a: "" })?.differences?.[0]?.expected).toBe(`"${fits}"`);
  });
});

describe("the activation", () => {
  test.each([
    ["activationId", "register.activation.id"],
    ["activationCode", "register.activation.code"],
  ])("%s is a text that is not empty", (member, requirement) => {
    expect(ofConfig(requirement, { [member]: "x" })?.grade).toBe("met");
    for (const value of ["", null, 7, {}, ["x"], true]) {
      expect(ofConfig(requirement, { [member]: value })?.grade).toBe("missed");
    }
    const { [member]: left, ...others } = CONFIG;
    expect(left).toBeDefined();
    expect(of(requirement, { connectorConfig: others })?.received).toBe("absent");
    expect(of(requirement, { connectorConfig: null })?.grade).toBe("missed");
    expect(ofConfig(requirement, { [member]: "" })?.expected).toBe(`a non-empty string connectorConfig.${member}`);
  });

  const freshness = (memory: ActivationMemory, changes: JsonObject, replay = false) =>
    judged({ memory, replay, cluster: { ...CLUSTER, ...changes } })
      .filter(({ requirement }) => requirement === "register.activation.fresh")
      .map(({ finding }) => finding);

  test("is another for each registration", () => {
    const memory = new ActivationMemory();
    freshness(memory, { name: "first" });
    const again = freshness(memory, { name: "second", connectorConfig: { ...CONFIG, activationCode: "other" } });
    expect(again.map(({ grade }) => grade)).toEqual(["missed", "met"]);
    expect(again[0]?.received).toBe("the activationId given before to another cluster");
    const code = freshness(memory, { name: "third", connectorConfig: { ...CONFIG, activationId: "other" } });
    expect(code.map(({ grade, received }) => [grade, received])).toEqual([
      ["met", "a new value"],
      ["missed", "the activationCode given before to another cluster"],
    ]);
  });

  test("is not asked to be new when a request is repeated, nor remembered from it", () => {
    const memory = new ActivationMemory();
    expect(freshness(memory, {}, true)).toEqual([]);
    expect(freshness(memory, {}).map(({ grade }) => grade)).toEqual(["met", "met"]);
  });

  test("an id and a code that are alike are not confused", () => {
    const memory = new ActivationMemory();
    const alike = { connectorConfig: { ...CONFIG, activationId: "same", activationCode: "same" } };
    expect(freshness(memory, alike).map(({ grade }) => grade)).toEqual(["met", "met"]);
  });
});

describe("the expiry", () => {
  const ids = ["expiry", "expiry-future", "expiry-three-days", "expiry-72h"].map((id) => `register.activation.${id}`);
  const graded = (activationExpiry: JsonValue, setting: Setting = {}) => {
    const heard = judged({ ...setting, cluster: { ...CLUSTER, connectorConfig: { ...CONFIG, activationExpiry } } });
    return ids.map((id) => findingOf(heard, id)?.grade ?? "-").join(" ");
  };

  test.each<[string, JsonValue, string]>([
    ["three days on", NOW + 3 * DAY, "met met met met"],
    ["three days on, to the microsecond", NOW + 3 * DAY - 0.479_123, "met met met met"],
    ["three days on, in whole seconds", Math.floor(NOW) + 3 * DAY, "met met met met"],
    ["a minute more than three days on", NOW + 3 * DAY + 60, "met met met met"],
    ["five minutes and a second more", NOW + 3 * DAY + 301, "met met tolerated missed"],
    ["59 minutes more", NOW + 3 * DAY + 3540, "met met tolerated missed"],
    ["an hour more, but for a second that the answer took", NOW + 3 * DAY + 3599, "met met missed missed"],
    ["a minute and a second less", NOW + 3 * DAY - 61, "met met met missed"],
    ["an hour on", NOW + 3600, "met met met missed"],
    ["a second on", NOW + 1, "met met met missed"],
    ["now", NOW, "met met met missed"],
    ["59 minutes ago, and before it was created", NOW - 3540, "met missed met missed"],
    ["an hour ago", NOW - 3600, "met missed met missed"],
    ["in milliseconds", STARTED_AT + 3 * DAY * 1000, "missed met met met"],
    ["seconds from now", 3 * DAY, "met missed met missed"],
    ["zero", 0, "met missed met missed"],
    ["ISO 8601", "2026-11-27T12:00:00Z", "missed - - -"],
    ["a number as text", String(NOW + 3 * DAY), "missed - - -"],
    ["null", null, "missed - - -"],
  ])("%s: %s", (_what, expiry, grades) => {
    expect(graded(expiry)).toBe(grades);
  });

  test("missing altogether", () => {
    expect(of("register.activation.expiry", { connectorConfig: {} })).toMatchObject({
      grade: "missed",
      received: "absent",
    });
    expect(of("register.activation.expiry", { connectorConfig: null })?.grade).toBe("missed");
  });

  test("is not measured from a createdAt that is no number", () => {
    expect(of("register.activation.expiry-72h", { createdAt: "2026-11-24T12:00:00Z" })).toBeUndefined();
    expect(of("register.activation.expiry-72h", {})?.grade).toBe("met");
  });

  test("is measured by the endpoint's clock, where it shows one", () => {
    const ahead = new Date(STARTED_AT + 10 * DAY * 1000).toUTCString();
    const createdAt = NOW + 10 * DAY;
    const cluster = { ...CLUSTER, createdAt, connectorConfig: { ...CONFIG, activationExpiry: createdAt + 3 * DAY } };
    expect(gradesOf(judged({ cluster, date: ahead, replay: true }))).not.toMatchObject({
      "register.created-at": "missed",
    });
    expect(new Set(judged({ cluster, date: ahead }).map(({ finding }) => finding.grade))).toEqual(new Set(["met"]));
    expect(findingOf(judged({ cluster, date: "yesterday" }), "register.created-at")?.grade).toBe("missed");
    expect(findingOf(judged({ cluster }), "register.activation.expiry-three-days")?.received).toBe(
      "13.000 days from now",
    );
  });
});

describe("the arn", () => {
  const arn = (value: JsonValue, setting: Setting = {}) =>
    ["register.arn", "register.arn-region"].map((id) => of(id, { arn: value }, setting)?.grade ?? "-").join(" ");

  test.each<[JsonValue, string]>([
    ["arn:aws:eks:us-east-1:111122223333:cluster/a", "met met"],
    ["arn:aws-cn:eks:us-east-1:111122223333:cluster/a", "met met"],
    ["arn:aws-us-gov:eks:us-east-1:000000000000:cluster/a", "met met"],
    ["arn:aws:eks:eu-west-1:111122223333:cluster/a", "met missed"],
    ["arn:aws:eks::111122223333:cluster/a", "met missed"],
    ["arn:aws:eks:us-east-1:111122223333:cluster/b", "missed met"],
    ["arn:aws:eks:us-east-1:111122223333:cluster/a/1", "missed met"],
    ["arn:aws:eks:us-east-1:11112222333:cluster/a", "missed -"],
    ["arn:aws:eks:us-east-1:1111222233334:cluster/a", "missed -"],
    ["arn:aws:eks:us-east-1::cluster/a", "missed -"],
    ["arn:aws:ecs:us-east-1:111122223333:cluster/a", "missed -"],
    ["arn:aws:eks:us-east-1:111122223333:nodegroup/a", "missed -"],
    ["xarn:aws:eks:us-east-1:111122223333:cluster/a", "missed -"],
    ["arn:local:eks:us-east-1:111122223333:cluster/a", "missed -"],
    ["a", "missed -"],
    [null, "missed -"],
    [7, "missed -"],
  ])("%j: %s", (value, grades) => {
    expect(arn(value)).toBe(grades);
  });

  test("names the cluster that the answer names, odd names included", () => {
    const odd = "a\nb";
    const cluster = { ...CLUSTER, name: odd, arn: `arn:aws:eks:us-east-1:111122223333:cluster/${odd}` };
    expect(findingOf(judged({ cluster }), "register.arn")?.grade).toBe("met");
  });

  test("says what it should look like", () => {
    expect(of("register.arn", { arn: null })).toMatchObject({
      expected: "arn:<partition>:eks:us-east-1:<account>:cluster/a",
      received: "null",
    });
    expect(of("register.arn-region", {}, { region: "eu-west-1" })).toMatchObject({
      grade: "missed",
      expected: "the Region eu-west-1",
      received: '"us-east-1"',
    });
  });
});

describe("the time of creation", () => {
  test.each<[JsonValue, Grade]>([
    [NOW, "met"],
    [NOW + 300, "met"],
    [NOW - 300, "met"],
    [NOW + 301, "tolerated"],
    [NOW - 301, "tolerated"],
    [NOW + 3599, "missed"],
    [NOW - 3599, "missed"],
    [NOW / 60, "missed"],
    [STARTED_AT, "missed"],
    [String(NOW), "tolerated"],
    [0, "missed"],
    ["2026-11-24T12:00:00Z", "tolerated"],
    [null, "tolerated"],
  ])("%j: %s", (createdAt, grade) => {
    expect(of("register.created-at", { createdAt })?.grade).toBe(grade);
  });

  test("is told as its distance from now", () => {
    expect(of("register.created-at", { createdAt: NOW - 301.25 })?.received).toBe("-301.3 s from now");
    expect(of("register.created-at", { createdAt: "x" })?.received).toBe('"x"');
  });

  test("is compared with the end of the exchange, where the endpoint shows no clock", () => {
    expect(of("register.created-at", {})?.grade).toBe("met");
    expect(of("register.created-at", {}, { durationMs: 301_000 })).toMatchObject({
      grade: "tolerated",
      received: "-301.0 s from now",
    });
  });
});

test.each<[JsonValue, "met" | "missed"]>([
  ["PENDING", "met"],
  ["CREATING", "met"],
  ["ACTIVE", "missed"],
  ["pending", "missed"],
  ["FAILED", "missed"],
  [null, "missed"],
])("initial status %j: %s", (status, grade) => {
  expect(of("register.initial-status", { status })).toMatchObject({ grade, received: JSON.stringify(status) });
});
