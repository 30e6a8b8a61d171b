import { describe, expect, test } from "@jest/globals";
import { renderQuiet } from "#reports/quiet.ts";
import { causesOf, failingCauses } from "#reports/model/causes/causes-of.ts";
import { aCase, anOutcome, aRecord, aRequirement } from "./producers.ts";
import { conformant, failing, hostile, inconclusive, interrupted, notImplemented } from "./records.ts";

const causes = (record: typeof failing) => failingCauses(record, causesOf(record));
const PLAIN = {
  width: 80,
  sweep: "eks-conformance sweep --journal journal.ndjson",
  paint: (_tone: unknown, text: string) => text,
};

test("a run that went as expected says nothing", () => {
  expect(renderQuiet(conformant, PLAIN)).toBe("");
});

test("each cause is one line that names a requirement, what was expected and what came", () => {
  const lines = renderQuiet(failing, PLAIN).trimEnd().split("\n");
  const left = failing.clusters.left.length > 0 ? 1 + failing.clusters.left.length : 0;
  const sentence = failing.outcome.exitCode === 1 ? 0 : 1;
  expect(lines).toHaveLength(causes(failing).length + left + sentence);
  for (const { title, shownBy } of causes(failing)) {
    const named = lines.filter((line) => line.includes(title.replaceAll("`", "")));
    expect(named.join()).toContain(`(${shownBy[0]?.requirement.id})`);
    expect(named.join()).toMatch(/expected .*; received /);
  }
});

test("requirements that fail alike are counted on the one line", () => {
  const alike = ["register.a", "register.b"].map((id) =>
    aRequirement({ id, verdict: "fail", cases: [aCase({ requirement: "register.same", verdict: "fail" })] }),
  );
  const text = renderQuiet(aRecord({ requirements: alike, outcome: anOutcome("non-conformant", 1, "No", "0") }), PLAIN);
  expect(text).toBe(
    "✗ RegisterCluster answers 400 InvalidParameterException: 2 requirements (register.a): expected 400 InvalidParameterException; received 200\n",
  );
});

test("of entries that no longer fail all are named, since all are to be removed", () => {
  const requirements = ["register.a", "register.b", "register.c"].map((id) => aRequirement({ id, verdict: "stale" }));
  const text = renderQuiet(aRecord({ requirements, outcome: anOutcome("non-conformant", 1, "Stale", "3") }), PLAIN);
  expect(text).toContain(": 3 requirements (register.a, register.b, register.c)");
});

test("an operation that is not there is a cause", () => {
  expect(renderQuiet(notImplemented, PLAIN)).toMatch(
    /^∅ RegisterCluster is not implemented: 22 requirements \(register\.route\)/,
  );
});

describe("what no cause explains", () => {
  test("a run that comes to no verdict says the commonest reason", () => {
    const [first, ...others] = inconclusive.requirements;
    const rare = { ...(first as (typeof others)[number]), reason: "The time limit was reached." };
    expect(renderQuiet({ ...inconclusive, requirements: [rare, ...others] }, PLAIN)).toBe(
      `${inconclusive.outcome.sentence}\n? ${others.length} inconclusive: Connection refused.\n`,
    );
  });

  test("an interrupted run begins with the sentence of its verdict", () => {
    expect(renderQuiet(interrupted, PLAIN).split("\n")[0]).toBe(interrupted.outcome.sentence);
  });

  test("clusters left are named below the verdict, ten of them, with the command that removes them all", () => {
    const name = "eks-left";
    const command = `aws eks deregister-cluster --name ${name}`;
    const record = {
      ...aRecord({ outcome: anOutcome("conformant", 5, "Conformant", "all") }),
      clusters: {
        registered: 1,
        deregistered: 0,
        left: Array.from({ length: 12 }, () => ({ name, reason: "it stays", command })),
      },
    };
    const lines = renderQuiet(record, PLAIN).trimEnd().split("\n");
    expect(lines[0]).toBe(record.outcome.sentence);
    expect(lines[2]).toBe(`  ${PLAIN.sweep}`);
    expect(
      lines
        .slice(3)
        .join(" ")
        .match(/eks-left/g),
    ).toHaveLength(10);
    expect(lines.at(-1)).toMatch(/and 2 more in the record$/);
  });
});

test("nothing that a stranger wrote breaks a line", () => {
  const lines = renderQuiet(hostile, PLAIN).trimEnd().split("\n");
  const left = hostile.clusters.left.length > 0 ? 1 + hostile.clusters.left.length : 0;
  expect(lines.length).toBeLessThanOrEqual(causes(hostile).length + left + 1);
});
