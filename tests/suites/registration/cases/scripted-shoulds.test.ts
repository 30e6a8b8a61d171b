import { expect, test } from "@jest/globals";
import { FAULTS } from "#reference/faults.ts";
import { LIFECYCLE_CASES } from "#suites/registration/cases/lifecycle/lifecycle.ts";
import { IDEMPOTENCY_CASES } from "#suites/registration/cases/lifecycle/idempotency.ts";
import { judgeCase } from "./judge-case.ts";

/** What the answers of a few requests show, be it no more than a SHOULD, a script can look for. */
test.each([
  "register.token.after-deregistration",
  "register.initial-status",
  "register.arn-region",
  "describe.no-activation-code",
  "deregister.no-activation-code",
  "deregister.status-deleting",
  "deregister.same-cluster",
])("%s, where it is missed, comes with a condition", async (id) => {
  const faults = FAULTS.filter(({ requirements }) => requirements[0] === id);
  const cases = [...LIFECYCLE_CASES, ...IDEMPOTENCY_CASES].filter(({ id: of }) => /deregister|describe|after/.test(of));
  for (const { patch } of faults) {
    for (const subject of cases) {
      const { judgements } = await judgeCase(subject, { patch });
      const missed = judgements.filter(({ requirement, verdict }) => requirement === id && verdict === "warn");
      if (missed.length > 0) return expect(missed.map(({ condition }) => condition)).not.toContain(undefined);
    }
  }
  throw new Error("no fault shows it");
});
