import { describe, expect, test } from "@jest/globals";
import { findingOf } from "#scripts/interop/findings/shown-finding.ts";
import type { ListForm } from "#suites/record/condition.ts";
import { aCase, anEvidence, aRequirement, body } from "#tests/reports/producers.ts";

const PAGES = [
  ["ecf-a", "gone"],
  ["b", "kept"],
].map((clusters) => anEvidence({ status: 200, responseBody: body(JSON.stringify({ clusters })) }));

/** Pages of a list, of which the last decided. */
function listed(list: ListForm, expected = "the list as foretold") {
  const one = aCase({ verdict: "fail", exchanges: PAGES });
  const judgement = { ...one.judgement, expected, exchange: 1, condition: { list } };
  return findingOf(aRequirement({ verdict: "fail", cases: [{ ...one, judgement }] })).exchange;
}

describe("the page of a list that a finding shows", () => {
  test("is the one that names what the list should lack", () => {
    expect(listed({ once: ["ecf-a", "kept"], lacks: ["gone"] })).toBe(PAGES[0]);
  });

  test("is the last one where no page does", () => {
    expect(listed({ once: ["ecf-a", "kept", "lost"], lacks: ["other"] })).toBe(PAGES[1]);
  });

  test("is not taken from the words of the judgement", () => {
    expect(listed({ once: ["ecf-a"] }, "ecf-a once")).toBe(PAGES[1]);
  });
});
