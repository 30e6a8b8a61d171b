import { expect, test } from "@jest/globals";
import { runCli } from "../../helpers/cli-process.ts";
import { contract } from "../../suites/bundled.ts";

interface Statement {
  readonly Action: readonly string[];
  readonly Resource?: string;
  readonly Principal?: unknown;
  readonly Condition?: { readonly StringEquals: Record<string, unknown> };
}

async function policy(...flags: string[]): Promise<Statement[]> {
  const { code, stdout } = await runCli(["iam-policy", ...flags]);
  expect(code).toBe(0);
  const { Version, Statement } = JSON.parse(stdout) as { Version: string; Statement: Statement[] };
  expect(Version).toBe("2012-10-17");
  return Statement;
}

test("the caller may do what the suite calls, what EKS does in its name, and nothing else", async () => {
  const actions = (await policy()).flatMap(({ Action }) => Action);
  const called = [...contract.operations.keys()].map((operation) => `eks:${operation}`);
  const inItsName = [
    "eks:TagResource",
    "iam:PassRole",
    "ssm:CreateActivation",
    "ssm:DeleteActivation",
    "ssm:DeregisterManagedInstance",
  ];
  expect(actions.sort()).toEqual([...called, ...inItsName].sort());
});

test("account, Region and role narrow it down", async () => {
  const role = "arn:aws:iam::111122223333:role/mine";
  const statements = await policy("--sandbox-account", "111122223333", "--region", "eu-west-1", "--role-arn", role);
  const of = (action: string) => statements.find(({ Action }) => Action.includes(action));
  expect(of("eks:DeregisterCluster")?.Resource).toBe("arn:aws:eks:eu-west-1:111122223333:cluster/*");
  expect(of("eks:RegisterCluster")?.Condition?.StringEquals).toEqual({ "aws:RequestedRegion": "eu-west-1" });
  expect(of("iam:PassRole")?.Resource).toBe(role);
});

test("the connector role trusts the SSM agent alone", async () => {
  expect(await policy("--role-trust")).toEqual([
    { Sid: "SSMAccess", Effect: "Allow", Action: ["sts:AssumeRole"], Principal: { Service: "ssm.amazonaws.com" } },
  ]);
});
