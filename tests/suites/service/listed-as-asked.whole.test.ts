import { describe, expect, test } from "@jest/globals";
import { habitsOf, runWhole } from "./whole-service.ts";

async function verdictOf(requirement: string, fault?: string): Promise<string | undefined> {
  const habits = fault === undefined ? {} : { habits: habitsOf(fault) };
  return (await runWhole({ ...habits, select: [requirement] })).verdicts.get(requirement);
}

describe.each([
  ["list-clusters.being-asked.not-minded", "list.unasked.registered-cluster", "fail"],
  ["list-pod-identity-associations.filters.any", "list-pod-identity-associations.filters.together", "warn"],
  ["describe-addon-versions.filters.any", "describe-addon-versions.filters.together", "warn"],
  ["describe-cluster-versions.cluster-versions.first-alone", "describe-cluster-versions.filters", "fail"],
  ["describe-cluster-versions.cluster-versions.last-alone", "describe-cluster-versions.filters", "fail"],
  ["describe-cluster-versions.default-only.on-for-false", "describe-cluster-versions.filters.off", "warn"],
  ["describe-addon-versions.types.first-alone", "describe-addon-versions.filters", "fail"],
  ["describe-addon-versions.types.last-alone", "describe-addon-versions.filters", "fail"],
  [
    "list-associated-access-policies.replaced.listed",
    "list-associated-access-policies.once.access-policy-association",
    "warn",
  ],
  ["describe-insight.parent.not-minded", "describe-insight.elsewhere", "fail"],
  ["describe-update.parent.not-minded", "describe-update.elsewhere", "fail"],
  ["tag-resource.tags-before.not-minded", "tag-resource.tags.most", "warn"],
  ["tag-resource.tags-given-anew.not-minded", "tag-resource.tags.anew", "warn"],
  ["tag-resource.whole-request.not-minded", "tag-resource.tags.whole", "warn"],
])("%s", (fault, requirement, verdict) => {
  test(`is found by ${requirement}`, async () => {
    expect(await verdictOf(requirement, fault)).toBe(verdict);
  });

  test(`and not where there is none: ${requirement}`, async () => {
    expect(await verdictOf(requirement)).toBe("pass");
  });
});

test("an item that shows another value than the answer to the creation is a warning where nothing describes it", async () => {
  const requirement = "list-associated-access-policies.agrees.members.access-policy-association";
  const select = [requirement];
  const run = await runWhole({
    select,
    instead: async (request, pass) => {
      const response = await pass(request);
      if (request.method !== "GET" || !request.path.includes("/access-policies")) return response;
      return { ...response, body: String(response.body).replace(/"namespaces":\["default"\]/g, '"namespaces":[]') };
    },
  });
  expect(run.verdicts.get(requirement)).toBe("warn");
  expect((await runWhole({ select })).verdicts.get(requirement)).toBe("pass");
});

test("tags that AWS adds do not count among as many as a resource may have", async () => {
  const run = await runWhole({
    select: ["tag-resource.tags.most"],
    instead: async (request, pass) => {
      const response = await pass(request);
      const isListed = request.method === "GET" && request.path.startsWith("/tags/");
      return isListed
        ? { ...response, body: String(response.body).replace('"tags":{', '$&"aws:by":"aws",') }
        : response;
    },
  });
  expect(run.verdicts.get("tag-resource.tags.most")).toBe("pass");
});

test("what is set anew and listed as it was before is a warning", async () => {
  const requirement = "list-associated-access-policies.agrees.members.access-policy-association";
  const first = new Map<string, string>();
  const run = await runWhole({
    select: [requirement],
    instead: async (request, pass) => {
      const response = await pass(request);
      if (request.method !== "GET" || !request.path.includes("/access-policies")) return response;
      const [, scope = ""] = /"accessScope":(\{[^}]*\})/.exec(String(response.body)) ?? [];
      if (scope !== "" && !first.has(request.path)) first.set(request.path, scope);
      const before = first.get(request.path) ?? scope;
      return { ...response, body: String(response.body).replace(/"accessScope":\{[^}]*\}/, `"accessScope":${before}`) };
    },
  });
  expect(run.verdicts.get(requirement)).toBe("warn");
});
