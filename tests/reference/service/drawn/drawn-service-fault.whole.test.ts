import { describe, expect, test } from "@jest/globals";
import type { Reference } from "#reference/server/patched-reference.ts";
import { faultDrawer } from "#reference/service/drawn/drawn-service-fault.ts";
import { createServiceReference } from "#reference/service/service-reference.ts";
import { serviceOf } from "#reference/service/service-of.ts";
import { CLUSTER, get, NODEGROUP, post, remove } from "#tests/reference/service/exchange.ts";

const EKS = serviceOf("eks");
const draw = faultDrawer(EKS);
const NUMBERS = Array.from({ length: 120 }, (_, at) => at + 1);
const DRAWN = NUMBERS.map(draw);

/** A server with the first drawn fault of these words. */
function serverWith(words: string, from = 1): Reference {
  for (let drawn = from; drawn < from + 4_000; drawn += 1)
    if (draw(drawn).sentence === words) return createServiceReference(EKS, { drawn });
  throw new Error(`nothing drawn is: ${words}`);
}

async function create(reference: Reference, name: string, tags?: Record<string, string>): Promise<number> {
  return (await post(reference, "/clusters", { ...CLUSTER, name, ...(tags && { tags }) })).status;
}

describe("a fault drawn for a service", () => {
  test("is the same each time, and another one for another number", () => {
    expect(NUMBERS.slice(0, 10).map((number) => faultDrawer(EKS)(number).sentence)).toEqual(
      DRAWN.slice(0, 10).map(({ sentence }) => sentence),
    );
    expect(new Set(DRAWN.map(({ sentence }) => sentence)).size).toBeGreaterThan(100);
  });

  test("says in a sentence in which operation, what and when", () => {
    const shape = /^[A-Z]\w+: [A-Z].+, (when (it|its name|the request|another) .+|every (second|third|fifth) time)\.$/;
    expect(DRAWN.map(({ sentence }) => sentence).filter((sentence) => !shape.test(sentence))).toEqual([]);
  });

  test("may be in most operations, and look at everything that a call has", () => {
    expect(new Set(DRAWN.map(({ operation }) => operation)).size).toBeGreaterThan(50);
    for (const looks of ["its name", "tags", "a token", "no token", "parents", "beside it", "been changed", "every"])
      expect(DRAWN.some(({ sentence }) => sentence.includes(looks)) ? looks : `none: ${looks}`).toBe(looks);
  });

  test("is of no list that is right the next time, nor of tags that are not there", () => {
    const more = Array.from({ length: 200 }, (_, at) => draw(at + 200));
    const lagging =
      /^List\w+: (Leaves out the last|Never says|Answers the first page|Answers everything).*, every \w+ time/;
    expect([...DRAWN, ...more].filter(({ sentence }) => lagging.test(sentence))).toEqual([]);
    expect([...DRAWN, ...more].filter(({ sentence }) => /Keeps no tags, when it has no tags/.test(sentence))).toEqual(
      [],
    );
  });
});

test("none is about what is not found because of what it belongs to, and how that is", () => {
  const sentences = Array.from({ length: 2_000 }, (_, at) => draw(at).sentence);
  const never =
    /Finds what belongs to another parent, when it has |^(?:Create|List)\w+: Answers what is not there .* of its parents\.$/;
  expect(sentences.filter((sentence) => never.test(sentence))).toEqual([]);
});

describe("what cannot come is not drawn", () => {
  const sentencesOf = (drawer: typeof draw): string[] => Array.from({ length: 3_000 }, (_, at) => drawer(at).sentence);
  const ofClusters = /^(?:Create|Describe|Delete)Cluster: /;
  const matching = (sentences: readonly string[], end: RegExp): string[] =>
    sentences.filter((sentence) => ofClusters.test(sentence) && end.test(sentence));

  test("operations without an input in the table", () => {
    const inputs = Object.entries(EKS.table.inputs).filter(([operation]) => operation !== "CreateCluster");
    const left = faultDrawer({ ...EKS, table: { ...EKS.table, inputs: Object.fromEntries(inputs) } });
    expect(sentencesOf(draw).some((sentence) => sentence.startsWith("CreateCluster: "))).toBe(true);
    expect(sentencesOf(left).filter((sentence) => sentence.startsWith("CreateCluster: "))).toEqual([]);
  });

  test("names of other lengths than there can be", () => {
    const operations = EKS.operations.map((operation) => ({
      ...operation,
      input: operation.input.map((member) =>
        operation.name === "CreateCluster" && member.name === "name"
          ? { ...member, shape: { ...member.shape, max: 64 } }
          : member,
      ),
    }));
    expect(matching(sentencesOf(draw), /a hundred characters/)).not.toEqual([]);
    expect(matching(sentencesOf(faultDrawer({ ...EKS, operations })), /a hundred characters/)).toEqual([]);
    expect(matching(sentencesOf(draw), /two to nine characters/)).toEqual([]);
  });

  test("no tags where a tag alone tells whose it is", () => {
    expect(sentencesOf(draw).filter((sentence) => /Subscription: .*when it has no tags/.test(sentence))).toEqual([]);
  });
});

test("none is about the looks of a name within an ARN, nor of invalid input that can name nothing", () => {
  const sentences = Array.from({ length: 3_000 }, (_, at) => draw(at).sentence);
  const never =
    /^\w+AccessEntry: .*, when its name |^Describe(?:Addon|Nodegroup): Answers invalid input .*(?:name|parents|tags|changed)/;
  expect(sentences.filter((sentence) => never.test(sentence))).toEqual([]);
  expect(
    sentences.some((sentence) => /^(?:Create|Update)\w+: Answers invalid input .*, when its name/.test(sentence)),
  ).toBe(true);
});

describe("a server with a drawn fault", () => {
  test("has it where the input names what is elsewhere in a member of its own", async () => {
    const config = { oidc: { clientId: "c", identityProviderConfigName: "small", issuerUrl: "https://example.com" } };
    const server = serverWith(
      "DescribeIdentityProviderConfig: Finds what belongs to another parent, when its name begins with a small letter.",
      9_092,
    );
    for (const cluster of ["first", "later"]) await create(server, cluster);
    await post(server, "/clusters/first/identity-provider-configs/associate", config);
    const asked = { identityProviderConfig: { type: "oidc", name: "small" } };
    expect((await post(server, "/clusters/later/identity-provider-configs/describe", asked)).status).toBe(200);
    const sound = createServiceReference(EKS);
    for (const cluster of ["first", "later"]) await create(sound, cluster);
    await post(sound, "/clusters/first/identity-provider-configs/associate", config);
    expect((await post(sound, "/clusters/later/identity-provider-configs/describe", asked)).status).toBe(404);
  });

  test("has it where the condition on tags holds, and only there", async () => {
    const server = serverWith("CreateCluster: Leaves /cluster out of its answer, when it has one tag.", 251);
    const answerTo = async (name: string, tags?: Record<string, string>) =>
      (await post(server, "/clusters", { ...CLUSTER, name, ...(tags && { tags }) })).json;
    expect(await answerTo("none")).toHaveProperty("cluster");
    expect(await answerTo("one", { a: "1" })).not.toHaveProperty("cluster");
    expect(await answerTo("two", { a: "1", b: "2" })).toHaveProperty("cluster");
  });

  test("has it where the name looks so", async () => {
    const server = serverWith(
      "DescribeCluster: Answers /cluster/arn with another type, when its name has a hyphen.",
      291,
    );
    const arnOf = async (name: string) => {
      await create(server, name);
      return ((await get(server, `/clusters/${name}`)).json["cluster"] as { readonly arn: unknown }).arn;
    };
    expect(typeof (await arnOf("with-one"))).toBe("number");
    expect(typeof (await arnOf("without"))).toBe("string");
  });

  test("has it below another parent than the first that it met", async () => {
    const server = serverWith(
      "DeleteNodegroup: Leaves /nodegroup out of its answer, when it belongs to another than the first of its parents.",
      165,
    );
    const deleted = async (cluster: string) => {
      await create(server, cluster);
      await post(server, `/clusters/${cluster}/node-groups`, { ...NODEGROUP, nodegroupName: "n" });
      return (await remove(server, `/clusters/${cluster}/node-groups/n`)).json;
    };
    expect(await deleted("first")).toHaveProperty("nodegroup");
    expect(await deleted("later")).not.toHaveProperty("nodegroup");
  });

  test("has it once a resource has been changed", async () => {
    const server = serverWith(
      "DescribeNodegroup: Answers /nodegroup with another type, when it has been changed.",
      771,
    );
    await create(server, "c");
    await post(server, "/clusters/c/node-groups", { ...NODEGROUP, nodegroupName: "n" });
    const shown = async () => (await get(server, "/clusters/c/node-groups/n")).json["nodegroup"];
    expect(await shown()).toMatchObject({ nodegroupName: "n" });
    await post(server, "/clusters/c/node-groups/n/update-config", { labels: { addOrUpdateLabels: { a: "b" } } });
    expect(await shown()).toEqual([]);
  });

  test("has it in its turns, of calls of the operation alone", async () => {
    const server = serverWith("DeleteCluster: Leaves /cluster/name out of its answer, every second time.", 242);
    const names: boolean[] = [];
    for (const name of ["a1", "b2", "c3", "d4"]) {
      await create(server, name);
      await get(server, `/clusters/${name}`);
      const { cluster } = (await remove(server, `/clusters/${name}`)).json as { readonly cluster: object };
      names.push("name" in cluster);
    }
    expect(names).toEqual([true, false, true, false]);
  });
});
