import { describe, expect, test } from "@jest/globals";
import { decidingAnswers, formsAt } from "#reports/model/causes/deciding-answers.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import { aCase, anEvidence, body } from "#tests/reports/producers.ts";

function to(method: string, path: string): Evidence {
  const exchange = anEvidence({ status: 200 });
  return { ...exchange, request: { ...exchange.request, method, path } };
}

const post = to("POST", "/clusters");
const [first, second] = [to("GET", "/clusters?maxResults=1"), to("GET", "/clusters?nextToken=2")];
const example = aCase({ exchanges: [post, first, second] });

describe("the answers that decided", () => {
  test("are the last one, or the one that the judgement names", () => {
    expect(decidingAnswers(example)).toEqual([second]);
    expect(decidingAnswers({ ...example, judgement: { ...example.judgement, exchange: 0 } })).toEqual([post]);
  });

  test("are all pages of a list", () => {
    const condition = { list: { once: ["a"] } };
    expect(decidingAnswers({ ...example, judgement: { ...example.judgement, condition } })).toEqual([first, second]);
  });

  test("are none without a case, or an exchange", () => {
    expect(decidingAnswers(undefined)).toEqual([]);
    expect(decidingAnswers(aCase({ exchanges: [] }))).toEqual([]);
  });
});

test.each<[string, string, readonly string[]]>([
  ["/a", '{"a":{}}', ["object"]],
  ["/a", '{"a":"x"}', ["string"]],
  ["/a", '{"a":null}', ["nothing"]],
  ["/b", '{"a":1}', ["nothing"]],
  ["/a", "no JSON", ["nothing"]],
  ["/a", '{"a":[]}', ["list of nothing"]],
  ["/a", '{"a":["x","y",1,[]]}', ["list of string", "list of number", "list of list"]],
])("what stands at %s of %s is %j", (member, text, forms) => {
  expect(formsAt(anEvidence({ status: 200, responseBody: body(text) }), member)).toEqual(forms);
});
