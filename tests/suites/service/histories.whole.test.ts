import { describe, expect, test } from "@jest/globals";
import type { ReferenceRequest } from "#reference/message.ts";
import { SERVICE_VARIANTS } from "#reference/service/variants.ts";
import { answered, habitsOf, runWhole, withVerdict } from "./whole-service.ts";

describe("drawn stories over several kinds", () => {
  test.each([
    ["update-cluster-config.deleted.revived", "create.history"],
    ["register-cluster.tags.revived", "register.history"],
  ])("%s is told by %s", async (fault, requirement) => {
    const run = await runWhole({ habits: habitsOf(fault), select: [requirement] });
    expect(run.verdicts.get(requirement)).toBe("warn");
    const sound = await runWhole({ select: [requirement] });
    expect(sound.verdicts.get(requirement)).toBe("pass");
    expect(sound.left).toEqual([]);
  });

  test("a store that forgets what it described a few times is told, with the step", async () => {
    const looks = new Map<string, number>();
    const run = await runWhole({
      select: ["create.history"],
      instead: ({ method, path }: ReferenceRequest) => {
        if (method !== "GET" || !/^\/clusters\/[^/]+$/.test(path)) return undefined;
        looks.set(path, (looks.get(path) ?? 0) + 1);
        const [shared] = looks.keys();
        const isForgotten = path !== shared && (looks.get(path) ?? 0) > 1;
        return isForgotten ? answered(404, { message: "none" }, "ResourceNotFoundException") : undefined;
      },
    });
    expect(run.verdicts.get("create.history")).toBe("warn");
    expect(JSON.stringify(run.record)).toMatch(/(?:step \d+ of \d+, |after \d+ steps).*it is not there any more/);
  });

  test("refusals on the way end nothing, and are no failure", async () => {
    const refuses = (code: string) =>
      runWhole({
        select: ["create.history"],
        instead: ({ method, path }) =>
          (method === "POST" || method === "PUT") && /^\/clusters\/[^/]+\//.test(path)
            ? answered(409, { message: "not now" }, code)
            : undefined,
      });
    const run = await refuses("ResourceInUseException");
    expect(run.verdicts.get("create.history")).toBe("pass");
    expect(run.left).toEqual([]);
  });
});

describe("a conforming server tells every story well", () => {
  const own = SERVICE_VARIANTS.filter(({ patch }) => patch === undefined);
  test.each(own.map((variant) => [variant.id, variant] as const))("%s", async (_id, { habits = {} }) => {
    const run = await runWhole({ habits, select: ["*.history", "*.parallel.*"], isPatient: true });
    expect(withVerdict(run, "fail", "warn", "inconclusive")).toEqual([]);
    expect(run.left).toEqual([]);
  });
});
