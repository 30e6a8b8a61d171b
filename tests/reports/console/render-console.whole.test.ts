import { describe, expect, test } from "@jest/globals";
import { renderConsole } from "#reports/console/render-console.ts";
import { ROWS } from "#reports/console/console-settings.ts";
import { rowsOf } from "#reports/console/rows-of.ts";
import { columns } from "#reports/model/text/wrap.ts";
import {
  aCase,
  aCaseWithFile,
  anEvidence,
  anOperation,
  anOutcome,
  aRecord,
  aRequirement,
  body,
} from "#tests/reports/producers.ts";
import { ALL_RECORDS, conformant, failing, hostile, interrupted, notImplemented } from "#tests/reports/records.ts";

/** Controls but the line feed, and whatever reorders or hides text. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u;

const forCopying = (line: string) =>
  /^\s*(?:curl |printf |HURL_VARIABLE_endpoint=|npx --no eks-conformance |aws eks )/.test(line);

describe.each([40, 60, 80, 120])("%d columns", (width) => {
  test.each(Object.entries(ALL_RECORDS))("hold %s", (_name, record) => {
    const wide = renderConsole(record, { width })
      .split("\n")
      .filter((line) => !forCopying(line) && columns(line) > width);
    expect(wide).toEqual([]);
  });
});

describe.each(Object.entries(ALL_RECORDS))("the record %s", (_name, record) => {
  test("begins with its verdict as a sentence", () => {
    const text = renderConsole(record, { width: 200 });
    expect(text.split("\n")[0]?.slice(2)).toBe(record.outcome.sentence);
  });

  test("says more before its end if it is to be verbose, and nothing twice", () => {
    const [end, verbose] = [renderConsole(record), renderConsole(record, { verbose: true })];
    expect(verbose).toContain(record.outcome.sentence.slice(0, 40));
    expect(verbose.length).toBeGreaterThan(end.length);
    for (const once of [/^1\. /gm, /; to remove/g, / sweep --journal /g])
      expect((verbose.match(once) ?? []).length).toBeLessThanOrEqual(1);
  });
});

describe("the end of a run stays on one screen", () => {
  const long = (text: string) => `${text} `.repeat(400);

  test.each(Object.entries(ALL_RECORDS))("%s", (_name, record) => {
    expect(rowsOf(renderConsole(record).trimEnd().split("\n"), 80)).toBeLessThanOrEqual(ROWS);
  });

  test("whatever the target says, at whatever length, of a hundred causes", () => {
    const requirements = Array.from({ length: 100 }, (_, index) => {
      const id = `register.${"r".repeat(index)}x`;
      const sent = anEvidence({ requestBody: long("b"), status: 200, responseBody: body("{}") });
      const exchanges = index === 0 ? [sent] : [];
      const cases = [
        aCase({
          requirement: id,
          verdict: "fail",
          summary: long("sent"),
          exchanges,
          judgement: { requirement: id, verdict: "fail", expected: long("e"), received: long("r") },
        }),
      ];
      const title = long("title");
      return aRequirement({ id, verdict: "fail", title, cases, subject: { input: `r${index}`, side: "reject" } });
    });
    const known = ["a", "b", "c", "d"].map((why) =>
      aRequirement({ id: why, verdict: "fail", expectedFailure: { pattern: "*", reason: long(why) } }),
    );
    const left = [{ name: long("n"), reason: long("why") }];
    const { run, clusters, traffic } = aRecord();
    const record = aRecord({
      requirements: [...requirements, ...known],
      run: { ...run, gone: long("it died") },
      clusters: { ...clusters, left },
      traffic: { ...traffic, failures: OFTEN },
      outcome: anOutcome("non-conformant", 5, "Not conformant", "1 of 2 met, ".repeat(20)),
    });
    const lines = renderConsole(record).trimEnd().split("\n");
    expect(rowsOf(lines, 80)).toBeLessThanOrEqual(ROWS);
    expect(lines[0]).toMatch(/^✗ Not conformant: /);
    expect(lines.join("\n")).toMatch(/\nand \d+ more: --verbose, or the report\n/);
    for (const part of ["\n1. ", "  fix  ", "  expected  ", "  received  ", "  sent  ", "eks-conformance replay "])
      expect(lines.join("\n")).toContain(part);
  });
});

const OFTEN = ["RegisterCluster", "ListClusters", "DescribeCluster"].map((operation) => ({
  operation,
  answer: "500",
  failures: 2,
  requests: 400,
}));

test("a cause that is alone has no line beside what is told of it in full", () => {
  const one = aRequirement({ verdict: "fail", cases: [aCaseWithFile({})] });
  const text = renderConsole(aRecord({ requirements: [one], outcome: failing.outcome }));
  expect(text.match(/RegisterCluster takes|RegisterCluster answers/g)).toHaveLength(1);
});

test("what is broken is listed before what is not there, then missed SHOULDs, then what is tolerated", () => {
  const cases = [aCase({ verdict: "fail", requirement: "list.answer" })];
  const requirements = [
    aRequirement({ id: "describe.route", operation: "DescribeCluster", verdict: "not-implemented" }),
    aRequirement({ id: "describe.answer", operation: "DescribeCluster", verdict: "not-implemented" }),
    aRequirement({ id: "register.a", verdict: "warn" }),
    aRequirement({ id: "api.b", operation: "*", level: "SHOULD", verdict: "warn" }),
    aRequirement({ id: "list.answer", operation: "ListClusters", verdict: "fail", cases }),
  ];
  const operations = [anOperation("DescribeCluster", { verdict: "not-implemented" }), anOperation("ListClusters")];
  const text = renderConsole(aRecord({ requirements, operations, outcome: failing.outcome }), { width: 200 });
  const listed = text.split("\n").filter((line) => /^[✗∅△] .*\(\S+\)/.test(line));
  expect(listed.map((line) => /\(([a-z.]+)\)/.exec(line)?.[1])).toEqual([
    "list.answer",
    "describe.route",
    "api.b",
    "register.a",
  ]);
  expect(listed.at(-1)).toMatch(/^△ .*, which is tolerated/);
});

test("what another operation's absence blocks is told as that, with how many", () => {
  const reason = "blocked by RegisterCluster, which is not implemented";
  const blocked = ["a", "b"].map((id) =>
    aRequirement({ id, verdict: "not-applicable", reason, missing: "RegisterCluster" }),
  );
  const text = renderConsole(aRecord({ requirements: [...blocked, aRequirement({ verdict: "pass" })] }), VERBOSE);
  expect(text).toContain(`  2 ${reason}\n`);
});

const VERBOSE = { verbose: true };

test("the table counts area by level", () => {
  const text = renderConsole(failing, VERBOSE);
  expect(text).toMatch(/^ {2}Input constraints +3 of 7 ✗ +–$/m);
  expect(text).toMatch(/^ {2}Protocol +1 of 1 +0 of 1 ✗$/m);
  expect(text).toMatch(/^ {2}All +9 of 15 ✗ +2 of 3 ✗$/m);
});

test("an area of which nothing could be judged is inconclusive, or not implemented, not 0 of 0", () => {
  const dead = aRecord({
    requirements: [
      aRequirement({ verdict: "inconclusive", reason: "throttled throughout" }),
      aRequirement({ id: "api.content-type", area: "protocol", verdict: "pass" }),
      aRequirement({ id: "list.a", area: "lifecycle", verdict: "not-implemented" }),
    ],
  });
  const text = renderConsole(dead, { ...VERBOSE, width: 80 });
  expect(text).toMatch(/^ {2}Input constraints +inconclusive +–$/m);
  expect(text).toMatch(/^ {2}Lifecycle +not implemented +–$/m);
  expect(text).toMatch(/^ {2}All +1 of 1 ∅ +–$/m);
  expect(text).toContain("∅ some are not implemented");
  expect(text).not.toMatch(/^ .* 0 of 0/m);
});

test("an area of which nothing was judged, as of most in a selection, has no row", () => {
  const requirements = [
    aRequirement({ verdict: "pass" }),
    aRequirement({ id: "api.auth.unsigned", area: "authentication", verdict: "disabled" }),
  ];
  const text = renderConsole(aRecord({ requirements }), VERBOSE);
  expect(text).toContain("  Input constraints  ");
  expect(text).not.toContain("Authentication");
});

test("where nothing was judged there is no table, and no count of what was seen where nothing answered", () => {
  const requirement = aRequirement({ verdict: "inconclusive", reason: "connect ECONNREFUSED 127.0.0.1:9" });
  const coverage = [{ part: "operations", of: 4, seen: 0, never: ["RegisterCluster"] }] as const;
  const text = renderConsole(aRecord({ requirements: [requirement], coverage }), VERBOSE);
  expect(text).toContain("1 inconclusive: connect ECONNREFUSED");
  expect(text).not.toMatch(/MUST +SHOULD|Saw/);
});

test("a replay says nothing of how much of the contract one case saw", () => {
  const coverage = [{ part: "operations", of: 4, seen: 1, never: ["ListClusters"] }] as const;
  const record = aRecord({ requirements: [aRequirement()], coverage });
  expect(renderConsole(record, VERBOSE)).toContain("Saw 1 of 4 operations");
  expect(renderConsole(record, { ...VERBOSE, isReplay: true })).not.toContain("Saw");
});

test("each failure shows its requirement, sentence, request, answer, curl and replay", () => {
  const text = renderConsole(failing, { ...VERBOSE, width: 100 });
  const block = text.split(/\n(?=\d+\. )/).find((each) => each.includes("register.response.echo"));
  for (const part of [
    "expected  provider and tags as sent",
    `received  another provider and no tag "team"`,
    "✗ register.response.echo  MUST",
    "Name, provider, role and tags come back as sent.",
    `POST /cluster-registrations {"name":"conf-1"`,
    "curl -i --max-time 60",
    "npx --no eks-conformance replay run.json --case register.response.echo/random-31",
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

test("each cause has its line, or is counted, and is told in full where it is to be verbose", () => {
  const requirements = Array.from({ length: 61 }, (_, index) => {
    const id = `register.r${index}`;
    const verdict = index === 60 ? "pass" : "fail";
    const one = aCase({ requirement: id, verdict, exchanges: [anEvidence({ status: 200, responseBody: body("{}") })] });
    return aRequirement({ id, verdict, cases: [one], subject: { input: `r${index}`, side: "reject" } });
  });
  const record = aRecord({ requirements, outcome: failing.outcome });
  const text = renderConsole(record);
  const listed = text.match(/^✗ Register/gm)?.length ?? 0;
  expect(text.match(/^\d+\. /gm)).toEqual(["1. "]);
  expect(text).toContain(`and ${60 - listed} more: --verbose, or the report\n`);
  const verbose = renderConsole(record, { ...VERBOSE, reportFile: "out/index.html" });
  expect(verbose.match(/^\d+\. /gm)).toHaveLength(50);
  expect(verbose).toContain("and 10 more causes: see out/index.html\n");
  expect(verbose).toMatch(/\nand \d+ more: above\n/);
});

describe("a cause whose line is too long", () => {
  const ids = Array.from({ length: 9 }, (_, index) => `register.clientRequestToken.r${index}`);
  const requirements = ids.map((id, index) =>
    aRequirement({
      id,
      verdict: "fail",
      trace: { source: "eks-model.md", line: 1, date: "2026-11-24", quote: "The source says a lot. ".repeat(30) },
      subject: { input: `memberOfAVeryLongName${index}`, side: "reject" },
      cases: [
        aCase({ requirement: id, verdict: "fail", exchanges: [anEvidence({ status: 200, responseBody: body("{}") })] }),
      ],
    }),
  );
  const one = aRequirement({ id: "register.x", subject: { input: "x", side: "reject" } });
  const record = aRecord({ requirements: [...requirements, one], outcome: failing.outcome });

  test("is cut off on a terminal before its requirement", () => {
    const lines = renderConsole(record).split("\n");
    for (const id of ids.slice(0, 4))
      expect(lines).toContainEqual(expect.stringMatching(new RegExp(String.raw`^✗ .*… \(${id}\)$`)));
  });

  test("is whole in a log, where it is the first; the others are counted, and told by what is verbose", () => {
    const text = renderConsole(record, { onTerminal: false });
    const [, inFull = ""] = text.split(/^1\. /m);
    expect(inFull).not.toMatch(/^(?! {4}POST ).*…/m);
    expect(inFull).toMatch(/^ {2}source /m);
    expect(text).toMatch(/^and \d+ more: /m);
    const all = renderConsole(record, { onTerminal: false, verbose: true }).replaceAll(/\s+/g, " ");
    for (const id of ids) expect(all).toContain(id);
  });
});

test("entries that no longer fail are all named, and are about no client and no source", () => {
  const ids = Array.from({ length: 9 }, (_, index) => `register.r${index}`);
  const record = aRecord({
    requirements: ids.map((id) => aRequirement({ id, verdict: "stale" })),
    outcome: failing.outcome,
  });
  const text = renderConsole(record, { onTerminal: false });
  for (const id of ids) expect(text).toContain(id);
  expect(text).toContain("Remove these entries");
  expect(text).not.toMatch(/^ {2}(client|source) /m);
});

test("MUSTs met by a tolerated answer are listed as warnings, though the run is conformant", () => {
  const requirements = [
    aRequirement({ verdict: "warn", cases: [aCase({ verdict: "warn" })] }),
    aRequirement({ id: "b" }),
  ];
  expect(renderConsole(aRecord({ requirements }))).toMatch(/\n△ .*, which is tolerated/);
});

test("what follows from a cause is counted in its first line", () => {
  const text = renderConsole(failing);
  expect(text).toContain("1. RegisterCluster accepts an invalid name: 2 requirements\n");
});

test("failing cases beside the one shown are counted, with what sends them again", () => {
  expect(renderConsole(failing, { width: 200 })).toMatch(
    /\n {4}8 more cases fail; all are sent again by\n {4}npx --no eks-conformance run --endpoint-url \S+ --seed \d+ --select register\.name\.max-length\n/,
  );
});

test("no line is wider than the terminal but those made for copying", () => {
  const lines = renderConsole(failing, VERBOSE).split("\n");
  const copied = /^ {4}(?:curl|printf|npx --no eks-conformance|HURL_VARIABLE_endpoint=\S+) /;
  expect(lines.filter((line) => line.length > 80 && !copied.test(line))).toEqual([]);
});

test("what was not tested is said with its reason", () => {
  expect(renderConsole(conformant, VERBOSE)).toContain(`1 not applicable: The kind "emulator" has no feature "auth".`);
});

test("a missing operation is said once", () => {
  expect(renderConsole(notImplemented).match(/^\d+\. /gm)).toEqual(["1. "]);
});

test("clusters left behind come with the command that removes them all, and those with none with the reason", () => {
  const { left } = interrupted.clusters;
  const told = renderConsole(interrupted, { ...VERBOSE, sweep: "eks-conformance sweep --journal out/journal.ndjson" });
  expect(told).toContain(" left behind; to remove:\n  eks-conformance sweep --journal out/journal.ndjson\n  conf-17\n");
  const nobodys = left.map((one) => ({ ...one, command: undefined, reason: "the time for cleaning up is over" }));
  const record = aRecord({ clusters: { ...interrupted.clusters, left: nobodys } });
  expect(renderConsole(record)).toMatch(
    /; to remove what can be:\n {2}npx --no eks-conformance sweep --journal journal\.ndjson --endpoint-url \S+ --region \S+( --sandbox-account ID)?\n {2}not removed: /,
  );
});

test("at an emulator that cannot remove what is left, each reason is told in a log, and what ends it", () => {
  const reason = "it was created from an input that has no string for a name, which no request can carry";
  const left = ["a", "b", "c", "d"].map((name) => ({ name, reason }));
  const record = (kind: "emulator" | "aws") =>
    aRecord({
      target: { endpoint: "http://127.0.0.1:1", kind, region: "us-east-1" },
      clusters: { registered: 4, deregistered: 0, left },
    });
  const text = renderConsole(record("emulator"), { onTerminal: false }).replace(/\s+/g, " ");
  expect(text).toContain(`not removed: d (${reason})`);
  expect(renderConsole(record("emulator")).match(/not removed: /g)).toHaveLength(1);
  expect(renderConsole(record("emulator"))).toContain(
    "4 clusters left behind until the emulator restarts; to remove what",
  );
  expect(renderConsole(record("aws"))).not.toContain("restarts");
});

test("a run that ended before its time says why, whatever its verdict", () => {
  const requirements = [
    aRequirement({ id: "r.a", verdict: "fail" }),
    aRequirement({ id: "r.b", verdict: "inconclusive", reason: "the time limit was reached first" }),
  ];
  const cut = aRecord({ requirements, outcome: failing.outcome, run: { ...failing.run, partial: true } });
  expect(renderConsole(cut)).toContain("\n? 1 inconclusive: the time limit was reached first\n");
});

test("clusters left behind are named on the one screen, the first ten of them", () => {
  const left = Array.from({ length: 12 }, (_, at) => ({
    name: `ecf-left-${at}`,
    reason: "it stays",
    command: "remove",
  }));
  const text = renderConsole(aRecord({ clusters: { registered: 12, deregistered: 0, left } }));
  expect(text.replace(/\s+/g, " ")).toMatch(/ ecf-left-0, .* ecf-left-9 and 2 more in the record /);
});

test("no control character of an endpoint reaches the terminal", () => {
  expect(UNSEEN.exec(renderConsole(hostile, VERBOSE))?.[0]).toBeUndefined();
});

test("colours change no text", () => {
  const tones = new Set<string>();
  const painted = renderConsole(failing, {
    ...VERBOSE,
    paint: (tone, text) => (tones.add(tone), `\u001b[1m${text}\u001b[0m`),
  });
  expect(painted.replaceAll("\u001b[1m", "").replaceAll("\u001b[0m", "")).toBe(renderConsole(failing, VERBOSE));
  expect(tones).toEqual(new Set(["bad", "soft", "strong", "caution"]));
});

test("operations of a service that a selection left out are counted, and none is called missing", () => {
  const operations = [
    anOperation("MakeBox", { resource: "box" }),
    anOperation("MakeLid", { resource: "lid", verdict: "disabled" }),
    anOperation("BurnLid", { resource: "lid", verdict: "disabled" }),
  ];
  const text = renderConsole(aRecord({ operations }), VERBOSE);
  expect(text).toMatch(/^ {2}box +1 of 1/m);
  expect(text).toContain("  2 operations were neither selected nor needed\n");
  expect(text).not.toMatch(/lid|0 of/);
});

test("what is known to fail stands by itself, with the reason that lets it off", () => {
  const text = renderConsole(failing, { ...VERBOSE, width: 200 });
  expect(text).toMatch(
    /^Known to fail\n {2}1 requirement: Tag limits .*, until 2027-03-01\)\n {4}register\.tags\.keys\.max-length$/m,
  );
  expect(renderConsole(failing, { width: 200 })).toMatch(/^known to fail: 1 requirement: Tag limits /m);
  expect(renderConsole(conformant, VERBOSE)).not.toContain("Known to fail");
});

test("a cause says what was sent, and a long curl line is left to the file beside it", () => {
  const shown = (name: string, exchange = 0) => {
    const sent = anEvidence({ requestBody: JSON.stringify({ name }), status: 200 });
    const plain = aCaseWithFile({ summary: "name: 100 characters" });
    const exchanges = [sent, sent];
    const example = { ...plain, exchanges, judgement: { ...plain.judgement, exchange } };
    return renderConsole(
      aRecord({ requirements: [aRequirement({ verdict: "fail", cases: [example] })], outcome: failing.outcome }),
      { width: 200 },
    );
  };
  expect(shown("x")).toContain("  sent  name: 100 characters\n");
  expect(shown("x")).toContain("curl -i --max-time 60 ");
  expect(shown("x", 1)).not.toContain("curl");
  expect(shown("x", 1)).toContain("    request 2 of the case: POST ");
  expect(shown("x".repeat(600))).not.toContain("curl");
  expect(shown("x".repeat(600))).toContain(" findings/register.name.min-length.hurl\n");
});
