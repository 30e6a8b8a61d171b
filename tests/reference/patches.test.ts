import { expect, test } from "@jest/globals";
import type { Call } from "#reference/behaviours.ts";
import type { Patch } from "#reference/fault.ts";
import {
  after,
  all,
  around,
  before,
  failing,
  inOperation,
  instead,
  keeping,
  noting,
  omitting,
  remembering,
  where,
} from "#reference/patches.ts";
import { createReference } from "#reference/server/reference.ts";
import type { RoutedOperation } from "#reference/wire/route.ts";
import { clusterOf, describeCluster, list, register, registration, send } from "./requests.ts";

const serving = (...patches: readonly Patch[]) => createReference({ patches });

const louder = after("clusterArn", (arn) => `${arn}!`);

async function arnShown(...patches: readonly Patch[]): Promise<unknown> {
  return clusterOf(await register(serving(...patches), registration("a")))["arn"];
}

test("what a behaviour is asked, what comes of it, and the behaviour itself can be other ones", async () => {
  const arn = "arn:aws:eks:us-east-1:111122223333:cluster/";
  expect(await arnShown(before("clusterArn", (name) => name.toUpperCase()))).toBe(`${arn}A`);
  expect(await arnShown(louder)).toBe(`${arn}a!`);
  expect(await arnShown(around("clusterArn", (own, name, call) => own(name, call) + own("b", call)))).toBe(
    `${arn}a${arn}b`,
  );
});

test("one patch builds on the other", async () => {
  expect(await arnShown(all(louder, louder))).toMatch(/a!!$/);
  expect(await arnShown(louder, louder)).toMatch(/a!!$/);
});

test("where a behaviour is asked about such as this, something else is done", async () => {
  const patch = instead(
    "clusterArn",
    (name) => name === "b",
    () => "another",
  );
  expect(await arnShown(patch)).toMatch(/cluster\/a$/);
  expect(clusterOf(await register(serving(patch), registration("b")))["arn"]).toBe("another");
});

test("what a behaviour is asked is noted, and what is remembered of it belongs to a name and a server", async () => {
  const names: string[] = [];
  const noted = noting("clusterArn", (name) => names.push(name));
  const twice = remembering(
    "newCluster",
    ({ name }, { number }) => [name, number],
    (known) => after("clusterArn", (arn, name) => `${arn}${known.get(name) ?? 0}`),
  );
  expect(await arnShown(noted, twice)).toMatch(/cluster\/a1$/);
  expect(await arnShown(twice)).toMatch(/cluster\/a1$/);
  expect(names).toEqual(["a"]);
});

test("a check that is left out finds nothing wrong", async () => {
  const reference = serving(omitting("checkInput"));
  expect((await register(reference, registration("!".repeat(101)))).status).toBe(200);
  expect((await register(reference, { ...registration("a"), name: 5 })).status).toBe(400);
});

test("a patch for one operation leaves the others alone", async () => {
  const patch = inOperation("DescribeCluster", () => ({ successStatus: () => 299 }));
  const reference = serving(patch);
  expect((await register(reference, registration("a"))).status).toBe(200);
  expect((await describeCluster(reference, "a")).status).toBe(299);
  expect((await list(reference)).status).toBe(200);
});

test("which calls a patch is for is asked where it changes something alone", async () => {
  const patch = where(
    ({ behaviours, request }) => behaviours.percentDecode("%2F", {} as Call) === request.path,
    all(louder),
  );
  expect(await arnShown(patch)).toMatch(/a$/);
});

test("where a behaviour throws, something else is done, and nothing where it does not", async () => {
  const patch = failing("matchRoute", (): RoutedOperation => ({ operation: "ListClusters", label: "" }));
  const throwing = all(
    after("matchRoute", (route) => {
      if (route === undefined) throw new Error("no route");
      return route;
    }),
    patch,
  );
  expect((await send(serving(throwing), { path: "/nowhere" })).json).toEqual({ clusters: [] });
  expect((await send(serving(throwing), { path: "/clusters/a" })).status).toBe(404);
});

test("what a patch keeps is of one server", async () => {
  const counted = keeping(
    () => ({ lists: 0 }),
    (kept) =>
      after("listedNames", (names) => {
        kept.lists += 1;
        return [...names, String(kept.lists)];
      }),
  );
  const [one, other] = [serving(counted), serving(counted)];
  await list(one);
  expect((await list(one)).json["clusters"]).toEqual(["2"]);
  expect((await list(other)).json["clusters"]).toEqual(["1"]);
});
