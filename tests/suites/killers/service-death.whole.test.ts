import { expect, test } from "@jest/globals";
import type { ReferenceRequest, ReferenceResponse } from "#reference/message.ts";
import { answered, runWhole, sentIn } from "#tests/suites/service/whole-service.ts";

const isDeadly = (request: ReferenceRequest): boolean =>
  request.path.endsWith("/node-groups") && JSON.stringify(sentIn(request)).includes('"maxSize":0');

const dropped = (): ReferenceResponse => ({
  ...answered(500, {}),
  transport: { fate: "drop", delayMs: 0, chunked: false, close: true },
});

test("a service that dies of one request is told with that request, and with its case", async () => {
  let isDead = false;
  const { record } = await runWhole({
    select: ["create-nodegroup.*", "api.answers"],
    instead: (request, pass) => {
      isDead ||= isDeadly(request);
      if (!isDead) return pass(request);
      return dropped();
    },
  });
  expect(record.run.gone).toMatch(
    /in flight when it stopped, .*CreateNodegroup with .*\(case create-nodegroup\/[\w/-]+\)/,
  );
});

test("a service that dies and is started again, and has lost what was in it, is judged on by what is made anew", async () => {
  let deaths = 0;
  const { record } = await runWhole({
    select: ["create-nodegroup.*", "api.answers"],
    lifeline: {
      ready: () => undefined,
      get deaths() {
        return deaths;
      },
    },
    instead: async (request, pass, restart) => {
      if (!isDeadly(request)) return pass(request);
      deaths += 1;
      restart();
      return dropped();
    },
  });
  const missed = record.requirements.filter(({ verdict }) => verdict === "fail").map(({ id }) => id);
  expect(missed).toEqual(["api.answers", "create-nodegroup.scaling-config.max-size.minimum"]);
  expect(record.requirements.filter(({ verdict }) => verdict === "inconclusive")).toEqual([]);
  expect(record.run.gone).toMatch(/It died of CreateNodegroup with .*\(case create-nodegroup\/[\w/-]+\)/);
});
