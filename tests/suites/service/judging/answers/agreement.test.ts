import { expect, test } from "@jest/globals";
import { loadEksContract } from "#spec/contract/load.ts";
import { loadEksResources } from "#spec/resources/load-eks-resources.ts";
import { identityFinding, lostMembers, unlessEarlier } from "#suites/service/judging/answers/agreement.ts";

const contract = loadEksContract();
const service = { contract, table: loadEksResources(contract) };
const addon = service.table.resources.find(({ name }) => name === "addon");
if (addon?.describe === undefined) throw new Error("the table has no add-on");
const { describe: showing } = addon;

const life = (addonArn: string, createdAt: number) => ({ addonName: "coredns", addonArn, createdAt });
const FIRST = life("arn:1", 1_000);
const SECOND = life("arn:2", 2_000);

/** What becomes of a description that shows one life, where another was the last to be created. */
function gradeOf(shown: typeof FIRST, earlier?: readonly (typeof FIRST)[]): string | undefined {
  if (addon === undefined) return undefined;
  const again = { resource: addon, showing, shown, shows: "/addon" };
  const created = { input: {}, shown: SECOND, ...(earlier === undefined ? {} : { earlier }) };
  const finding = identityFinding(service, created, again);
  return finding && unlessEarlier(service, finding, created, again).grade;
}

test("a description of what had the name before says nothing, once the later one was shown", () => {
  expect(gradeOf(SECOND, [FIRST])).toBe("met");
  expect(gradeOf(FIRST, [FIRST])).toBe("unclear");
});

test("it is no excuse where the later one was never shown, nor for what nobody made", () => {
  expect(gradeOf(FIRST)).toBe("missed");
  expect(gradeOf(life("arn:3", 2_000), [FIRST])).toBe("missed");
});

test.each([
  [{ own: { id: "1" } }, "met"],
  [{ own: { id: "2" } }, "missed"],
  [{ own: {} }, "met"],
  [{}, "missed"],
])("what the service gave to it alone is the same in %j: %s", (shown, grade) => {
  const shape = { properties: { own: { properties: { id: { type: "string" } } } } } as const;
  const finding = lostMembers({ own: { id: "1" } }, shown, { shape, shows: "/box", given: "/own/id" });
  expect(finding?.grade).toBe(grade);
});
