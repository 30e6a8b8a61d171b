import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { renderMarkdown } from "#reports/markdown/markdown.ts";
import { codeBlock, codeSpan, prose } from "#reports/model/text/markdown-text.ts";
import { aCase, aRecord, aRequirement, body, anEvidence } from "#tests/reports/producers.ts";
import { ALL_RECORDS, conformant, failing, hostile, interrupted, notImplemented } from "#tests/reports/records.ts";

const bytes = (text: string) => new TextEncoder().encode(text).length;

/** What is left once fenced blocks and code spans are taken out: the part that a Markdown reader interprets. */
function interpreted(markdown: string): string {
  return markdown.replace(/^(`{3,})[\s\S]*?\n\1$/gm, "").replace(/(?<![\\`])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
}

test.each(Object.entries(ALL_RECORDS))("%s begins with the verdict", (_name, record) => {
  const first = renderMarkdown(record).split("\n")[0] ?? "";
  expect(first).toMatch(/^# \S /);
  expect(first).toContain(
    record.outcome.verdict === "conformant" ? "✓" : record.outcome.verdict === "inconclusive" ? "?" : "",
  );
});

test("failures come before everything else", () => {
  const markdown = renderMarkdown(failing);
  const sections = [...markdown.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
  expect(sections).toEqual(["What to fix", "Known to fail", "Area by level", "Not tested", "Coverage of the contract"]);
});

test("each failing requirement is named", () => {
  const markdown = renderMarkdown(failing);
  for (const { id } of failing.requirements.filter(
    ({ verdict, expectedFailure }) => verdict === "fail" && !expectedFailure,
  )) {
    expect(markdown).toContain(`\`${id}\``);
  }
});

test("MUSTs met by a tolerated answer only are named, with what came", () => {
  const title = "## Met by a tolerated answer only";
  const requirement = aRequirement({ verdict: "warn", cases: [aCase({ verdict: "warn" })] });
  const { expected, received } = aCase({ verdict: "warn" }).judgement;
  const markdown = renderMarkdown(aRecord({ requirements: [requirement] }));
  expect(markdown).toContain(title);
  expect(markdown).toContain(`| \`${requirement.id}\` | ${prose(expected)} | ${prose(received)} |`);
  expect(renderMarkdown(conformant)).not.toContain(title);
});

test("a conformant run has no section of failures", () => {
  expect(renderMarkdown(conformant)).not.toContain("## What to fix");
});

test("the table has a row for each area and as many cells as columns", () => {
  const [, table = ""] = renderMarkdown(failing).split("## Area by level");
  const rows = table.split("\n").filter((line) => line.startsWith("| ") && !line.includes("---"));
  for (const row of rows.slice(0, 12)) expect(row.split(/(?<!\\)\|/)).toHaveLength(6);
});

test("what is known to fail is named with its reason, and nothing is told where nothing is", () => {
  expect(renderMarkdown(failing)).toMatch(
    /^\| Tag limits .*until 2027-03-01\) \| `register\.tags\.keys\.max-length` \|$/m,
  );
  expect(renderMarkdown(conformant)).not.toContain("Known to fail");
});

test("a missing operation is one failure", () => {
  expect(renderMarkdown(notImplemented)).toMatch(/^### 1\. RegisterCluster is not implemented/m);
});

test("clusters left behind come with the command that removes what is one's own, and no other", () => {
  expect(renderMarkdown(interrupted)).toMatch(
    /```sh\nnpx --no eks-conformance sweep --journal journal\.ndjson --endpoint-url \S+ --region \S+( --sandbox-account ID)?\n```\n\n- `conf-17`: DeregisterCluster answered 500/,
  );
});

test("of many clusters left behind ten are listed, and the others counted", () => {
  const left = Array.from({ length: 484 }, (_, at) => ({ name: `ecf-${at}`, reason: "it stays", command: "remove" }));
  const text = renderMarkdown(aRecord({ clusters: { registered: 484, deregistered: 0, left } }));
  expect(text.match(/^- `ecf-/gm)).toHaveLength(10);
  expect(text).toMatch(/ecf-9`: it stays\n- and 474 more$/m);
});

test("a summary too large for GitHub is cut, and says so", () => {
  const requirements = Array.from({ length: 250 }, (_, index) => {
    const id = `register.r${index}`;
    const verdict = index === 0 ? "pass" : "fail";
    const exchanges = [anEvidence({ status: 200, responseBody: body(JSON.stringify({ said: "ü".repeat(5000) })) })];
    const cases = [aCase({ requirement: id, verdict, exchanges })];
    return aRequirement({ id, verdict, cases, subject: { input: `r${index}`, side: "reject" } });
  });
  const markdown = renderMarkdown(aRecord({ requirements, outcome: failing.outcome }));
  expect(bytes(markdown)).toBeLessThanOrEqual(900_000);
  expect(bytes(markdown)).toBeGreaterThan(700_000);
  expect(markdown).toMatch(/> Cut here.*\d+ more causes in the HTML report/);
  expect(markdown).toContain("## Area by level");
});

describe("what an endpoint sent", () => {
  const left = interpreted(renderMarkdown(hostile));

  test("makes no markup of its own", () => {
    expect(left.replace(/<\/?(?:details|summary)>/g, "")).not.toMatch(/</);
    expect(left).not.toMatch(/(?<!\\)!?\[[^\]]*\]\(/);
    expect(left).not.toContain("@everyone");
    expect(left).not.toMatch(/:\/\//);
  });

  test("makes no headings or lists", () => {
    const headings = [...left.matchAll(/^#+ (.*)$/gm)].map(([, title]) => title ?? "");
    expect(headings.filter((title) => title.startsWith("heading"))).toEqual([]);
    expect(left).not.toMatch(/^- list/m);
  });
});

test("no content closes its code span or block", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("`", "a", "\n", " ", "|") }), (text) => {
      expect(interpreted(`before ${codeSpan(text)} after`).replace(/\s+/g, " ")).toBe("before after");
      expect(interpreted(`before\n${codeBlock(text)}\nafter`)).toBe("before\n\nafter");
    }),
  );
});

test("prose is one line with every sign of markup escaped", () => {
  expect(prose("a_b *c* <d> [e](https://f) `g`\n# h @i & |")).toBe(
    "a\\_b \\*c\\* &lt;d&gt; \\[e\\](https:&#47;&#47;f) \\`g\\`␊\\# h &#64;i &amp; \\|",
  );
});
