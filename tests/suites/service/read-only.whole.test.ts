import { expect, test } from "@jest/globals";
import { answered, runWhole, withVerdict } from "./whole-service.ts";

const isRead = (line: string): boolean => line.startsWith("GET ");

test("what is planned for a run that only reads is GET alone, and judges lists, descriptions and signatures", async () => {
  const run = await runWhole({ readOnly: "planned", auth: true });
  expect(run.requests.filter((line) => !isRead(line))).toEqual([]);
  expect(withVerdict(run, "fail", "warn", "error", "inconclusive")).toEqual([]);
  expect(withVerdict(run, "pass")).toEqual(
    expect.arrayContaining([
      "list.valid",
      "list.max-results.maximum",
      "describe.unknown",
      "describe-nodegroup.unknown",
      "api.auth.unsigned",
    ]),
  );
  expect(run.record.outcome.exitCode).toBe(0);
});

test("it says of what would change something that it is not asked", async () => {
  const run = await runWhole({ readOnly: "planned", select: ["create-nodegroup.*"] });
  const own = run.record.requirements.filter(({ id }) => id.startsWith("create-nodegroup."));
  expect([...new Set(own.map(({ reason }) => reason))]).toEqual([
    "not asked: with --read-only nothing but GET is sent",
  ]);
});

test("where a whole run is planned by mistake, nothing but GET leaves, and the first that is none ends the run", async () => {
  const run = await runWhole({ readOnly: "guarded" });
  expect(run.requests.filter((line) => !isRead(line))).toEqual([]);
  const reasons = new Set(run.record.requirements.map(({ reason }) => reason));
  expect([...reasons].filter((reason) => reason?.includes("is not sent: this run only reads"))).toHaveLength(1);
  expect(run.left).toEqual([]);
});

test("a fault of a list, and of a description of what there is none of, is found by reading", async () => {
  const run = await runWhole({
    readOnly: "planned",
    instead: ({ path }) => {
      if (/^\/clusters\?.*maxResults=101/.test(path)) return answered(200, { clusters: [] });
      return /^\/clusters\/[^/]+$/.test(path) ? answered(500, { message: "no" }, "ServerException") : undefined;
    },
  });
  expect(withVerdict(run, "fail")).toEqual(expect.arrayContaining(["describe.unknown", "api.no-server-error"]));
  expect(withVerdict(run, "warn")).toContain("list.max-results.maximum");
});
