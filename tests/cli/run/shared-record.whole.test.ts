import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { FORMATS } from "#cli/run/run-flags.ts";
import { startReferenceServer } from "#reference/server/server.ts";
import { readRunRecord, withFolder } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { closeOpened, onCleanUp } from "#tests/helpers/servers/loopback.ts";

afterEach(closeOpened);

const PLANTED = ["TopSecretName1", "TopSecretName2", "qzprod7"];

/** All that a run wrote, in one text. */
function writtenIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"))
    .join("\n");
}

/** What a reference server has: clusters with these names, roles, tags and node groups. */
async function serverWithPlanted(): Promise<string> {
  const server = await startReferenceServer({ spec: "eks" });
  onCleanUp(() => server.close());
  const post = async (path: string, sent: object): Promise<void> => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${server.url}${path}`, { method: "POST", body: JSON.stringify(sent), headers });
    expect(answer.status).toBe(200);
  };
  const roleArn = "arn:aws:iam::998877665544:role/PlantedRole";
  for (const name of PLANTED) {
    const resourcesVpcConfig = { subnetIds: ["subnet-0f0f0f0f0f0f0f0f1"], publicAccessCidrs: ["198.51.100.77/32"] };
    await post("/clusters", { name, roleArn, resourcesVpcConfig, tags: { PlantedKey: "PlantedValue" } });
    const nodegroup = {
      nodegroupName: `PlantedNodes${name}`,
      nodeRole: roleArn,
      subnets: ["subnet-0f0f0f0f0f0f0f0f1"],
    };
    await post(`/clusters/${name}/node-groups`, nodegroup);
  }
  return server.url;
}

test("what the account has is described, and nothing that is written names it", async () => {
  const url = await serverWithPlanted();
  await withFolder(async (out) => {
    const { code, stdout, stderr } = await runCommand([
      ...["run", "--endpoint-url", url, "--kind", "aws", "--read-only", "--describe-existing", "--rps", "500"],
      ...["--region", "us-east-1", "--no-sign", "--skip", "api.auth.*", "--out", out],
      ...["--format", FORMATS.join(",")],
    ]);
    expect(code).toBe(0);
    const record = readRunRecord(out);
    expect(record.existing).toEqual(
      expect.arrayContaining([
        { resource: "cluster", listed: 3, described: 3, gone: 0, goesOn: false },
        { resource: "nodegroup", listed: 3, described: 3, gone: 0, goesOn: false },
      ]),
    );
    const verdicts = new Map(record.requirements.map(({ id, verdict }) => [id, verdict]));
    expect(verdicts.get("describe-nodegroup.names")).toBe("pass");
    expect(writtenIn(out) + stdout + stderr).not.toMatch(
      /TopSecret|qzprod7|Planted(?:Role|Key|Value|Nodes)|998877665544|0f0f0f0f0f|198\.51\.100\.77/i,
    );
  });
});

test.each([
  ["aws", false],
  ["emulator", true],
])("of a run that only reads, on %s, what is there is named: %p", async (kind, isNamed) => {
  const server = await startReferenceServer({ spec: "eks" });
  onCleanUp(() => server.close());
  for (const name of PLANTED) {
    const body = JSON.stringify({
      name,
      roleArn: "arn:aws:iam::123456789012:role/x",
      resourcesVpcConfig: { subnetIds: ["subnet-1", "subnet-2"] },
    });
    const headers = { "content-type": "application/json" };
    expect((await fetch(`${server.url}/clusters`, { method: "POST", body, headers })).status).toBe(200);
  }
  await withFolder(async (out) => {
    const { code, stdout } = await runCommand([
      "run",
      ...["--endpoint-url", server.url, "--kind", kind, "--read-only", "--region", "us-east-1", "--rps", "200"],
      ...["--select", "list.*", "--format", "json,html,markdown", "--no-sign", "--out", out],
    ]);
    expect(code).toBe(0);
    const all = writtenIn(out) + stdout;
    expect(PLANTED.map((name) => all.includes(name))).toEqual(PLANTED.map(() => isNamed));
    const lists = readRunRecord(out).requirements.flatMap(({ cases }) => cases.flatMap(({ exchanges }) => exchanges));
    expect(lists.some(({ response }) => /"clusters":\[("[^"]+",){2}"[^"]+"\]/.test(response?.body.text ?? ""))).toBe(
      true,
    );
  });
});
