import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { startReferenceServer } from "../../../reference/server.ts";
import { readRunRecord, withFolder } from "../../helpers/cli-process.ts";
import { runCommand } from "../../helpers/command.ts";
import { closeOpened, onCleanUp } from "../../helpers/servers/loopback.ts";

afterEach(closeOpened);

const PLANTED = ["TopSecretName1", "TopSecretName2", "qzprod7"];

/** All that a run wrote, in one text. */
function writtenIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"))
    .join("\n");
}

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
