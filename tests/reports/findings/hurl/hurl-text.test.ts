import { expect, test } from "@jest/globals";
import { type HurlText, lineText } from "#reports/findings/hurl/hurl-text.ts";

test("a text of many pieces is written in a time that grows as their number does", () => {
  const pieces = Array.from({ length: 100_000 }, (_, at): HurlText => (at % 2 === 0 ? "{" : ""));
  const before = process.cpuUsage().user;
  const written = lineText([...pieces, { variable: "a" }]);
  expect(written).toBe(`${"\\u{7b}".repeat(50_000)}{{a}}`);
  // Each with all that come after it: more than 30 s.
  expect(process.cpuUsage().user - before).toBeLessThan(10_000_000);
});
