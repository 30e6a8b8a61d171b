import { expect, test } from "@jest/globals";
import { withFolder } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { referenceOf } from "#reference/server/reference-of.ts";
import { startLoopback, wholeRequest } from "#tests/helpers/servers/loopback.ts";
import { everythingIn, PLANTED_KEYS, startGossiping } from "#tests/helpers/servers/gossiping-server.ts";

test("nothing secret is in any file or stream of a run", async () => {
  const server = await startGossiping();
  try {
    await withFolder(async (folder) => {
      const few = ["--json", "--cases", "0", "--seed", "9", "--select", "register.tags*", "--select", "register.re*"];
      const args = ["run", "--endpoint-url", server.url, "--region", "us-east-1", "--out", folder, ...few];
      const { stdout, stderr } = await runCommand(args, PLANTED_KEYS);
      const all = `${everythingIn(folder)}\n${stdout}\n${stderr}`;
      expect(all.length).toBeGreaterThan(100_000);
      expect(server.given.size).toBeGreaterThan(10);
      const planted = [...Object.values(PLANTED_KEYS), ...server.given];
      expect(planted.filter((secret) => all.includes(secret))).toEqual([]);
    });
  } finally {
    server.close();
  }
});

test("nor in the ARN of what a service has named", async () => {
  const reference = await referenceOf({ spec: "eks" });
  const said = `"arn":"arn:${PLANTED_KEYS.AWS_SESSION_TOKEN}:`;
  const server = await startLoopback((request, response) => {
    const answer = async (): Promise<void> => {
      const { status, headers, body } = await reference.handle(await wholeRequest(request));
      const text = Buffer.from(body).toString().replaceAll('"arn":"arn:', said);
      const others = headers.filter(([name]) => name.toLowerCase() !== "content-length");
      response.writeHead(status, others.flat()).end(text);
    };
    void answer();
  });
  try {
    await withFolder(async (folder) => {
      const few = ["--cases", "0", "--seed", "9", "--select", "create-eks-anywhere-subscription.*"];
      const place = ["--endpoint-url", server.url, "--region", "us-east-1", "--out", folder];
      const { stdout, stderr } = await runCommand(["run", "--spec", "eks", ...place, ...few], PLANTED_KEYS);
      const all = `${everythingIn(folder)}\n${stdout}\n${stderr}`;
      expect(all).toContain('"kind":"eks-anywhere-subscription"');
      expect(all).not.toContain(PLANTED_KEYS.AWS_SESSION_TOKEN);
    });
  } finally {
    server.close();
  }
});
