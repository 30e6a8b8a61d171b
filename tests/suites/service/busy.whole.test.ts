import { expect, test } from "@jest/globals";
import type { Habits } from "#reference/service/habits.ts";
import { answered, runWhole, withVerdict } from "./whole-service.ts";

/** Each change leaves its resource under way for a while, in which others are refused. */
const BUSY: Partial<Habits> = {
  changing: 400,
  busy: ({ kind, settled }) => (kind.ready !== undefined && !settled ? "It is under way." : undefined),
};

test("a change that conflicts with an earlier one is sent again when that is over", async () => {
  const select = ["update-nodegroup-config.*", "update-cluster-config.*"];
  const run = await runWhole({ habits: BUSY, select, isPatient: true });
  const observed = new Set(run.record.requirements.flatMap(({ id, level }) => (level === "INFO" ? [id] : [])));
  expect(withVerdict(run, "fail", "warn")).toEqual([]);
  expect(withVerdict(run, "inconclusive").filter((id) => !observed.has(id))).toEqual([]);
  expect(run.verdicts.get("update-cluster-config.upgrade-policy.type.accepts")).toBe("pass");
});

test("so is one that conflicts with what no status shows", async () => {
  let busyUntil = 0;
  const run = await runWhole({
    select: ["update-access-entry.username.*"],
    isPatient: true,
    instead: async (request, pass) => {
      if (request.method !== "POST" || !/\/access-entries\/[^/]+$/.test(request.path)) return pass(request);
      if (busyUntil > 0) {
        busyUntil -= 1;
        return answered(409, { message: "An update is under way." }, "ResourceInUseException");
      }
      busyUntil = 2;
      return pass(request);
    },
  });
  expect(withVerdict(run, "fail", "warn")).toEqual([]);
  expect(run.verdicts.get("update-access-entry.username.type.accepts")).toBe("pass");
});

test("EKS's 400 for what is under way, and for what would belong to it, is charged to nobody", async () => {
  let turnedAway = 0;
  const run = await runWhole({
    habits: BUSY,
    select: ["update-cluster-config.*", "update-nodegroup-config.*", "create-access-entry.*", "create-addon.*"],
    isPatient: true,
    instead: async (request, pass) => {
      const response = await pass(request);
      if (response.status !== 409 || !String(response.body).includes("under way")) return response;
      turnedAway += 1;
      return answered(400, { message: "The cluster is not in ACTIVE status" }, "InvalidRequestException");
    },
  });
  expect(turnedAway).toBeGreaterThan(0);
  expect(withVerdict(run, "fail")).toEqual([]);
});

test("creations side by side that are all refused for what they would belong to go again", async () => {
  // The first is the plain one; three times three racers are turned away.
  let made = 0;
  const run = await runWhole({
    select: ["create-access-entry.parallel.*"],
    isPatient: true,
    instead: async (request, pass) => {
      if (request.method !== "POST" || !request.path.endsWith("/access-entries")) return pass(request);
      made += 1;
      const isBusy = made > 1 && made < 11;
      return isBusy ? answered(400, { message: "The cluster is UPDATING." }, "InvalidRequestException") : pass(request);
    },
  });
  const races = ["same-name", "same-token", "distinct"].map((race) => `create-access-entry.parallel.${race}`);
  expect(races.map((id) => run.verdicts.get(id))).toEqual(["pass", "pass", "pass"]);
  expect(run.left).toEqual([]);
});

test("a creation that conflicts with another of its kind under way is sent again when that is over", async () => {
  let turnsAway = 0;
  const run = await runWhole({
    select: ["create-fargate-profile.tags.*.accepts"],
    isPatient: true,
    instead: async (request, pass) => {
      if (request.method === "GET" || !request.path.includes("/fargate-profiles")) return pass(request);
      if (request.method === "POST" && turnsAway > 0) {
        turnsAway -= 1;
        return answered(409, { message: "A Fargate profile is in status DELETING." }, "ResourceInUseException");
      }
      turnsAway = 2;
      return pass(request);
    },
  });
  expect(withVerdict(run, "fail", "warn", "inconclusive")).toEqual([]);
  expect(run.verdicts.get("create-fargate-profile.tags.max-properties.accepts")).toBe("pass");
  expect(run.left).toEqual([]);
});
