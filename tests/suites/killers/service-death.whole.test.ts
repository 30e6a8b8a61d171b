import { expect, test } from "@jest/globals";
import type { ReferenceRequest } from "../../../reference/message.ts";
import { answered, runWhole, sentIn } from "../service/whole-service.ts";

const isDeadly = (request: ReferenceRequest): boolean =>
  request.path.endsWith("/node-groups") && JSON.stringify(sentIn(request)).includes('"maxSize":0');

test("a service that dies of one request is told with that request, and with its case", async () => {
  let isDead = false;
  const { record } = await runWhole({
    select: ["create-nodegroup.*", "api.answers"],
    instead: (request, pass) => {
      isDead ||= isDeadly(request);
      if (!isDead) return pass(request);
      return { ...answered(500, {}), transport: { fate: "drop", delayMs: 0, chunked: false, close: true } };
    },
  });
  expect(record.run.gone).toMatch(
    /in flight when it stopped, .*CreateNodegroup with .*\(case create-nodegroup\/[\w/-]+\)/,
  );
});
