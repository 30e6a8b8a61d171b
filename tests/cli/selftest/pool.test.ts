import { expect, test } from "@jest/globals";
import type { runSubjects as RunSubjects } from "../../../cli/selftest/pool.ts";
import type { SubjectResult } from "../../../cli/selftest/subject.ts";

// Worker threads load JavaScript.
const { runSubjects } = (await import("../../../dist/cli/selftest/pool.js" as string)) as {
  runSubjects: typeof RunSubjects;
};

test("a worker runs the suite against a server with a fault, and catches it", async () => {
  const subject = { kind: "fault", id: "activation-expiry-iso" } as const;
  const told: SubjectResult[] = [];
  const options = {
    seed: 1,
    cases: 0,
    untilCaught: true,
    jobs: 1,
    onResult: (result: SubjectResult) => told.push(result),
  };
  const results = await runSubjects([subject], options);
  expect(results).toMatchObject([{ subject, verdict: "non-conformant" }]);
  expect(told).toEqual(results);
});

test("a server that there is not ends it with its name", async () => {
  const options = { seed: 1, cases: 0, jobs: 1, onResult: () => undefined };
  await expect(runSubjects([{ kind: "fault", id: "none" }], options)).rejects.toThrow("fault none: ");
});
