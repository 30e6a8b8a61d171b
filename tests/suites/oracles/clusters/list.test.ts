import { expect, test } from "@jest/globals";
import { judgeList } from "#suites/oracles/clusters/list.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { aReply } from "#tests/suites/made-replies.ts";

function missed(clusters: readonly unknown[], query: JsonObject, status = 200): string[] {
  const reply = aReply({ status, body: { clusters: clusters as string[] } });
  const found = [...judgeList(reply, query, (name) => name === "ours")];
  return found.filter(([, { grade }]) => grade === "missed").map(([id]) => id);
}

test.each<[string, readonly unknown[], JsonObject, readonly string[]]>([
  ["each name once", ["a", "b"], {}, []],
  ["a connected cluster where none was asked for", ["ours"], {}, ["list.excludes-connected"]],
  ["a connected cluster in a list of all", ["ours"], { include: ["all"] }, []],
  ["what are no names", [7, 7, null], {}, []],
])("%s", (_what, clusters, query, ids) => {
  expect(missed(clusters, query)).toEqual(ids);
});

test("another status of success", () => {
  expect(missed(["a"], {}, 201)).toEqual(["list.valid"]);
});
