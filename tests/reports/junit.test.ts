import { describe, expect, test } from "@jest/globals";
import { renderJunit } from "#reports/junit.ts";
import { all, parseMarkup, textOf, type Element } from "./markup.ts";
import { tallyByLevel } from "#suites/record/verdicts/tally.ts";
import { anOutcome, aRecord, aRequirement, aSheet } from "./producers.ts";
import { ALL_RECORDS, failing, hostile, notImplemented } from "./records.ts";

const parsed = (record: typeof failing) => parseMarkup(renderJunit(record), "xml");
const attribute = (element: Element, name: string) => element.attributes.get(name);
const testcase = (root: Element, name: string) => {
  const found = all(root, "testcase").find((one) => attribute(one, "name") === name);
  if (found === undefined) throw new Error(`no testcase ${name}`);
  return found;
};
const outcome = (element: Element) =>
  ["failure", "error", "skipped"].filter((name) => all(element, name).length > 0).join(" ") || "passed";

describe.each(Object.entries(ALL_RECORDS))("the record %s", (_name, record) => {
  const root = parsed(record);

  test("has the root that readers look for, a suite for each area and a test for each requirement", () => {
    expect(root.name).toBe("testsuites");
    const named = all(root, "testcase").map((one) => attribute(one, "name"));
    expect(named).toEqual(expect.arrayContaining(record.requirements.map(({ id }) => id)));
    const suites = all(root, "testsuite").map((one) => attribute(one, "name"));
    expect(suites).toEqual(expect.arrayContaining([...new Set(record.requirements.map(({ area }) => area))]));
    expect(new Set(suites).size).toBe(suites.length);
  });

  test("counts in its attributes what its elements say, suite by suite and in all", () => {
    for (const element of [root, ...all(root, "testsuite")]) {
      expect(attribute(element, "tests")).toBe(String(all(element, "testcase").length));
      expect(attribute(element, "failures")).toBe(String(all(element, "failure").length));
      expect(attribute(element, "errors")).toBe(String(all(element, "error").length));
    }
    for (const suite of all(root, "testsuite")) {
      expect(attribute(suite, "skipped")).toBe(String(all(suite, "skipped").length));
    }
  });

  test("goes red exactly when the exit code is not 0", () => {
    const red = all(root, "failure").length + all(root, "error").length;
    expect(red > 0).toBe(record.outcome.exitCode !== 0);
    if (record.outcome.exitCode === 1) expect(all(root, "failure").length).toBeGreaterThan(0);
  });
});

test("each verdict has its element", () => {
  const requirements = aSheet({
    "register.name.min-length": { verdict: "fail" },
    "register.name.max-length": { verdict: "stale", reason: "it passed" },
    "register.name.pattern": { verdict: "inconclusive", reason: "throttled" },
    "register.tags.max-properties": { verdict: "error", reason: "bug" },
    "register.tags.keys.max-length": { verdict: "not-applicable", reason: "no feature" },
    "register.response.shape": { verdict: "disabled", reason: "not selected" },
    "register.response.echo": { verdict: "warn" },
    "register.error.limit": { verdict: "not-implemented", reason: "not there" },
    "api.error.status": { verdict: "fail", expectedFailure: { pattern: "*", reason: "known" } },
  });
  const root = parsed(aRecord({ requirements, outcome: anOutcome("suite-error", 4, "A bug") }));
  const outcomes = Object.fromEntries(all(root, "testcase").map((one) => [attribute(one, "name"), outcome(one)]));
  expect(outcomes).toMatchObject({
    "register.name.min-length": "failure",
    "register.name.max-length": "failure",
    "register.name.pattern": "error",
    "register.tags.max-properties": "error",
    "register.tags.keys.max-length": "skipped",
    "register.response.shape": "skipped",
    "register.response.echo": "passed",
    "register.error.limit": "skipped",
    "api.error.status": "skipped",
    "register.tags.empty": "passed",
  });
});

test("what fails is what is not met, each requirement once, with its cause", () => {
  const root = parsed(failing);
  const { MUST } = tallyByLevel(failing.requirements.filter(({ expectedFailure }) => expectedFailure === undefined));
  expect(attribute(root, "failures")).toBe(String(MUST.missed));
  expect(attribute(root, "tests")).toBe(String(failing.requirements.length));
  const [failure] = all(testcase(root, "register.name.max-length"), "failure");
  expect(failure?.children.join("")).toContain(
    "cause: RegisterCluster accepts an invalid `name`: 2 requirements\nfix: ",
  );
});

test("what another operation's absence blocks is skipped as that", () => {
  const reason = "blocked by RegisterCluster, which is not implemented";
  const blocked = aRequirement({ verdict: "not-applicable", reason, missing: "RegisterCluster" });
  const [skipped] = all(parsed(aRecord({ requirements: [blocked] })), "skipped");
  expect(skipped?.attributes.get("message")).toBe(reason);
});

test("an operation that is not there fails once, and its other requirements are skipped with the reason", () => {
  const root = parsed(notImplemented);
  expect(all(root, "failure")).toHaveLength(1);
  const failure = all(testcase(root, "register.route"), "failure")[0];
  expect(failure?.attributes.get("type")).toBe("not-implemented");
  const skipped = all(testcase(root, "register.name.pattern"), "skipped")[0];
  expect(skipped?.attributes.get("message")).toContain("answers 404 as an absurd path does");
});

test("an exit code that no test explains becomes a test", () => {
  const leaking = aRecord({ outcome: anOutcome("conformant", 5, "Clusters left behind") });
  expect(attribute(parsed(leaking), "errors")).toBe("1");
  const strict = aRecord({ outcome: anOutcome("non-conformant", 1, "Strict") });
  expect(outcome(testcase(parsed(strict), "outcome"))).toBe("failure");
});

test("a failure tells what was expected, what came, and how to see it again", () => {
  const failure = all(testcase(parsed(failing), "register.name.max-length"), "failure")[0];
  expect(failure?.attributes.get("message")).toBe("expected 400 InvalidParameterException, received 200");
  const text = failure === undefined ? "" : textOf(failure);
  expect(text).toContain("register-cluster.txt:41: Length Constraints");
  expect(text).toContain("curl -i --max-time 60");
  expect(text).toContain("eks-conformance replay run.json --case register.name.max-length/boundary-1");
});

test("warnings and observations pass, and say so", () => {
  const [facts] = all(testcase(parsed(failing), "api.protocol.content-type"), "system-out");
  expect(facts?.children.join("").split("\n")).toContain("verdict: warn");
});

test("what an endpoint sent keeps its words but for what XML cannot hold, and is cut", () => {
  const text = renderJunit(hostile);
  expect(text.length).toBeLessThan(200_000);
  const failure = all(testcase(parseMarkup(text, "xml"), "register.name.pattern"), "failure")[0];
  expect(failure?.attributes.get("message")).toContain(`500 <script>alert("pwned")</script>`);
});
