import { beforeAll, describe, expect, test } from "@jest/globals";
import { loadEksContract } from "#spec/contract/load.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { contract } from "#tests/suites/bundled-contract.ts";

interface Statement {
  readonly Action: readonly string[];
  readonly Resource?: string;
  readonly Principal?: unknown;
  readonly Condition?: { readonly StringEquals: Record<string, unknown> };
}

async function policy(...flags: string[]): Promise<Statement[]> {
  const { code, stdout } = await runCommand(["iam-policy", ...flags]);
  expect(code).toBe(0);
  const { Version, Statement } = JSON.parse(stdout) as { Version: string; Statement: Statement[] };
  expect(Version).toBe("2012-10-17");
  return Statement;
}

const of = (statements: readonly Statement[], action: string) =>
  statements.find(({ Action }) => Action.includes(action));

test("the caller may do what the suite calls, what EKS does in its name, and nothing else", async () => {
  const actions = (await policy()).flatMap(({ Action }) => Action);
  const called = [...contract.operations.keys()].map((operation) => `eks:${operation}`);
  const inItsName = [
    "iam:CreateServiceLinkedRole",
    "iam:PassRole",
    "ssm:CreateActivation",
    "ssm:DeleteActivation",
    "ssm:DeregisterManagedInstance",
  ];
  expect(actions.sort()).toEqual([...called, ...inItsName].sort());
});

test("no action is given by a pattern", async () => {
  for (const { Action } of await policy()) expect(Action.join()).not.toContain("*");
});

test("what only reads may list and describe, which are the names of all operations of EKS by GET", async () => {
  const actions = (await policy("--read-only")).flatMap(({ Action }) => Action);
  expect(actions).toEqual(["eks:List*", "eks:Describe*"]);
  const reading = [...loadEksContract().operations.values()].filter(({ method }) => method === "GET");
  expect(reading.filter(({ id }) => !/^(List|Describe)/.test(id))).toEqual([]);
  expect(reading.length).toBeGreaterThan(20);
});

describe("account, Region and role narrow it down", () => {
  const role = "arn:aws:iam::111122223333:role/mine";
  let statements: Statement[] = [];
  beforeAll(async () => {
    statements = await policy("--sandbox-account", "111122223333", "--region", "eu-west-1", "--role-arn", role);
  });

  test.each([
    "eks:DescribeCluster",
    "eks:DeregisterCluster",
    "eks:TagResource",
    "eks:UntagResource",
    "eks:ListTagsForResource",
  ])("%s: clusters of both", (action) => {
    expect(of(statements, action)?.Resource).toBe("arn:aws:eks:eu-west-1:111122223333:cluster/*");
  });

  test.each(["eks:RegisterCluster", "eks:ListClusters", "ssm:CreateActivation", "ssm:DeregisterManagedInstance"])(
    "%s: the Region",
    (action) => {
      expect(of(statements, action)?.Condition?.StringEquals).toEqual({ "aws:RequestedRegion": "eu-west-1" });
    },
  );

  test("iam:PassRole: the role, and to the two services alone", () => {
    expect(of(statements, "iam:PassRole")).toMatchObject({
      Resource: role,
      Condition: { StringEquals: { "iam:PassedToService": ["eks.amazonaws.com", "ssm.amazonaws.com"] } },
    });
  });

  test("iam:CreateServiceLinkedRole: the connector's, and by its name", () => {
    expect(of(statements, "iam:CreateServiceLinkedRole")).toMatchObject({
      Resource:
        "arn:aws:iam::111122223333:role/aws-service-role/eks-connector.amazonaws.com/AWSServiceRoleForAmazonEKSConnector",
      Condition: { StringEquals: { "iam:AWSServiceName": "eks-connector.amazonaws.com" } },
    });
  });
});

test("the connector role trusts the SSM agent alone", async () => {
  expect(await policy("--role-trust")).toEqual([
    { Sid: "SSMAccess", Effect: "Allow", Action: ["sts:AssumeRole"], Principal: { Service: "ssm.amazonaws.com" } },
  ]);
});
