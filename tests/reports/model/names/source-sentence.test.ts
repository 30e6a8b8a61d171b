import { expect, test } from "@jest/globals";
import { sourceSentence } from "#reports/model/names/source-sentence.ts";
import type { RequirementResult } from "#suites/record/record.ts";

const TEXT = [
  "- P16. A body that is JSON but no object, an array, is refused with status 400. [PT RestJsonBody]",
  "- ConnectorConfigProvider: one of EKS_ANYWHERE, ANTHOS.",
  `"roleArn": "string`,
  `"`,
  "Type: Object",
  "Required: Yes",
  "A name that is",
  "unique in its Region.",
].join("\n");
const sources = [{ name: "a.md", text: TEXT }];
const sentence = (line: number, quote: string, parts: Partial<RequirementResult> = {}) =>
  sourceSentence(
    { trace: { source: "a.md", line, quote, date: "undated" }, operation: "RegisterCluster", ...parts },
    sources,
  );

test("a sentence that the quote cuts is told to its end, without its number and origins", () => {
  expect(sentence(1, "P16. A body that is JSON but no object, an array, is")).toEqual({
    text: "A body that is JSON but no object, an array, is refused with status 400.",
  });
  expect(sentence(7, "A name that is")).toEqual({ text: "A name that is unique in its Region." });
});

test("a line that is no sentence says what it is said of", () => {
  expect(sentence(5, "Type: Object Required: Yes", { subject: { input: "connectorConfig" } })).toEqual({
    about: "`connectorConfig` of RegisterCluster",
    text: "Type: Object Required: Yes",
  });
  expect(sentence(3, `"roleArn": "string`, { subject: { output: "/cluster/roleArn" } })).toEqual({
    about: "`cluster.roleArn` of RegisterCluster",
    text: `"roleArn": "string "`,
  });
});

test("where the lines do not hold the quote, it is told as it is", () => {
  expect(sentence(2, "what nobody wrote", { operation: "*" })).toEqual({ about: undefined, text: "what nobody wrote" });
});

test("a line of the contract keeps its brackets", () => {
  const trace = { source: "openapi", line: 7, quote: `"enum": ["host","rack"]`, date: "undated" };
  expect(sourceSentence({ trace, operation: "CreateCluster", subject: { input: "level" } }, sources)).toEqual({
    about: "`level` of CreateCluster",
    text: `"enum": ["host","rack"]`,
  });
});
