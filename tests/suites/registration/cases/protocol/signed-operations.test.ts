import { SIGNING_PROBES } from "../../../../../suites/signing/signing-probes.ts";
import { describe, expect, test } from "@jest/globals";
import { SIGNED_OPERATION_CASES } from "../../../../../suites/registration/cases/protocol/signed-operations.ts";
import type { Signing } from "../../../../../protocol/exchange.ts";
import { aResponse, errorHeaders } from "../../../made-replies.ts";
import type { Script } from "../../../fake-target.ts";
import { judgeCase } from "../judge-case.ts";

/** Refuses each way of signing as it is to be refused, where this holds of the request. */
function verifying(looks: (method: string, path: string) => boolean): Script {
  return ({ method, path }, _number, work, options) => {
    const proper = SIGNING_PROBES.find(({ signing }) => isSame(signing, options?.signing))?.proper[0];
    if (proper === undefined || !looks(method, path)) return work();
    return aResponse({ status: proper.status, headers: errorHeaders(proper.name), body: { message: "no" } });
  };
}

function isSame(one: Signing, other: Signing | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

test("each operation but the registration is asked without a signature and with a wrong one", () => {
  expect(SIGNED_OPERATION_CASES.map(({ needs }) => needs[1])).toEqual([
    "DescribeCluster",
    "ListClusters",
    "DeregisterCluster",
    "ListTagsForResource",
    "TagResource",
    "UntagResource",
  ]);
  for (const { requirements } of SIGNED_OPERATION_CASES) {
    expect(requirements).toEqual(expect.arrayContaining(["api.auth.unsigned", "api.auth.bad-signature"]));
  }
});

test("all ways to go wrong are tried on some operation", () => {
  const tried = new Set(SIGNED_OPERATION_CASES.flatMap(({ requirements }) => requirements));
  expect([...tried].sort()).toEqual([...new Set(SIGNING_PROBES.map(({ requirement }) => requirement))].sort());
});

describe.each(SIGNED_OPERATION_CASES)("$id", (subject) => {
  test("passes where each is refused, and leaves nothing", async () => {
    const { verdicts, target } = await judgeCase(subject, { script: verifying(() => true) });
    expect(subject.requirements.map((id) => verdicts[id])).toEqual(subject.requirements.map(() => "pass"));
    expect(target.reference.clusterNames()).toEqual([]);
  });

  test("fails where registrations alone are looked at, and leaves nothing", async () => {
    const script = verifying((_method, path) => path === "/cluster-registrations");
    const { verdicts, received, target } = await judgeCase(subject, { script });
    expect(verdicts["api.auth.unsigned"]).toBe("fail");
    expect(received["api.auth.unsigned"]).toBe("200: the request was carried out");
    expect(target.reference.clusterNames()).toEqual([]);
  });
});
