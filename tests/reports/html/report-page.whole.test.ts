import { describe, expect, test } from "@jest/globals";
import { renderHtml } from "#reports/html/render.tsx";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { pageTools } from "#cli/files/writing/page-tools.ts";
import { all, byId, classes, parseMarkup, textOf, walk, type Element } from "#tests/reports/markup.ts";
import { aCase, anEvidence, anOperation, aRecord, aRequirement, body } from "#tests/reports/producers.ts";
import {
  ALL_RECORDS,
  conformant,
  failing,
  hostile,
  HOSTILE,
  interrupted,
  notImplemented,
} from "#tests/reports/records.ts";

const sources = [
  {
    name: "register-cluster.txt",
    text: Array.from({ length: 60 }, (_, line) => `text of line ${line + 1}`).join("\n"),
  },
];
/** Controls but the line feed and tab, and whatever reorders or hides text. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u;

const render = (record: RunRecord) => renderHtml(record, { ...pageTools(), sources });
const pages = new Map<RunRecord, Element>();
const page = (record: RunRecord) => {
  const parsed = pages.get(record) ?? parseMarkup(render(record), "html");
  pages.set(record, parsed);
  return parsed;
};
const caseOf = (root: Element, id: string) => textOf(byId(root, id));

describe.each(Object.entries(ALL_RECORDS))("the page of %s", (_name, record) => {
  const root = page(record);
  const elements = [...walk(root)];

  test("says the verdict first, and each requirement once, whatever its verdict", () => {
    const heading = textOf(all(root, "h1")[0] ?? root);
    expect(record.outcome.sentence.startsWith(heading)).toBe(true);
    const shown = all(root, "details", "requirement").map((one) => one.attributes.get("id"));
    expect([...shown].sort()).toEqual(record.requirements.map(({ id }) => id).sort());
  });

  test("has unique ids, and links only to them or to https", () => {
    const ids = elements.flatMap((one) => one.attributes.get("id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const href of elements.flatMap((one) => one.attributes.get("href") ?? [])) {
      if (href.startsWith("#")) expect(ids).toContain(decodeURIComponent(href.slice(1)));
      else expect(href).toMatch(/^https:\/\//);
    }
  });

  test("loads nothing and runs nothing but its own script", () => {
    const policy = elements
      .find((one) => one.attributes.get("http-equiv") === "Content-Security-Policy")
      ?.attributes.get("content");
    expect(policy).toContain("default-src 'none'");
    const [script, ...others] = all(root, "script");
    expect(others).toEqual([]);
    expect(policy).toContain(`script-src 'sha256-${pageTools().sha256Base64(textOf(script ?? root))}'`);
    expect(policy).toContain(`style-src 'sha256-${pageTools().sha256Base64(textOf(all(root, "style")[0] ?? root))}'`);
    for (const { name, attributes } of elements) {
      expect(["img", "iframe", "object", "embed", "link", "form", "base", "foreignObject"]).not.toContain(name);
      for (const attribute of attributes.keys()) expect(attribute).not.toMatch(/^on|^style$|^src$/);
    }
  });

  test("names its language, title and viewport", () => {
    expect(root.attributes.get("lang")).toBe("en");
    expect(textOf(all(root, "title")[0] ?? root)).toContain(record.outcome.verdict);
    expect(elements.some((one) => one.attributes.get("name") === "viewport")).toBe(true);
  });

  test("has headings in order and a label on each control", () => {
    const levels = elements.filter(({ name }) => /^h[1-6]$/.test(name)).map(({ name }) => Number(name[1]));
    levels.reduce((above, level) => (expect(level).toBeLessThanOrEqual(above + 2), level), 0);
    for (const button of all(root, "button")) expect(textOf(button).trim()).not.toBe("");
    for (const input of all(root, "input")) expect(input.attributes.get("aria-label")).toMatch(/./);
  });
});

test("a failing case shows what was expected and received, the exchange, and how to send it again", () => {
  const text = caseOf(page(failing), "register.response.echo/random-31");
  for (const part of [
    "a valid request with every optional member",
    "provider and tags as sent",
    `another provider and no tag "team"`,
    "/cluster/connectorConfig/provider",
    "POST /cluster-registrations",
    "HTTP 200",
    "attempt 2",
    "1 other exchange",
    "npx --no eks-conformance replay run.json --case register.response.echo/random-31",
    "curl -i --max-time 60",
  ]) {
    expect(text).toContain(part);
  }
});

test("differences are marked inside the response", () => {
  const marks = all(byId(page(failing), "register.response.echo/random-31"), "mark")
    .map(textOf)
    .join("");
  expect(marks).toContain(`"provider": "OTHER"`);
  expect(marks).toContain("Content-Type: application/json");
  expect(marks).not.toContain("roleArn");
});

test("a pass shows its evidence too", () => {
  expect(caseOf(page(conformant), "register.name.pattern/boundary-1")).toContain("HTTP 400");
});

test("a requirement shows what EKS was seen to do, the newest first, and how long before the run", () => {
  const seen = (id: string, date: string) => ({ id, date, seen: "sdk", source: `a/b#${id}` }) as const;
  const observations = [seen("O1", "undated"), seen("O2", "2024-04-12"), seen("O3", "2026-01"), seen("O4", "2020")];
  const record = aRecord({ requirements: [aRequirement({ id: "r.a", evidence: "recorded", observations })] });
  const text = textOf(byId(page({ ...record, run: { ...record.run, startedAt: "2026-11-29T10:00:00.000Z" } }), "r.a"));
  expect(text).toMatch(/Seen on EKS, 2026-01, 10 months before this run: O3, through an SDK or tool \(a\/b#O3\)/);
  expect(text.indexOf("O3,")).toBeLessThan(text.indexOf("2024-04-12, 2 years and 7 months before this run: O2"));
  expect(text).toContain("and 1 more");
  expect(text).not.toContain("O1,");
});

test("a reduced request says from what", () => {
  expect(caseOf(page(failing), "register.name.max-length/boundary-1")).toContain("from 5.2 KB to 118 B");
});

test("the exchange that decided is the one shown first", () => {
  const exchanges = [anEvidence({ status: 201 }), anEvidence({ status: 202 }), anEvidence({ status: 203 })];
  const requirement = "r.a";
  const judgement = { requirement, verdict: "fail" as const, expected: "a", received: "b", exchange: 1 };
  const record = aRecord({
    requirements: [
      aRequirement({
        id: requirement,
        verdict: "fail",
        cases: [aCase({ id: "r.a/1", verdict: "fail", judgement, exchanges })],
      }),
    ],
  });
  const shown = [...caseOf(page(record), "r.a/1").matchAll(/HTTP (\d+)/g)].map(([, status]) => status);
  expect(shown).toEqual(["202", "201", "203"]);
});

test("a quote leads to its line in the source", () => {
  const root = page(failing);
  const link = all(byId(root, "register.route"), "a")[0];
  const target = byId(root, link?.attributes.get("href")?.slice(1) ?? "");
  expect(textOf(target)).toBe("41text of line 41");
});

test("a quote is marked over all the lines it runs over", () => {
  const trace = {
    source: "register-cluster.txt",
    line: 10,
    quote: "text of line 10 text of line 11 text of",
    date: "2026-11-24",
  };
  const root = page(aRecord({ requirements: [aRequirement({ id: "r.a", trace })] }));
  const rows = all(byId(root, "sources"), "tr");
  expect(rows.map((row) => textOf(all(row, "td")[0] ?? row))).toEqual(["8", "9", "10", "11", "12", "13", "14"]);
  expect(rows.filter((row) => classes(row).includes("quoted")).map(textOf)).toEqual([
    "10text of line 10",
    "11text of line 11",
    "12text of line 12",
  ]);
});

test("a case judged for two requirements stands under both, with ids that differ", () => {
  const judged = (id: string) => aRequirement({ id, cases: [aCase({ requirement: id, id: "wire/shared" })] });
  const root = page(aRecord({ requirements: [judged("r.a"), judged("r.b"), judged("r.c")] }));
  const ids = all(root, "details", "case").map((one) => one.attributes.get("id"));
  expect(ids).toEqual(["wire/shared", "wire/shared~2", "wire/shared~3"]);
});

test("a command that hides characters is shown with them, and copied as it is", () => {
  const root = page(aRecord({ requirements: [aRequirement({ id: "r.a", cases: [aCase({ id: "a\u202eb" })] })] }));
  const command = all(root, "pre", "command").find((one) => textOf(one).endsWith("--case 'a\\u202eb'"));
  expect(decodeURIComponent(command?.attributes.get("data-copy") ?? "")).toMatch(/--case 'a\u202eb'$/);
});

test("a request that others came before has no curl line of its own", () => {
  const [first] = aCase({}).exchanges;
  const one = aCase({ id: "r.a/1", verdict: "fail" });
  const pageOf = (exchange: number) => {
    const exchanges = first === undefined ? [] : [first, first];
    const later = { ...one, exchanges, judgement: { ...one.judgement, exchange } };
    return page(aRecord({ requirements: [aRequirement({ id: "r.a", verdict: "fail", cases: [later] })] }));
  };
  const commandsOf = (exchange: number) => all(byId(pageOf(exchange), "r.a/1"), "pre", "command").map(textOf);
  expect(commandsOf(0).join()).toContain("curl -i");
  expect(commandsOf(1).join()).not.toContain("curl -i");
});

test("what was not tested and why stands near the top", () => {
  const text = textOf(byId(page(failing), "not-tested"));
  expect(text).toContain("Not exercised: no request met the quota.");
  expect(text).toContain("register.error.limit");
});

test("so does what is known to fail, with the reason that lets it off", () => {
  const text = textOf(byId(page(failing), "known"));
  expect(text).toContain("Tag limits are on the roadmap. (until 2027-03-01)");
  expect(text).toContain("See https://example.org/issues/12.");
  expect(text).toContain("register.tags.keys.max-length");
});

test("an excused failure says who excused it, and links to https only", () => {
  expect(textOf(byId(page(failing), "register.tags.keys.max-length"))).toContain("Tag limits are on the roadmap.");
  const links = all(byId(page(hostile), "register.tags.max-properties"), "a").map((one) => one.attributes.get("href"));
  expect(links.filter((href) => href?.startsWith("javascript:"))).toEqual([]);
});

test("the head says when a run was cut short or left something behind", () => {
  const text = textOf(all(page(interrupted), "ul", "caveats")[0] ?? page(interrupted));
  expect(text).toContain("interrupted");
  expect(text).toContain("Shard 1 of 4");
  expect(text).toContain("1 cluster left behind");
});

test.each([
  [{}, "1 left behind", "whoever it belongs to, or a restart of the emulator"],
  [{ command: "serve {port}" }, "1 ended with the target", undefined],
])("what stayed at the target %j: %s", (started, brief, removedBy) => {
  const left = [{ name: "box", reason: "it was created from an input that has no string for a name" }];
  const target = { endpoint: "http://127.0.0.1:1", kind: "emulator", region: "us-east-1", ...started } as const;
  const text = textOf(byId(page(aRecord({ target, clusters: { registered: 1, deregistered: 0, left } })), "clusters"));
  expect(text).toContain(brief);
  if (removedBy === undefined) expect(text).not.toContain("left behind");
  else expect(text).toContain(removedBy);
});

test("a partial run says what left requirements out", () => {
  const requirements = [
    aRequirement({ id: "r.a", verdict: "inconclusive", reason: "timeout" }),
    aRequirement({ id: "r.b", verdict: "disabled", reason: "--skip" }),
  ];
  const { run } = aRecord();
  const root = page(aRecord({ requirements, run: { ...run, partial: true } }));
  expect(textOf(all(root, "ul", "caveats")[0] ?? root)).toBe(
    "A partial run: 1 requirement left out (--skip), 1 requirement inconclusive.",
  );
});

test("failing cases that the record has not kept are counted, with what sends them again", () => {
  const text = textOf(page(failing));
  expect(text).toMatch(
    /4 further failing cases not kept in the record; npx --no eks-conformance run --endpoint-url \S+ --seed \d+ --select register\.name\.max-length sends all of them again\./,
  );
});

test("beside a requirement it says of how many cases, and what they did", () => {
  const text = textOf(page(failing));
  expect(text).toContain("9 of 12 cases failed");
  expect(text).toContain("3 of 5 cases warned");
});

test("a level of which nothing was judged says so", () => {
  const requirements = [aRequirement({ verdict: "inconclusive", reason: "connect ECONNREFUSED 127.0.0.1:9" })];
  expect(textOf(all(page(aRecord({ requirements })), "div", "meter")[0] ?? page(conformant))).toContain("none judged");
});

test("a missing operation is a cause, and a row of the grid", () => {
  const root = page(notImplemented);
  expect(textOf(byId(root, "causes"))).toContain("RegisterCluster is not implemented");
  expect(textOf(byId(root, "operations"))).toMatch(/RegisterCluster not implemented/);
});

test("an operation that is not there, and that no cause is about, is named in the grid with what it answered", () => {
  const reason = "GET /clusters is not there.";
  const operations = [anOperation("ListClusters", { verdict: "not-implemented", reason })];
  const heads = all(byId(page(aRecord({ operations })), "operations"), "th");
  const own = heads.find((head) => textOf(head) === "ListClusters not implemented");
  expect(own?.attributes.get("title")).toBe(reason);
});

test("each cause is a line that says what it settles, the first open with its smallest exchange, the others closed", () => {
  const causes = all(byId(page(failing), "causes"), "details", "cause");
  expect(causes.length).toBeGreaterThan(3);
  expect(causes.map((one) => one.attributes.has("open"))).toEqual(causes.map((_, index) => index === 0));
  for (const cause of causes)
    expect(textOf(all(cause, "summary")[0] ?? cause)).toMatch(/(MUST|SHOULD) \d+ of \d+ +(?:at least \d+|\d+ of \d+)$/);
  expect(textOf(causes[0] ?? page(failing))).toMatch(/Fix .*Sent.*Expected.*Received.*POST \/cluster-registrations/s);
});

test("a cause shows the wrong member alone, cuts a long string in its middle, and names a member that is not there", () => {
  const requirement = "r.a";
  const differences = [{ at: "/cluster/tags", expected: "{}", received: "absent", absent: true }];
  const judgement = { requirement, verdict: "fail" as const, expected: "tags", received: "no tags", differences };
  const responseBody = body(JSON.stringify({ cluster: { name: "n".repeat(5_000) } }));
  const one = aCase({
    requirement,
    verdict: "fail",
    judgement,
    exchanges: [anEvidence({ status: 200, responseBody })],
  });
  const root = page(aRecord({ requirements: [aRequirement({ id: requirement, verdict: "fail", cases: [one] })] }));
  const [cause] = all(root, "details", "cause");
  expect(cause === undefined ? "" : all(cause, "mark").map(textOf)).toContain("/cluster/tags is not there");
  expect(cause === undefined ? "" : textOf(cause)).toMatch(/"name": "n{35}…4,950 more…n{15}"/);
});

test("the id of a cause hangs on what is wrong, not on its place", () => {
  const idsOf = (record: RunRecord) =>
    all(byId(page(record), "causes"), "details", "cause").map((one) => one.attributes.get("id"));
  const [first, ...others] = idsOf(failing);
  const gone = causesOf(failing)[0]?.shownBy.map(({ requirement }) => requirement.id) ?? [];
  const requirements = failing.requirements.filter(({ id }) => !gone.includes(id));
  expect(first).toMatch(/^cause\//);
  expect(idsOf(aRecord({ ...failing, requirements }))).toEqual(others);
});

test("a MUST that is met by a tolerated answer alone is what to fix last", () => {
  const root = page(
    aRecord({ requirements: [aRequirement({ id: "r.a" }), aRequirement({ id: "r.b", verdict: "warn" })] }),
  );
  expect(textOf(byId(root, "causes"))).toMatch(/1 MUST met by a tolerated answer alone.*r\.b$/);
  expect(textOf(byId(root, "causes"))).not.toContain("r.a");
});

test("all but the answer is closed until it is asked for", () => {
  const root = page(failing);
  const top = (within: Element) =>
    within.children.filter((child): child is Element => typeof child !== "string" && child.name === "details");
  const sections = [...top(byId(root, "requirements")), ...top(byId(root, "about"))];
  expect(sections.length).toBeGreaterThan(10);
  for (const section of sections) expect(section.attributes.has("open")).toBe(false);
});

test("a cause that no request shows says what was received", () => {
  const [first] = all(byId(page(notImplemented), "causes"), "li");
  expect(first === undefined ? "" : textOf(first)).toContain("answers 404 as an absurd path does");
});

describe("what an endpoint sent", () => {
  const text = render(hostile);
  const root = parseMarkup(text, "html");

  test("stands in the page as text", () => {
    const shown = textOf(byId(root, "register.name.pattern"));
    for (const value of HOSTILE.slice(0, 6)) expect(shown).toContain(value);
  });

  test("cannot hide or reorder anything", () => {
    expect(UNSEEN.exec(text)?.[0]).toBeUndefined();
    expect(text.isWellFormed()).toBe(true);
    expect(all(root, "span", "ghost").map(textOf)).toEqual(expect.arrayContaining(["\\u202e", "\\u0000", "\\ud800"]));
  });

  test("is cut where it is long, and the cut is shown", () => {
    expect(text.length).toBeLessThan(1_000_000);
    const shown = textOf(byId(root, "register.response.shape/boundary-1"));
    expect(shown).toContain("✂ cut after 4 KB; 5 MB in all");
    expect(shown).toContain("too long to print (5 MB): use replay");
  });

  test("is shown as base64 where it is no text", () => {
    expect(textOf(byId(root, "register.response.shape/wire-binary"))).toContain("gICA/v8AwK8=");
  });
});

test("ten thousand kept cases stay below 5 MB, and every failure keeps its evidence", () => {
  const many = Array.from({ length: 100 }, (_, index) => {
    const id = `register.r${index}`;
    const cases = Array.from({ length: 100 }, (_, each) =>
      aCase({
        requirement: id,
        id: `${id}/case-${each}`,
        verdict: each < 95 ? "pass" : "fail",
        exchanges: [anEvidence({ responseBody: body(`{"message":"${"m".repeat(600)}"}`) })],
      }),
    );
    return aRequirement({ id, verdict: "fail", cases });
  });
  const text = render(aRecord({ requirements: many, outcome: failing.outcome }));
  expect(Buffer.byteLength(text)).toBeLessThan(5_000_000);
  const bare = text.match(/<div class="case bare"[^>]*>/g) ?? [];
  expect(bare.length).toBeGreaterThan(0);
  expect(bare.filter((one) => one.includes(`data-verdict="fail"`))).toEqual([]);
  expect(text.match(/<details class="case"[^>]*data-verdict="fail"/g)).toHaveLength(500);
});

test("the page's script is one complete program", () => {
  expect(() => new Function(pageTools().script)).not.toThrow();
  expect(pageTools().script).not.toContain("</script");
});

test("the coverage is told part by part, with what was never seen", () => {
  const section = byId(page(failing), "coverage");
  const parts = all(section, "li").map(textOf);
  expect(parts).toHaveLength(3);
  expect(parts[1]).toContain("2 of 5");
  expect(parts[1]).toContain("DescribeCluster cluster.logging");
  expect(parts[1]).not.toContain("cluster.logging.types");
  expect(all(section, "a").map((one) => one.attributes.get("href"))).toEqual(["#register.name.pattern"]);
});

test("pairs of looks are told with the coverage, and nowhere else", () => {
  const root = page({ ...failing, pairs: { wanted: 1_234, seen: 567, classes: {} } });
  const [told, ...others] = all(root, "li")
    .map(textOf)
    .filter((text) => text.includes("pairs of looks"));
  expect(others).toEqual([]);
  expect(told).toContain("567 of 1234");
  expect(textOf(byId(root, "coverage"))).toContain("pairs of looks");
  expect(textOf(byId(root, "run"))).not.toMatch(/pairs/i);
});

test("a record of an older version has no coverage on its page, and no link to it", () => {
  const html = render({ ...failing, coverage: undefined });
  expect(html).not.toContain("Coverage");
});

test.each([
  ["boundary", true],
  ["scenario", false],
  ["history", false],
] as const)("a case of kind %s says what must become of its request: %s", (kind, says) => {
  const failed = aRequirement({
    id: "r.a",
    verdict: "fail",
    cases: [aCase({ id: "r.a/1", kind, verdict: "fail", expectation: "must-accept" })],
  });
  expect(textOf(byId(page(aRecord({ requirements: [failed] })), "r.a")).includes("must be accepted")).toBe(says);
});
