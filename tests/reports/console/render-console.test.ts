import { describe, expect, test } from "@jest/globals";
import { renderConsole } from "../../../reports/console/render-console.ts";
import { columns } from "../../../reports/model/text/wrap.ts";
import { aCase, aCaseWithFile, anEvidence, anOperation, aRecord, aRequirement, body } from "../producers.ts";
import { ALL_RECORDS, conformant, failing, hostile, interrupted, notImplemented } from "../records.ts";

/** Controls but the line feed, and whatever reorders or hides text. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u;

const forCopying = (line: string) =>
  /^\s*(?:curl |printf |HURL_VARIABLE_endpoint=|eks-conformance |aws eks )/.test(line);

describe.each([40, 60, 80, 120])("%d columns", (width) => {
  test.each(Object.entries(ALL_RECORDS))("hold %s", (_name, record) => {
    const wide = renderConsole(record, { width })
      .split("\n")
      .filter((line) => !forCopying(line) && columns(line) > width);
    expect(wide).toEqual([]);
  });
});

test.each(Object.entries(ALL_RECORDS))("%s begins with its verdict as a sentence", (_name, record) => {
  const text = renderConsole(record, { width: 200 });
  expect(text.split("\n")[0]?.slice(2)).toBe(record.outcome.sentence);
});

test("the table counts area by level", () => {
  const text = renderConsole(failing);
  expect(text).toMatch(/^ {2}Input constraints +3 of 7 ✗ +–$/m);
  expect(text).toMatch(/^ {2}Protocol +1 of 1 +0 of 1 ✗$/m);
  expect(text).toMatch(/^ {2}All +9 of 15 ✗ +2 of 3 ✗$/m);
});

test("an area of which nothing could be judged is undecided, not 0 of 0", () => {
  const dead = aRecord({
    requirements: [
      aRequirement({ verdict: "inconclusive", reason: "throttled throughout" }),
      aRequirement({ id: "api.content-type", area: "protocol", verdict: "pass" }),
    ],
  });
  const text = renderConsole(dead, { width: 40 });
  expect(text).toMatch(/^ {2}Input constr… +undecided +–$/m);
  expect(text).toMatch(/^ {2}All +1 of 1 \? +–$/m);
  expect(text).toContain("? some are undecided");
  expect(text).not.toMatch(/^ .* 0 of 0/m);
});

test("an area of which nothing was judged, as of most in a selection, has no row", () => {
  const requirements = [
    aRequirement({ verdict: "pass" }),
    aRequirement({ id: "api.auth.unsigned", area: "authentication", verdict: "disabled" }),
  ];
  const text = renderConsole(aRecord({ requirements }));
  expect(text).toContain("  Input constraints  ");
  expect(text).not.toContain("Authentication");
});

test("where nothing was judged there is no table, and no count of what was seen where nothing answered", () => {
  const requirement = aRequirement({ verdict: "inconclusive", reason: "connect ECONNREFUSED 127.0.0.1:9" });
  const coverage = [{ part: "operations", of: 4, seen: 0, never: ["RegisterCluster"] }] as const;
  const text = renderConsole(aRecord({ requirements: [requirement], coverage }));
  expect(text).toContain("1 inconclusive: connect ECONNREFUSED");
  expect(text).not.toMatch(/undecided|MUST +SHOULD|Saw/);
});

test("a replay says nothing of how much of the contract one case saw", () => {
  const coverage = [{ part: "operations", of: 4, seen: 1, never: ["ListClusters"] }] as const;
  const record = aRecord({ requirements: [aRequirement()], coverage });
  expect(renderConsole(record)).toContain("Saw 1 of 4 operations");
  expect(renderConsole(record, { isReplay: true })).not.toContain("Saw");
});

test("each failure shows its requirement, sentence, request, answer, curl and replay", () => {
  const text = renderConsole(failing, { width: 100 });
  const block = text.split(/\n(?=\d+\. )/).find((each) => each.includes("register.response.echo"));
  for (const part of [
    "expected  provider and tags as sent",
    `received  another provider and no tag "team"`,
    "✗ register.response.echo  MUST",
    "Name, provider, role and tags come back as sent.",
    `POST /cluster-registrations {"name":"conf-1"`,
    "curl -i --path-as-is",
    "eks-conformance replay run.json --case register.response.echo/random-31",
  ]) {
    expect(block).toContain(part);
  }
});

test("what is cut off of a request is not what is wrong with it", () => {
  const requestBody = `{"name":"conf-1","connectorConfig":{"roleArn":"${"r".repeat(60)}"},"tags":[]}`;
  const answered = anEvidence({ requestBody, status: 200, responseBody: body("{}") });
  const sent = (input: string) => {
    const cases = [aCase({ requirement: "register.x", verdict: "fail", exchanges: [answered] })];
    const one = aRequirement({ id: "register.x", verdict: "fail", cases, subject: { input, side: "reject" } });
    const lines = renderConsole(aRecord({ requirements: [one] }), { width: 80 }).split("\n");
    return lines.find((line) => line.includes("POST"));
  };
  expect(sent("tags.keys")).toContain(`POST /cluster-registrations …"tags":[]}`);
  expect(sent("name")).toContain(`POST /cluster-registrations {"name":"conf-1"`);
  expect(sent("clientRequestToken")).toContain(`POST /cluster-registrations {"name":"conf-1"`);
});

test("what is not shown is counted", () => {
  const requirements = Array.from({ length: 41 }, (_, index) => {
    const id = `register.r${index}`;
    const verdict = index === 40 ? "pass" : "fail";
    const one = aCase({ requirement: id, verdict, exchanges: [anEvidence({ status: 200, responseBody: body("{}") })] });
    return aRequirement({ id, verdict, cases: [one], subject: { input: `r${index}`, side: "reject" } });
  });
  const text = renderConsole(aRecord({ requirements, outcome: failing.outcome }), {
    failures: 6,
    reportFile: "out/index.html",
  });
  expect(text.match(/^\d+\. /gm)).toHaveLength(6);
  expect(text).toContain("and 34 more causes (34 requirements): see out/index.html");
});

test("MUSTs met by a tolerated answer are counted apart, and named", () => {
  const requirements = [aRequirement({ verdict: "warn" }), aRequirement({ id: "register.b" })];
  const named = "  of the MUST met, 1 by a tolerated answer: register.name.min-length (see\n  index.html)\n";
  expect(renderConsole(aRecord({ requirements }))).toContain(named);
  const many = Array.from({ length: 7 }, (_, index) => aRequirement({ id: `register.r${index}`, verdict: "warn" }));
  expect(renderConsole(aRecord({ requirements: many }), { width: 200 })).toContain(
    "7 by a tolerated answer: register.r0, register.r1, register.r2, register.r3, and 3 more (see index.html)\n",
  );
});

test("what follows from a cause is counted in its first line", () => {
  const text = renderConsole(failing);
  expect(text).toContain("1. RegisterCluster accepts an invalid name: 2 requirements\n");
});

test("failing cases beside the one shown are counted, with what sends them again", () => {
  expect(renderConsole(failing)).toMatch(
    /\n {4}8 more cases fail; all are sent again by\n {4}eks-conformance run --endpoint-url \S+ --seed \d+ --select register\.name\.max-length\n/,
  );
});

test("no line is wider than the terminal but those made for copying", () => {
  const lines = renderConsole(failing).split("\n");
  const copied = /^ {4}(?:curl|printf|eks-conformance|HURL_VARIABLE_endpoint=\S+) /;
  expect(lines.filter((line) => line.length > 80 && !copied.test(line))).toEqual([]);
});

test("what was not tested is said with its reason", () => {
  expect(renderConsole(conformant)).toContain(`1 not applicable: The kind "emulator" has no feature "auth".`);
});

test("a missing operation is said once", () => {
  expect(renderConsole(notImplemented).match(/^\d+\. /gm)).toEqual(["1. "]);
});

test("clusters left behind come with the command that removes them all, then with those for each", () => {
  const { left } = interrupted.clusters;
  const told = renderConsole(interrupted, { sweep: "eks-conformance sweep --journal out/journal.ndjson" });
  expect(told).toContain(
    " left behind; to remove:\n  eks-conformance sweep --journal out/journal.ndjson\nor each by itself:\n  aws eks deregister-cluster --name conf-17 ",
  );
  const nobodys = left.map((one) => ({ ...one, command: undefined, reason: "the time for cleaning up is over" }));
  const record = aRecord({ clusters: { ...interrupted.clusters, left: nobodys } });
  expect(renderConsole(record)).toMatch(
    /; to remove:\n {2}eks-conformance sweep --journal journal\.ndjson --endpoint-url \S+ --region \S+( --sandbox-account ID)?\n {2}not removed: /,
  );
});

test("no control character of an endpoint reaches the terminal", () => {
  expect(UNSEEN.exec(renderConsole(hostile, { failures: 100 }))?.[0]).toBeUndefined();
});

test("colours change no text", () => {
  const tones = new Set<string>();
  const painted = renderConsole(failing, { paint: (tone, text) => (tones.add(tone), `\u001b[1m${text}\u001b[0m`) });
  expect(painted.replaceAll("\u001b[1m", "").replaceAll("\u001b[0m", "")).toBe(renderConsole(failing));
  expect(tones).toEqual(new Set(["bad", "soft", "strong", "caution"]));
});

test("operations of a service that a selection left out are counted, and none is called missing", () => {
  const operations = [
    anOperation("MakeBox", { resource: "box" }),
    anOperation("MakeLid", { resource: "lid", verdict: "disabled" }),
    anOperation("BurnLid", { resource: "lid", verdict: "disabled" }),
  ];
  const text = renderConsole(aRecord({ operations }));
  expect(text).toMatch(/^ {2}box +1 of 1/m);
  expect(text).toContain("  2 operations were neither selected nor needed\n");
  expect(text).not.toMatch(/lid|0 of/);
});

test("what is known to fail stands by itself, with the reason that lets it off", () => {
  const text = renderConsole(failing, { width: 200 });
  expect(text).toMatch(
    /^Known to fail\n {2}1 requirement: Tag limits .*, until 2027-03-01\)\n {4}register\.tags\.keys\.max-length$/m,
  );
  expect(renderConsole(conformant)).not.toContain("Known to fail");
});

test("a cause says what was sent, and a long curl line is left to the file beside it", () => {
  const shown = (name: string, exchange = 0) => {
    const sent = anEvidence({ requestBody: JSON.stringify({ name }), status: 200 });
    const plain = aCaseWithFile({ summary: "name: 100 characters" });
    const exchanges = [sent, sent];
    const example = { ...plain, exchanges, judgement: { ...plain.judgement, exchange } };
    return renderConsole(aRecord({ requirements: [aRequirement({ verdict: "fail", cases: [example] })] }));
  };
  expect(shown("x")).toContain("  sent  name: 100 characters\n");
  expect(shown("x")).toContain("curl -i --path-as-is ");
  expect(shown("x", 1)).not.toContain("curl");
  expect(shown("x", 1)).toContain("    request 2 of the case: POST ");
  expect(shown("x".repeat(600))).not.toContain("curl");
  expect(shown("x".repeat(600))).toContain(" findings/register.name.min-length.hurl\n");
});
