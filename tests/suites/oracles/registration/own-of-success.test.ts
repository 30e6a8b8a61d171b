import { expect, test } from "@jest/globals";
import { loadBundledContract } from "#spec/contract/load.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { OWN_REQUIREMENTS } from "#spec/registration/own-requirements.ts";
import { registrationOracle } from "#suites/oracles/registration/own-of-success.ts";
import type { Grade } from "#suites/oracles/finding.ts";
import type { SuccessOracle } from "#suites/oracles/success.ts";
import { aReply, STARTED_AT } from "#tests/suites/made-replies.ts";
import { hear } from "#tests/suites/oracles/findings.ts";

const CONTRACT = loadBundledContract();
const NOW = STARTED_AT / 1000;
const ROLE = "arn:aws:iam::111122223333:role/agent";

function inputOf(name: string, token?: string): JsonObject {
  const connectorConfig = { roleArn: ROLE, provider: "OTHER" };
  return { name, connectorConfig, ...(token === undefined ? {} : { clientRequestToken: token }) };
}

function clusterOf(name: string, config: JsonObject): JsonObject {
  const arn = `arn:aws:eks:us-east-1:111122223333:cluster/${name}`;
  return {
    name,
    arn,
    createdAt: NOW,
    status: "PENDING",
    connectorConfig: { activationId: "11111111-2222-3333-4444-555555555555", provider: "OTHER", ...config },
  };
}

/** The last grade by requirement: an id and a code are fresh or not, each by itself. */
function judged(oracle: SuccessOracle, id: string, input: JsonObject, cluster: JsonObject): Record<string, Grade> {
  const reply = aReply({ status: 200, body: { cluster } });
  const heard = hear(oracle({ operation: CONTRACT.operation(id), input, reply }));
  return Object.fromEntries(heard.map(({ requirement, finding }) => [requirement, finding.grade]));
}

const CODED = { activationCode: "code", activationExpiry: NOW + 3 * 86_400 };

test("a registration is held to what its own kind alone must show, and to nothing else", () => {
  const oracle = registrationOracle("us-east-1");
  const grades = judged(oracle, "RegisterCluster", inputOf("a"), clusterOf("a", CODED));
  const own = OWN_REQUIREMENTS.filter(({ operation }) => operation === "RegisterCluster").map(({ id }) => id);
  expect(Object.keys(grades).sort()).toEqual(own.sort());
  expect(new Set(Object.values(grades))).toEqual(new Set(["met"]));
});

test.each([
  ["is missed", inputOf("a"), inputOf("b"), "missed"],
  ["is the answer of before, where input and time are", inputOf("a"), inputOf("a"), undefined],
  ["is the answer of before, where the token is", inputOf("a", "t"), inputOf("b", "t"), undefined],
])("an activation that was given before %s", (_what, first, second, grade) => {
  const oracle = registrationOracle("us-east-1");
  judged(oracle, "RegisterCluster", first, clusterOf("a", CODED));
  const grades = judged(oracle, "RegisterCluster", second, clusterOf("b", CODED));
  expect(grades["register.activation.fresh"]).toBe(grade);
});

test("what is made anew under a name gets another activation", () => {
  const oracle = registrationOracle("us-east-1");
  judged(oracle, "RegisterCluster", inputOf("a"), clusterOf("a", CODED));
  const later = { ...clusterOf("a", CODED), createdAt: NOW + 7 };
  expect(judged(oracle, "RegisterCluster", inputOf("a"), later)["register.activation.fresh"]).toBe("missed");
});

test.each([
  ["DescribeCluster", { "describe.no-activation-code": "missed" }],
  ["DeregisterCluster", { "deregister.no-activation-code": "missed", "deregister.status-deleting": "missed" }],
])("the answer of %s tells no activation code", (operation, expected) => {
  const oracle = registrationOracle("us-east-1");
  expect(judged(oracle, operation, { name: "a" }, clusterOf("a", CODED))).toEqual(expected);
});

test("a cluster that EKS runs itself has no activation to tell", () => {
  const cluster = { ...clusterOf("a", {}), connectorConfig: null };
  expect(judged(registrationOracle("us-east-1"), "DescribeCluster", { name: "a" }, cluster)).toEqual({});
});
