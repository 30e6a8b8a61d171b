import { expect, test } from "@jest/globals";
import { renderConsole } from "#reports/console/render-console.ts";
import { renderHtml } from "#reports/html/render.tsx";
import { renderMarkdown } from "#reports/markdown/markdown.ts";
import { pageTools } from "#cli/files/writing/page-tools.ts";
import { all, byId, parseMarkup, textOf } from "./markup.ts";
import { anOperation, aRecord, aRequirement } from "./producers.ts";

const many = Array.from({ length: 12 }, (_, index) => ({ what: `pattern ${index} is not judged`, operations: ["A"] }));
const stream = { what: "left out: its output is a stream of events", operations: ["ListenToBox"] };
const wide = { what: "no checksum of the body is sent", operations: ["A", "B", "C", "D", "E", "F"] };

const recordOf = (unsupported: readonly { what: string; operations: readonly string[] }[]) => {
  const base = aRecord({ requirements: [aRequirement({ verdict: "pass" })] });
  return { ...base, contract: { ...base.contract, unsupported } };
};

test("what can't be handled stands under Not tested with its operations, although every requirement was judged", () => {
  const record = recordOf([stream, wide]);
  expect(renderConsole(record, { verbose: true, width: 200 })).toContain(
    [
      "Not tested",
      "  not handled: left out: its output is a stream of events (ListenToBox)",
      "  not handled: no checksum of the body is sent (A, B, C, D and 2 more)",
    ].join("\n"),
  );
  const [, markdown = ""] = renderMarkdown(record).split("## Not tested");
  expect(markdown).toContain("| left out: its output is a stream of events | `ListenToBox` |");
  expect(markdown).not.toContain("| Verdict |");
  const section = byId(parseMarkup(renderHtml(record, pageTools()), "html"), "not-tested");
  expect(all(section, "tr").map(textOf).join("\n")).toMatch(/stream of events\s*ListenToBox/);
});

test("a terminal gets the first of many, and how many more there are", () => {
  const text = renderConsole(recordOf([stream, ...many]), { verbose: true, width: 200 });
  expect(text).toContain("(ListenToBox)");
  expect(text).toContain("and 5 more not handled: see index.html");
});

test("what was not asked for is not told of", () => {
  const record = { ...recordOf([wide, stream]), operations: [anOperation("ListenToBox", { verdict: "disabled" })] };
  expect(renderConsole(record, { verbose: true })).not.toContain("ListenToBox");
  expect(renderMarkdown(record)).not.toContain("ListenToBox");
});
