import { describe, expect, test } from "@jest/globals";
import { faultDrawer } from "#reference/service/drawn/drawn-service-fault.ts";
import { serviceOf } from "#reference/service/service-of.ts";
import { answered, habitsOf, runWhole, sentIn, withVerdict } from "./whole-service.ts";

describe("operations that contradict each other about one resource", () => {
  const TOLD = [
    ["describe-nodegroup.created-at.changed", "describe-nodegroup.agrees", "fail"],
    ["list-capabilities.arn.changed", "list-capabilities.agrees.capability", "fail"],
    ["delete-fargate-profile.created-at.changed", "delete-fargate-profile.agrees", "fail"],
    ["update-nodegroup-config.the-rest-of-structures.not-minded", "update-nodegroup-config.keeps", "warn"],
    ["update-cluster-config.the-rest-of-structures.not-minded", "update-cluster-config.keeps", "warn"],
    ["update-access-entry.the-rest.not-minded", "update-access-entry.keeps", "warn"],
    ["update-nodegroup-config.which-one.not-minded", "update-nodegroup-config.others", "warn"],
    ["update-cluster-config.which-one.not-minded", "update-cluster-config.others", "warn"],
    ["update-pod-identity-association.which-one.not-minded", "update-pod-identity-association.others", "warn"],
    ["create-nodegroup.labels.cut", "create-nodegroup.shown.optional", "warn"],
    ["create-nodegroup.which-one.not-minded", "create-nodegroup.others", "warn"],
    ["create-pod-identity-association.which-one.not-minded", "create-pod-identity-association.others", "warn"],
    ["delete-fargate-profile.one-parent.not-minded", "delete-fargate-profile.alone", "fail"],
    ["delete-access-entry.one-parent.not-minded", "delete-access-entry.alone", "fail"],
    ["create-access-entry.type.default-other", "create-access-entry.defaults", "fail"],
    ["update-nodegroup-config.patches.replace", "update-nodegroup-config.patched", "fail"],
    ["update-nodegroup-config.patches.never-remove", "update-nodegroup-config.patched", "fail"],
    ["update-nodegroup-config.patches.remove-by-first", "update-nodegroup-config.patched.near", "warn"],
    ["update-nodegroup-config.patches.add-again", "update-nodegroup-config.patched.anew", "warn"],
    ["update-nodegroup-config.patches.fold-keys", "update-nodegroup-config.patched.near", "warn"],
    ["associate-access-policy.later-value.not-minded", "associate-access-policy.anew", "warn"],
    ["create-addon.one-parent.not-minded", "create-addon.apart", "warn"],
    ["create-addon.own-tags.not-minded", "create-addon.apart", "warn"],
    ["create-nodegroup.one-parent.not-minded", "create-nodegroup.apart", "warn"],
    ["associate-access-policy.one-parent.not-minded", "associate-access-policy.apart", "warn"],
    ["create-nodegroup.body.unquoted", "create-nodegroup.scaling-config.min-size.type.scalar", "warn"],
    ["update-cluster-version.body.unquoted", "update-cluster-version.force.type.scalar", "warn"],
    ["create-nodegroup.body.unquoted", "create-nodegroup.node-repair-config.enabled.type.scalar", "warn"],
    ["describe-update.maker.not-minded", "describe-update.maker", "warn"],
    ["create-nodegroup.readiness.not-minded", "create-nodegroup.ready", "warn"],
    ["update-cluster-config.readiness.not-minded", "update-cluster-config.ready", "warn"],
    ["update-nodegroup-config.readiness.not-minded", "update-nodegroup-config.ready", "warn"],
    ["delete-certificate-authority.readiness.not-minded", "delete-certificate-authority.ready", "warn"],
    ["update-nodegroup-config.settling.not-minded", "update-nodegroup-config.settled", "warn"],
    ["create-nodegroup.answer.other", "create-nodegroup.answered", "warn"],
    ["update-access-entry.answer.other", "update-access-entry.answered", "warn"],
    ["update-eks-anywhere-subscription.off.dropped", "update-eks-anywhere-subscription.applied.optional", "warn"],
    ["update-access-entry.empty.dropped", "update-access-entry.applied.optional", "warn"],
    ["update-access-entry.time-of-change.not-minded", "update-access-entry.modified", "warn"],
    ["create-cluster.resources-vpc-config.inner-lost", "create.shown.optional", "warn"],
    ["create-fargate-profile.selectors.cut", "create-fargate-profile.shown.optional", "warn"],
    ["create-nodegroup.taints.cut", "create-nodegroup.shown.optional", "warn"],
    ["create-fargate-profile.selectors.inner-lost", "create-fargate-profile.shown.optional", "warn"],
    ["update-cluster-config.resources-vpc-config.inner-lost", "update-cluster-config.applied.optional", "warn"],
    ["create-nodegroup.clock.not-minded", "create-nodegroup.created", "fail"],
    ["list-access-entries.cut.silent", "list-access-entries.pages.whole", "fail"],
    ["list-pod-identity-associations.namespace.by-beginning", "list-pod-identity-associations.filters", "fail"],
    ["list-insights.name.other", "list-insights.agrees.members.insight", "warn"],
    ["deregister-cluster.own-kind.not-minded", "deregister.other-kind.cluster", "warn"],
    ["delete-cluster.own-kind.not-minded", "delete.other-kind.registered-cluster", "warn"],
    ["create-nodegroup.own-kind.not-minded", "create-nodegroup.other-kind.registered-cluster", "warn"],
    ["update-cluster-version.own-kind.not-minded", "update-cluster-version.other-kind.registered-cluster", "warn"],
    ["create-nodegroup.parent.not-minded", "create-nodegroup.elsewhere", "fail"],
    ["list-access-entries.associated-policy-arn.not-filtered", "list-access-entries.filters", "fail"],
    ["list-updates.nodegroup-name.not-filtered", "list-updates.filters", "fail"],
    ["describe-nodegroup.parent.not-minded", "describe-nodegroup.elsewhere", "fail"],
    ["delete-nodegroup.parent.not-minded", "delete-nodegroup.elsewhere", "fail"],
    ["list-nodegroups.parent.not-minded", "list-nodegroups.elsewhere.nodegroup", "fail"],
    ["list-nodegroups.whole-name.not-minded", "list-nodegroups.elsewhere.nodegroup", "fail"],
    ["create-fargate-profile.parent.not-minded", "create-fargate-profile.elsewhere", "fail"],
    ["describe-update.parent.not-minded", "describe-update.elsewhere", "fail"],
    ["list-updates.parent.not-minded", "list-updates.elsewhere.update", "fail"],
    ["create-cluster.resources-vpc-config.endpoint-public-access.default-other", "create.defaults", "fail"],
    ["create-cluster.resources-vpc-config.endpoint-public-access.default-for-false", "create.shown.optional", "warn"],
    ["create-nodegroup.disk-size.default-other", "create-nodegroup.defaults", "fail"],
    ["create-nodegroup.arn.account.missing", "create-nodegroup.arn", "warn"],
    ["create-cluster.children.revived", "delete.gone.update", "warn"],
    ["create-pod-identity-association.others-alike.not-minded", "create-pod-identity-association.taken", "fail"],
    ["create-pod-identity-association.tags.revived", "create-pod-identity-association.tags.gone", "warn"],
    ["create-nodegroup.tags-above.not-minded", "create-nodegroup.tags.inherited", "fail"],
    ["create-pod-identity-association.tags-above.not-minded", "create-pod-identity-association.tags.inherited", "fail"],
    ["create-nodegroup.tags.revived", "create-nodegroup.tags.gone", "warn"],
    ["describe-nodegroup.modified-at.milliseconds", "describe-nodegroup.dates", "warn"],
    ["describe-update.own-name.not-minded", "describe-update.names", "fail"],
    ["describe-update.type.other", "describe-update.agrees.members", "warn"],
    ["create-cluster.children.revived", "delete.gone.access-entry", "warn"],
    ["create-access-entry.children.revived", "delete-access-entry.gone.access-policy-association", "warn"],
    ["describe-nodegroup.later-tags.not-minded", "tag-resource.tags.shown.nodegroup", "warn"],
    ["list-tags-for-resource.whole-arn.not-minded", "list-tags-for-resource.tags.whole-arn", "warn"],
    ["describe-access-entry.departed-parent.not-minded", "delete.gone.access-entry", "warn"],
    ["untag-resource.case-of-keys.not-minded", "untag-resource.nodegroup", "fail"],
    ["untag-resource.whole-key.not-minded", "untag-resource.nodegroup", "fail"],
    ["untag-resource.every-key.not-minded", "untag-resource.nodegroup", "fail"],
    ["tag-resource.later-value.not-minded", "tag-resource.nodegroup", "fail"],
    ["list-pod-identity-associations.namespace.on-first-page", "list-pod-identity-associations.filters", "fail"],
    ["list-pod-identity-associations.service-account.on-first-page", "list-pod-identity-associations.filters", "fail"],
    ["list-access-entries.associated-policy-arn.on-first-page", "list-access-entries.filters", "fail"],
    ["list-updates.nodegroup-name.on-first-page", "list-updates.filters", "fail"],
    ["describe-cluster-versions.version-status.on-first-page", "describe-cluster-versions.filters", "fail"],
    ["list-nodegroups.cut.silent", "list-nodegroups.pages.whole", "fail"],
    ["delete-nodegroup.going.not-minded", "delete-nodegroup.leaves", "warn"],
    ["describe-nodegroup.modified-at.before-created", "describe-nodegroup.dates", "warn"],
    ["list-associated-access-policies.beside.principal-arn.other", "list-associated-access-policies.repeats", "fail"],
    ["delete-addon.shown.cluster-name.other", "delete-addon.repeats", "fail"],
    ["list-pod-identity-associations.item.cluster-name.other", "list-pod-identity-associations.repeats", "fail"],
    ["delete-cluster.children.not-minded", "delete.held", "fail"],
    ["delete-cluster.children-of-each-kind.not-minded", "delete.held", "fail"],
    ["delete-cluster.protection.not-minded", "delete.protected", "fail"],
    ["delete-capability.effect.missing", "delete-capability.ends", "warn"],
    ["list-pod-identity-associations.namespace.not-filtered", "list-pod-identity-associations.filters", "fail"],
    ["describe-cluster-versions.default-only.not-filtered", "describe-cluster-versions.filters", "fail"],
  ] as const;

  test.each(TOLD)("%s is told by %s", async (fault, requirement, verdict) => {
    const run = await runWhole({ habits: habitsOf(fault), select: [requirement] });
    expect(run.verdicts.get(requirement)).toBe(verdict);
  });

  test("a sound one passes each of them", async () => {
    const select = [...new Set(TOLD.map(([, requirement]) => requirement))];
    const sound = await runWhole({ select });
    expect(select.filter((id) => sound.verdicts.get(id) !== "pass")).toEqual([]);
  });

  test.each([
    ["create-nodegroup", "shown.optional"],
    ["update-nodegroup-config", "applied.optional"],
  ])("a zero at a limit of %s that passes for nothing sent is a warning", async (operation, promise) => {
    const requirement = `${operation}.${promise}`;
    const select = [requirement, `${operation}.warm-pool-config.min-size.minimum.accepts`];
    const fault = `${operation}.warm-pool-config.zero-missing`;
    expect((await runWhole({ habits: habitsOf(fault), select })).verdicts.get(requirement)).toBe("warn");
    const sound = await runWhole({ select });
    expect(select.map((id) => sound.verdicts.get(id))).toEqual(select.map(() => "pass"));
  });

  test("an empty success about what does not exist is told once: nothing says what it should have shown", async () => {
    const run = await runWhole({
      select: ["describe-insight.names", "describe-insight.unknown"],
      instead: async (request, pass) => {
        const response = await pass(request);
        return /\/insights\/[^/]+$/.test(request.path) && response.status === 404 ? answered(200, {}) : response;
      },
    });
    expect(run.verdicts.get("describe-insight.unknown")).toBe("fail");
    expect(run.verdicts.get("describe-insight.names")).toBe("pass");
  });

  test.each(["update-cluster-config", "update-addon"])("an answer of %s without its update is told", async (change) => {
    const requirement = `${change}.names.update`;
    const path = change === "update-addon" ? /\/addons\/[^/]+\/update$/ : /^\/clusters\/[^/]+\/update-config$/;
    const run = await runWhole({
      select: [requirement],
      instead: async (request, pass) => {
        const response = await pass(request);
        return path.test(request.path) && response.status === 200 ? answered(200, {}) : response;
      },
    });
    expect(run.verdicts.get(requirement)).toBe("warn");
    expect((await runWhole({ select: [requirement] })).verdicts.get(requirement)).toBe("pass");
  });

  test.each([
    [20006, "ListNodegroups: Succeeds with 201", "list-nodegroups.valid"],
    [20012, "CreateCertificateAuthority: Succeeds with 201", "create-certificate-authority.valid"],
    [20030, "ActivateCertificateAuthority: Answers what is not there", "activate-certificate-authority.unknown"],
    [20128, "DescribeAddon: Answers what is not there", "describe-addon.unknown"],
  ])("what is wrong below another parent alone is found there: %i, %s", async (drawn, what, requirement) => {
    expect(faultDrawer(serviceOf("eks"))(drawn).sentence).toContain(what);
    const run = await runWhole({ drawn, select: [requirement] });
    expect(["fail", "warn"]).toContain(run.verdicts.get(requirement));
  });

  test("an update that its description does not know says nothing of a filter", async () => {
    const run = await runWhole({
      select: ["list-updates.filters", "describe-update.valid"],
      instead: async (request, pass) => {
        if (/\/updates\/[^/]+$/.test(request.path) && request.method === "GET")
          return answered(404, { message: "There is none." }, "ResourceNotFoundException");
        const response = await pass(request);
        const isList = /\/updates(?:\?.*)?$/.test(request.path) && request.method === "GET";
        return isList ? { ...response, body: '{"updateIds":[]}' } : response;
      },
    });
    expect(withVerdict(run, "fail")).toEqual(["describe-update.valid"]);
  });

  test("pages that lose items whatever is asked for say nothing of a filter", async () => {
    const run = await runWhole({
      select: ["list-access-entries.filters", "list-access-entries.pages.whole"],
      instead: async (request, pass) => {
        const response = await pass(request);
        const isPage = /\/access-entries\?.*maxResults=/.test(request.path);
        return isPage ? { ...response, body: String(response.body).replace(/,"nextToken":"[^"]*"/, "") } : response;
      },
    });
    expect(withVerdict(run, "fail")).toEqual(["list-access-entries.pages.whole"]);
    expect(run.verdicts.get("list-access-entries.filters")).toBe("pass");
  });

  test("a server that crashes over what it has to refuse is not charged with letting it through", async () => {
    const run = await runWhole({
      select: ["delete.held"],
      instead: ({ method, path }) =>
        method === "DELETE" && /^\/clusters\/[^/]+$/.test(path) ? answered(500, {}, "ServerException") : undefined,
    });
    expect(run.verdicts.get("delete.held")).toBe("inconclusive");
  });

  test.each([
    ["is listed nowhere", "list-updates.listed.update"],
    ["is unknown to its description", "describe-update.valid"],
  ])("the update of a node group that %s fails", async (what, requirement) => {
    const updates = new Set<string>();
    const run = await runWhole({
      select: [requirement],
      instead: async (request, pass) => {
        const isDescribed = [...updates].some((id) => request.path.includes(`/updates/${id}`));
        if (what.startsWith("is unknown") && isDescribed)
          return answered(404, { message: "There is none." }, "ResourceNotFoundException");
        const response = await pass(request);
        const id = /"id":"([^"]+)"/.exec(String(response.body))?.[1];
        if (request.path.endsWith("/update-config") && request.path.includes("/node-groups/") && id !== undefined)
          updates.add(id);
        if (!what.endsWith("nowhere") || !/\/updates\?/.test(request.path)) return response;
        const { updateIds = [], ...rest } = JSON.parse(String(response.body)) as { updateIds?: string[] };
        return {
          ...response,
          body: JSON.stringify({ ...rest, updateIds: updateIds.filter((one) => !updates.has(one)) }),
        };
      },
    });
    expect(run.verdicts.get(requirement)).toBe("fail");
  });

  test("a list that has each of its items twice fails, though nothing of it is the account's", async () => {
    const run = await runWhole({
      select: ["list-access-policies.pages.whole"],
      instead: async (request, pass) => {
        const response = await pass(request);
        const { accessPolicies: all = [], ...rest } = sentIn({ ...request, body: Buffer.from(response.body) });
        if (!request.path.startsWith("/access-policies") || !Array.isArray(all)) return response;
        return { ...response, body: JSON.stringify({ ...rest, accessPolicies: [...all, ...all] }) };
      },
    });
    expect(run.verdicts.get("list-access-policies.pages.whole")).toBe("fail");
  });

  test("names that differ in case are two, whatever the order in which they come", async () => {
    const names = new Map<string, string>();
    const run = await runWhole({
      select: ["create-nodegroup.names.distinct"],
      instead: async (request, pass) => {
        const isCreation = request.method === "POST" && /\/node-groups$/.test(request.path);
        const { nodegroupName: name = "" } = isCreation
          ? (JSON.parse(String(request.body)) as { nodegroupName?: string })
          : {};
        const holder = names.get(`${request.path} ${name.toLowerCase()}`);
        if (isCreation && holder !== undefined && holder !== name)
          return answered(409, { message: "It is there." }, "ResourceInUseException");
        if (isCreation) names.set(`${request.path} ${name.toLowerCase()}`, name);
        return pass(request);
      },
    });
    expect(run.verdicts.get("create-nodegroup.names.distinct")).toBe("warn");
  });

  test.each([
    ["a node group's scaling alone", "update-nodegroup-config", "scalingConfig", /"taints":\[[^\]]*\],?/],
    ["an optional member of a node group alone", "update-nodegroup-config", "updateConfig", /"taints":\[[^\]]*\],?/],
    ["an add-on's role alone", "update-addon", "serviceAccountRoleArn", /"configurationValues":"[^"]*",?/],
  ])("a change of %s that drops what it was created with is a warning", async (_what, prefix, member, lost) => {
    const dropped = new Set<string>();
    const run = await runWhole({
      select: [`${prefix}.keeps`],
      instead: async (request, pass) => {
        const at = request.path.replace(/\/update(?:-config)?$/, "");
        if (at !== request.path && String(request.body).includes(`"${member}"`)) dropped.add(at);
        const response = await pass(request);
        if (request.method !== "GET" || !dropped.has(request.path)) return response;
        return { ...response, body: String(response.body).replace(lost, "") };
      },
    });
    expect(run.verdicts.get(`${prefix}.keeps`)).toBe("warn");
  });

  test.each([
    [
      "whose time of creation goes on",
      (body: string, read: number) =>
        body.replace(/"createdAt":(\d+)/, (_at, time: string) => `"createdAt":${Number(time) + 5 * (read - 1)}`),
    ],
    [
      "that does not always say how far it is",
      (body: string, read: number) => (read % 3 === 2 ? body.replace(/"status":"[^"]*",?/, "") : body),
    ],
  ])("an update %s is a warning", async (_what, altered) => {
    let reads = 0;
    const run = await runWhole({
      select: ["describe-update.agrees.members", "update-cluster-config.valid"],
      instead: async (request, pass) => {
        const response = await pass(request);
        if (request.method !== "GET" || !/\/updates\/[^/]+$/.test(request.path)) return response;
        reads += 1;
        return { ...response, body: altered(String(response.body), reads) };
      },
    });
    expect(run.verdicts.get("describe-update.agrees.members")).toBe("warn");
  });

  test("a list that a change adds to, where it gives it anew, is a warning", async () => {
    const run = await runWhole({
      select: ["update-cluster-config.applied.optional"],
      instead: async (request, pass) => {
        const response = await pass(request);
        return {
          ...response,
          body: String(response.body).replace(/"publicAccessCidrs":\["(?!0\.0)/, '"publicAccessCidrs":["0.0.0.0/0","'),
        };
      },
    });
    expect(run.verdicts.get("update-cluster-config.applied.optional")).toBe("warn");
  });

  test("a member of a creation that is kept the same whatever was sent is a warning", async () => {
    const run = await runWhole({
      select: ["create-eks-anywhere-subscription.shown.optional"],
      instead: async (request, pass) => {
        const response = await pass(request);
        return { ...response, body: String(response.body).replace(/"duration":\d+/g, '"duration":12') };
      },
    });
    expect(run.verdicts.get("create-eks-anywhere-subscription.shown.optional")).toBe("warn");
  });

  test("updates of one node group among those of another fail the filter", async () => {
    const ids = new Set<string>();
    const run = await runWhole({
      select: ["list-updates.filters"],
      instead: async (request, pass) => {
        const response = await pass(request);
        if (request.method !== "GET" || !/\/updates\?.*nodegroupName=/.test(request.path)) return response;
        const answer = JSON.parse(String(response.body)) as { updateIds?: string[] };
        for (const id of answer.updateIds ?? []) ids.add(id);
        return { ...response, body: JSON.stringify({ ...answer, updateIds: [...ids] }) };
      },
    });
    expect(run.verdicts.get("list-updates.filters")).toBe("fail");
  });

  test.each(["update-addon.unknown", "update-nodegroup-config.elsewhere"])(
    "what is refused first for the state of its parent is asked for again: %s",
    async (requirement) => {
      const refused = new Set<string>();
      const run = await runWhole({
        select: [requirement],
        instead: async (request, pass) => {
          const response = await pass(request);
          if (response.status !== 404 || request.method !== "POST" || refused.has(request.path)) return response;
          refused.add(request.path);
          return answered(400, { message: "The cluster is not ACTIVE." }, "InvalidRequestException");
        },
      });
      expect(run.verdicts.get(requirement)).toBe("pass");
      expect(refused.size).toBeGreaterThan(0);
    },
  );

  test("a member that the creation showed and the description lost is a warning", async () => {
    const run = await runWhole({
      select: ["describe-nodegroup.agrees.members"],
      instead: async (request, pass) => {
        const response = await pass(request);
        if (request.method !== "GET" || !/\/node-groups\/[^/]+$/.test(request.path)) return response;
        return { ...response, body: String(response.body).replace(/"nodeRole":"[^"]*",?/, "") };
      },
    });
    expect(run.verdicts.get("describe-nodegroup.agrees.members")).toBe("warn");
    expect(JSON.stringify(run.record)).toContain("nothing at /nodeRole");
  });
});
