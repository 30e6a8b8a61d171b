import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { idsShown } from "#spec/observations/as-observed.ts";
import { loadEksContract } from "#spec/contract/load.ts";
import { loadObservations } from "#spec/observations/load-observations.ts";
import { parseObservations } from "#spec/observations/read-observations.ts";
import type { RequirementResult, RunRecord } from "#suites/record/record.ts";
import { withFolder, type CliResult } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { aCase, anEvidence, body, aRecord, aRequirement } from "#tests/reports/producers.ts";

const NAME = "somebodys-cluster";
const next = `O${Math.max(...loadObservations().observations.map(({ id }) => Number(id.slice(1)))) + 1}`;

/** A requirement with one case that came to its verdict by one answer to a GET of a cluster. */
function judged(
  id: string,
  answer: { readonly status: number; readonly type?: string; readonly body: object },
  more: Partial<RequirementResult> = {},
): RequirementResult {
  const verdict = more.verdict ?? "pass";
  const evidence = anEvidence({ status: answer.status, responseBody: body(JSON.stringify(answer.body)) });
  const headers = answer.type === undefined ? [] : [["X-Amzn-Errortype", answer.type] as const];
  const exchange = {
    ...evidence,
    request: { ...evidence.request, method: "GET", path: `/clusters/${NAME}` },
    response: evidence.response && { ...evidence.response, headers: [["x-amzn-requestid", "1"] as const, ...headers] },
  };
  const judgement = { requirement: id, verdict, expected: "what is due", received: "what came", exchange: 0 };
  const cases = [aCase({ id: `${id}/1`, verdict, summary: "an unknown name", judgement, exchanges: [exchange] })];
  return aRequirement({ id, operation: "DescribeCluster", evidence: "modelled", ...more, verdict, cases });
}

const UNKNOWN = {
  status: 404,
  type: "ResourceNotFoundException",
  body: { message: `No cluster found for name: ${NAME}.`, clusterName: NAME },
};
const SHOWN = { status: 200, body: { [NAME]: NAME, cluster: { name: NAME, tags: { [NAME]: NAME }, endpoint: null } } };

async function observed(record: RunRecord, ...flags: string[]): Promise<CliResult> {
  let result: CliResult = { stdout: "", stderr: "", code: null };
  await withFolder(async (folder) => {
    const file = join(folder, "run.json");
    writeFileSync(file, JSON.stringify(record));
    result = await runCommand(["observe", file, ...flags]);
  });
  return result;
}

const record = aRecord({
  requirements: [
    judged("describe.unknown", UNKNOWN),
    judged("describe.error.resource-not-found.status", UNKNOWN),
    judged("describe.names", SHOWN, { verdict: "fail", level: "MUST", evidence: "recorded" }),
    judged("describe.response.cluster.name", SHOWN),
    judged("list.max-results.maximum", SHOWN, { verdict: "warn", level: "SHOULD" }),
    judged("list.max-results.minimum", UNKNOWN, { level: "SHOULD" }),
  ],
});

describe("observe", () => {
  test("prints observations that can be added as they are, by answer", async () => {
    const { stdout, code } = await observed(record, "--source", "someone/something#7");
    expect(code).toBe(0);
    const { observations } = parseObservations(stdout, "printed.yaml");
    expect(observations).toEqual([
      {
        id: next,
        operation: "DescribeCluster",
        sent: "an unknown name",
        status: 404,
        error: "ResourceNotFoundException",
        says: ["no cluster found for name"],
        answer: expect.objectContaining({ members: ["/message", "/clusterName"] }),
        source: "someone/something#7",
        date: record.run.startedAt.slice(0, 10),
        seen: "raw",
        requirements: ["describe.unknown", "list.max-results.minimum"],
      },
      expect.objectContaining({
        status: 200,
        answer: expect.objectContaining({
          members: ["/cluster", "/cluster/name", "/cluster/tags"],
          nulls: ["/cluster/endpoint"],
        }),
      }),
    ]);
    expect(observations.flatMap((one) => idsShown(loadEksContract(), one))).toContain("describe.response.cluster.name");
  });

  test("says on standard error what they would change", async () => {
    const { stderr } = await observed(record);
    expect(stderr.trimEnd().split("\n").slice(2)).toEqual([
      "MUST that it does not keep: 1",
      "  describe.names (MUST): expected what is due; received what came",
      "kept so far by what was observed, and not by this: 1",
      "  describe.names (MUST): expected what is due; received what came",
      "SHOULD and INFO that it answers as expected: 1",
      "SHOULD and INFO that it answers otherwise: 1",
      "  list.max-results.maximum (SHOULD): expected what is due; received what came",
      "4 requirements kept that no observation showed so far",
    ]);
  });

  test("prints no name that was sent or shown", async () => {
    for (const flags of [[], ["--json"]]) expect((await observed(record, ...flags)).stdout).not.toContain(NAME);
  });

  test("says so where the record is of another kind of target", async () => {
    const { stderr } = await observed(record);
    expect(stderr).toMatch(/is of a target of kind \w+: read as if EKS had answered/);
    const aws = { ...record, target: { ...record.target, kind: "aws" as const } };
    expect((await observed(aws)).stderr).not.toContain("read as if");
  });

  test("prints the same as JSON", async () => {
    const [found] = JSON.parse((await observed(record, "--json")).stdout) as Record<string, unknown[]>[];
    expect(Object.keys(found ?? {})).toEqual(["observations", "unkept", "departed", "settled", "confirmed"]);
    expect(found?.["confirmed"]).toEqual([
      "describe.unknown",
      "describe.error.resource-not-found.status",
      "describe.response.cluster.name",
      "list.max-results.minimum",
    ]);
  });

  test("refuses what is no record, in one line", async () => {
    const refused = await runCommand(["observe", "/nowhere/run.json"]);
    expect(refused).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(/^[^\n]+\n$/) });
  });
});
