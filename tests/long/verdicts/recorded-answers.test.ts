import { join } from "node:path";
import { readFileSync } from "node:fs";
import { afterEach, expect } from "@jest/globals";
import type { Contract } from "../../../spec/contract/contract.ts";
import { loadBundledContract, loadEksContract } from "../../../spec/contract/load.ts";
import type { RunRecord } from "../../../suites/record/record.ts";
import { startCli, withFolder } from "../../helpers/cli-process.ts";
import { needing } from "../../helpers/needs/needing.ts";
import { properRequest } from "../../helpers/recorded/proper-request.ts";
import {
  bodyOf,
  FORMS,
  headersOf,
  recordedAnswers,
  type WrittenForm,
} from "../../helpers/recorded/recorded-answers.ts";
import { closeOpened, onCleanUp, startLoopback } from "../../helpers/servers/loopback.ts";

afterEach(closeOpened);

const recorded = needing("recorded answers of EKS");

type Finding = readonly [requirement: string, verdict: string];

/** What AWS's answers contradict in AWS's own model: DescribeClusterVersions shows a status of another spelling. */
const CONTRADICTED: readonly Finding[] = [["describe-cluster-versions.response.cluster-versions", "warn"]];

/** Replays the recorded answers behind `proxy`, each to a proper request; the findings, and how many it judged. */
async function replayed(spec: "eks" | "register-cluster", contract: Contract, form: WrittenForm) {
  const given = recordedAnswers().filter(({ operation }) => contract.operations.has(operation));
  const server = await startLoopback((request, response) => {
    request.resume().on("end", () => {
      const at = Number(request.headers["x-recorded"]);
      const answer = given[at];
      if (answer === undefined) return void response.writeHead(500).end();
      response.writeHead(answer.status, headersOf(answer, at).flat()).end(bodyOf(contract, answer, form));
    });
  });
  onCleanUp(() => Promise.resolve(server.close()));
  return withFolder(async (out) => {
    const { child, seen, done } = startCli(
      ["proxy", "--port", "0", "--spec", spec, "--endpoint-url", server.url, "--out", out, "--format", "json"],
      { EKS_CONFORMANCE_KEY: "of these tests" },
    );
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    try {
      await seen("AWS_ENDPOINT_URL_EKS=");
      const url = /AWS_ENDPOINT_URL_EKS=(\S+)/.exec(said)?.[1] ?? "";
      for (const [at, answer] of given.entries()) {
        const { method, path, headers, body } = properRequest(contract, answer);
        const sent = { method, headers: [...headers, ["x-recorded", String(at)]] as [string, string][] };
        await (await fetch(url + path, body === undefined ? sent : { ...sent, body: Buffer.from(body) })).text();
      }
    } finally {
      child.kill("SIGINT");
    }
    const { code } = await done;
    const record = JSON.parse(readFileSync(join(out, "run.json"), "utf8")) as RunRecord;
    const findings = record.requirements.flatMap(({ id, verdict }): Finding[] =>
      verdict === "fail" || verdict === "warn" ? [[id, verdict]] : [],
    );
    return { code, findings, judged: record.traffic.cases, given: given.length };
  });
}

recorded.test.each(FORMS)(
  "all of EKS: nothing is found in what AWS answered but what contradicts its model, %s",
  async (form) => {
    const { given, ...seen } = await replayed("eks", loadEksContract(), form);
    expect(seen).toEqual({ code: 0, findings: CONTRADICTED, judged: given });
  },
);

recorded.test.each(FORMS)("registrations and what goes with them: the same, %s", async (form) => {
  const { given, ...seen } = await replayed("register-cluster", loadBundledContract(), form);
  expect(seen).toEqual({ code: 0, findings: [], judged: given });
});
