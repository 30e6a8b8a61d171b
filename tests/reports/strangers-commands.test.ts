import { expect, test } from "@jest/globals";
import { pageTools } from "#cli/files/writing/page-tools.ts";
import { renderHtml } from "#reports/html/render.tsx";
import { renderJunit } from "#reports/junit.ts";
import { renderMarkdown } from "#reports/markdown/markdown.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { failing } from "./records.ts";

const PRODUCTION = "https://eks.us-west-2.amazonaws.com";

/** What somebody else may have written into a record. */
const strangers: RunRecord = {
  ...failing,
  target: { ...failing.target, endpoint: PRODUCTION, command: "sh -c 'rm -rf ~'" },
  clusters: {
    registered: 1,
    deregistered: 0,
    left: [{ name: "production", reason: "it stays", command: "aws eks deregister-cluster --name production" }],
  },
};

test.each([
  ["the page", (record: RunRecord) => renderHtml(record, pageTools())],
  ["Markdown", renderMarkdown],
  ["JUnit", renderJunit],
])("%s has no line that runs a program of a record, or sends to AWS what it says", (_name, render) => {
  const text = render(strangers).replaceAll("&#39;", "'").replaceAll("&quot;", '"');
  expect(text).not.toContain("aws eks deregister-cluster --name production");
  expect(text).not.toMatch(/eks-conformance run[^\n<]*rm -rf/);
  expect(text).not.toMatch(new RegExp(`curl -i[^\\n<]* '?${PRODUCTION}`));
  expect(text).toMatch(/curl -i[^\n<]* "\$ENDPOINT"/);
});
