import { describe, expect, test } from "@jest/globals";
import { drawFault, drawnFault } from "#reference/drawn/drawn-fault.ts";
import { PROVIDERS } from "#reference/input/contract.ts";
import type { Patch } from "#reference/fault.ts";
import type { Reference } from "#reference/server/patched-reference.ts";
import { createReference } from "#reference/server/reference.ts";
import type { ReferenceResponse } from "#reference/message.ts";
import { bytes } from "#tests/reference/requests.ts";

const NUMBERS = Array.from({ length: 400 }, (_, at) => at + 1);
const DRAWN = NUMBERS.map(drawFault);

/** Names of every look that a condition has, each with tags, providers and tokens of its own. */
const NAMES = [
  ..."aA0".split(""),
  ...["ab", "Cd-e", "7-f", "ghijklmnop", "Q-uite_a_longer_name"],
  ...["x", "Y", "9"].map((first) => first + "-long".repeat(11)),
  ...["z", "W", "3"].map((first) => first + "n".repeat(99)),
];
const TAG_COUNTS = [0, 1, 4, 12, 50];

const REGISTRATIONS = Array.from({ length: 5 * 9 }, (_, at) => ({
  name: NAMES[at % NAMES.length],
  connectorConfig: { roleArn: "arn:aws:iam::111122223333:role/agent", provider: PROVIDERS[at % 9] },
  tags: Object.fromEntries(Array.from({ length: TAG_COUNTS[at % 5] ?? 0 }, (_each, tag) => [`k${tag}`, `v${tag}`])),
  ...(at % 2 === 0 ? {} : { clientRequestToken: `token-${at}` }),
}));

interface Answer {
  readonly operation: string;
  readonly refused: boolean;
  readonly response: Omit<ReferenceResponse, "transport">;
}

/** Every answer to a cluster's life, round after round: what succeeds and what is refused in each operation. */
async function answersOf(reference: Reference): Promise<Answer[]> {
  const answers: Answer[] = [];
  const send = async (operation: string, refused: boolean, method: string, path: string, body = ""): Promise<void> => {
    const headers = [["content-type", "application/json"] as const];
    const answer = await reference.handle({ method, path, headers: body === "" ? [] : headers, body: bytes(body) });
    const { status, headers: sent, body: text } = answer;
    answers.push({ operation, refused, response: { status, headers: sent, body: text } });
  };
  for (const registration of REGISTRATIONS) {
    const { name = "", clientRequestToken, ...others } = registration;
    await send("RegisterCluster", false, "POST", "/cluster-registrations", JSON.stringify(registration));
    const other = { ...others, name, ...(clientRequestToken && { clientRequestToken: `${clientRequestToken}-other` }) };
    await send("RegisterCluster", true, "POST", "/cluster-registrations", JSON.stringify(other));
    await send("DescribeCluster", false, "GET", `/clusters/${name}`);
    await send("ListClusters", false, "GET", "/clusters?include=all");
    const [key = "first"] = Object.keys(registration.tags);
    const at = `/tags/${encodeURIComponent(`arn:aws:eks:us-east-1:111122223333:cluster/${name}`)}`;
    const tag = (value: string): Promise<void> =>
      send("TagResource", false, "POST", at, JSON.stringify({ tags: { [key]: value } }));
    await tag("another value");
    await send("TagResource", true, "POST", at, "{}");
    await send("ListTagsForResource", false, "GET", at);
    await send("UntagResource", false, "DELETE", `${at}?tagKeys=${key}`);
    await send("UntagResource", true, "DELETE", at);
    await send("ListTagsForResource", false, "GET", at);
    // As many as before.
    await (registration.tags[key] === undefined ? Promise.resolve() : tag("once more"));
    await send("ListClusters", true, "GET", "/clusters?maxResults=0");
    await send("DeregisterCluster", false, "DELETE", `/cluster-registrations/${name}`);
    await send("DeregisterCluster", true, "DELETE", `/cluster-registrations/${name}`);
    await send("DescribeCluster", true, "GET", `/clusters/${name}`);
    await send("ListTagsForResource", true, "GET", at);
  }
  return answers;
}

/** A server whose answers are the same each time. */
function fixedServer(...patches: readonly Patch[]): Reference {
  let drawnBytes = 0;
  const random = (size: number): Uint8Array => Uint8Array.from({ length: size }, () => (drawnBytes += 1) % 251);
  return createReference({ now: () => 1_800_000_000_000, random, patches });
}

describe("a drawn fault", () => {
  test("is the same each time, and another one for another number", () => {
    expect(NUMBERS.map((number) => drawFault(number).sentence)).toEqual(DRAWN.map(({ sentence }) => sentence));
    expect(new Set(DRAWN.map(({ sentence }) => sentence)).size).toBeGreaterThan(350);
  });

  test("says in a sentence what it does, to which operation and when", () => {
    const shape =
      /^((Register|Describe|Deregister|List)Clusters?|(Tag|Untag)Resource|ListTagsForResource)(, where it refuses,)? (sends|says|does|calls|names|lists|answers|keeps|takes|leaves) .+ (when|in) .+\.$/;
    expect(DRAWN.map(({ sentence }) => sentence).filter((sentence) => !shape.test(sentence))).toEqual([]);
  });

  test("goes by its number, and nothing else does", () => {
    expect(drawnFault("drawn-17")).toMatchObject({ id: "drawn-17", sentence: drawFault(17).sentence });
    expect(["drawn-", "drawn-x", "drawn-017", "drawn-1-", "undrawn-1"].map(drawnFault)).toEqual(
      Array(5).fill(undefined),
    );
  });

  test("touches each operation, its successes and its errors", () => {
    const starts = new Set(DRAWN.map(({ sentence }) => /^\w+(, where)?/.exec(sentence)?.[0]));
    expect(starts.size).toBe(14);
  });
});

describe("a server with a drawn fault", () => {
  test("answers otherwise somewhere, and only in that operation and outcome", async () => {
    const plain = await answersOf(fixedServer());
    const idle: string[] = [];
    const elsewhere: string[] = [];
    for (const { sentence, patch } of DRAWN.slice(0, 30)) {
      const answers = await answersOf(fixedServer(patch));
      const changed = plain.filter(({ response }, at) => !same(response, answers[at]?.response));
      if (changed.length === 0) idle.push(sentence);
      const own = ({ operation, refused }: Answer): boolean =>
        sentence.startsWith(operation) && sentence.includes("where it refuses") === refused;
      // Tags kept wrongly show wherever they are shown.
      const isOfState = / (keeps|takes|leaves|does not change) /.test(sentence);
      if (!isOfState && !changed.every(own)) elsewhere.push(sentence);
    }
    expect(idle).toEqual([]);
    expect(elsewhere).toEqual([]);
  });

  test("does so where its condition holds, and nowhere else", async () => {
    const plain = await answersOf(fixedServer());
    const faults = DRAWN.filter(({ sentence }) => /^(Reg|Des|Der).*Cluster [^,]+ has fifty tags/.test(sentence));
    expect(faults.length).toBeGreaterThan(0);
    for (const { patch } of faults) {
      const answers = await answersOf(fixedServer(patch));
      const changed = plain.flatMap(({ response }, at) =>
        same(response, answers[at]?.response) ? [] : [tagsAt(plain, at)],
      );
      expect(new Set(changed)).toEqual(new Set([50]));
    }
  });
});

function tagsAt(answers: readonly Answer[], at: number): number {
  const registrations = answers
    .slice(0, at + 1)
    .filter(({ operation, refused }) => operation === "RegisterCluster" && !refused);
  return Object.keys(REGISTRATIONS[registrations.length - 1]?.tags ?? {}).length;
}

function same(one: Answer["response"], other: Answer["response"] | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
