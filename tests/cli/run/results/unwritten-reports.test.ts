import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { createReference } from "#reference/server/reference.ts";
import { withFolder } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { closeOpened, httpServer, wholeRequest } from "#tests/helpers/servers/loopback.ts";

afterEach(closeOpened);

test("a run whose reports cannot be written tells its verdict and what it left behind", () =>
  withFolder(async (folder) => {
    const reference = createReference();
    const origin = await httpServer(async (request, response) => {
      if (request.method === "DELETE")
        return void response.writeHead(403, { "x-amzn-errortype": "AccessDeniedException" }).end();
      const { status, headers, body } = await reference.handle(await wholeRequest(request));
      response.writeHead(status, headers.flat()).end(body);
    });
    mkdirSync(join(folder, "run.json"));
    const few = ["--no-sign", "--cases", "0", "--seed", "7", "--select", "register.name.min-length"];
    const { code, stderr } = await runCommand(["run", "--endpoint-url", origin, "--out", folder, ...few]);
    expect(stderr).toMatch(/^(Not conformant|Conformant|Inconclusive)/m);
    expect(stderr).toContain(`--out ${folder}: it is a folder`);
    expect(stderr).toMatch(/\d+ left behind; to remove:\n {2}aws eks deregister-cluster --name /);
    expect(code).toBe(5);
  }));
