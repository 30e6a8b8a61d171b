import { describe, expect, test } from "@jest/globals";
import { amongWords, findLost } from "#custody/looking/lost-name.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";
import { fakeTarget, type Fate } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders, STARTED_AT } from "#tests/suites/made-replies.ts";

const { contract, table } = widgets();
const [widget] = table.resources;
if (widget === undefined) throw new Error("the table has no box");
const box: Resource = { ...widget, id: { output: "/box/id" }, arn: "/arn", tags: { input: "/tags", shown: "/tags" } };
const service = { contract, table: { ...table, resources: [box], created: "/createdAt" } };

const TAG = { key: "run", value: "run-7" };
const LOST = { resource: box, times: [{ from: STARTED_AT, to: Infinity }], tag: TAG };
const NOW = new Date(STARTED_AT + 1_000).toISOString();
const EARLIER = new Date(STARTED_AT - 3_600_000).toISOString();
const OURS = { tags: { run: "run-7" }, createdAt: NOW };
const UNKNOWN = aResponse({ status: 404, headers: errorHeaders("ResourceNotFoundException"), body: {} });

const shown = (what: JsonObject): Fate => aResponse({ status: 200, body: { box: { boxName: "b", ...what } } });

interface Setting {
  readonly looks: Readonly<Record<string, Fate>>;
  readonly tags?: Fate;
  readonly list?: JsonObject;
  readonly before?: { readonly ids: readonly string[]; readonly isWhole: boolean };
}

async function found({ looks, tags = UNKNOWN, list = {}, before }: Setting) {
  const target = fakeTarget(({ path }) => {
    if (path.startsWith("/tags/")) return tags;
    const id = path.slice("/boxes/".length);
    return path === "/boxes"
      ? aResponse({ status: 200, body: { boxes: Object.keys(looks), ...list } })
      : (looks[id] ?? UNKNOWN);
  });
  const listed = before && { ids: new Set(before.ids), isWhole: before.isWhole };
  const search = { service, target, isKnown: (id: string) => id === "known", before: listed };
  const { ours, others, isWhole } = await findLost(LOST, search);
  return { ours: ours.map(({ id }) => id), others, isWhole };
}

describe("what was made under a name that no answer tells", () => {
  test.each<[what: string, look: Fate, ours: boolean, others: boolean]>([
    ["shows the run's tag, and was created meanwhile", shown(OURS), true, false],
    ["has no tag, and was created meanwhile, as a stranger's", shown({ createdAt: NOW }), false, true],
    ["has another run's tag", shown({ ...OURS, tags: { run: "run-8" } }), false, true],
    ["has a tag of the key that is no text", shown({ ...OURS, tags: { run: ["run-7"] } }), false, true],
    ["shows the run's tag, and was created before", shown({ ...OURS, createdAt: EARLIER }), false, false],
    ["shows the run's tag, and no time", shown({ tags: OURS.tags }), false, true],
    ["cannot be looked at", aResponse({ status: 503, body: {} }), false, true],
    ["is described no more", UNKNOWN, false, true],
  ])("is the run's, another's, or nobody knows, where it %s", async (_what, look, isOurs, isOther) => {
    expect(await found({ looks: { "b-1": look } })).toEqual({
      ours: isOurs ? ["b-1"] : [],
      others: isOther ? ["b-1"] : [],
      isWhole: true,
    });
  });

  test("is the run's by its tag alone where the whole list was seen before, and did not have it", async () => {
    const looks = { "b-1": shown({ tags: OURS.tags }) };
    expect(await found({ looks, before: { ids: [], isWhole: true } })).toMatchObject({ ours: ["b-1"] });
    expect(await found({ looks, before: { ids: [], isWhole: false } })).toMatchObject({ others: ["b-1"] });
  });

  test("is not what was listed before, or is known, whatever it shows", async () => {
    const looks = { "b-1": shown(OURS), known: shown(OURS) };
    const nothing = { ours: [], others: [], isWhole: true };
    expect(await found({ looks, before: { ids: ["b-1"], isWhole: true } })).toEqual(nothing);
  });

  test("is told by the list of its tags where no look shows them, by an ARN of its own", async () => {
    const tags = aResponse({ status: 200, body: { tags: OURS.tags } });
    const looks = { "b-1": shown({ createdAt: NOW, arn: "arn:b-1" }), "b-2": shown({ createdAt: NOW, arn: "arn:x" }) };
    expect(await found({ looks, tags })).toMatchObject({ ours: ["b-1"], others: ["b-2"] });
    expect(await found({ looks })).toMatchObject({ ours: [], others: ["b-1", "b-2"] });
  });

  test("may be among more than a list shows that goes in circles", async () => {
    const part = await found({ looks: {}, list: { next: "again" } });
    expect(part.isWhole).toBe(false);
  });
});

test.each([
  [[], true, ""],
  [["a", "b"], true, "; it may be among those listed: a, b"],
  [["a"], false, "; it may be among those listed, of a list that did not come to its end: a"],
])("%j of a whole list (%s), in words", (others, isWhole, words) => {
  expect(amongWords({ others, isWhole })).toBe(words);
});
