import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { misansweringService, type Misanswer } from "#tests/custody/misanswering-service.ts";
import { closeOpened } from "#tests/helpers/servers/loopback.ts";
import { readRunRecord, runCli, withFolder } from "#tests/helpers/cli-process.ts";
import { SOAKING } from "#tests/helpers/soak.ts";

afterEach(closeOpened);

const SUBSCRIPTIONS = ["*-eks-anywhere-subscription.*"];
const NAMES = ["create.name.*", "register.name.*", "create-eks-anywhere-subscription.*"];

/** A run of all of EKS, or of what is selected of it, and a sweep after it. */
async function runAndSweep(misanswer: Misanswer, selected: readonly string[]) {
  const server = await misansweringService(misanswer);
  return withFolder(async (folder) => {
    const select = SOAKING ? [] : selected.flatMap((each) => ["--select", each]);
    const target = ["--spec", "eks", "--endpoint-url", server.origin, "--no-config"];
    const { code } = await runCli(["run", ...target, "--seed", "7", "--out", folder, ...select]);
    const told = readRunRecord(folder)
      .clusters.left.map(({ name, reason }) => `${name}: ${reason}`)
      .join("\n");
    const swept = await runCli(["sweep", "--journal", join(folder, "journal.ndjson")]);
    return { server, code, told, swept, left: await server.left() };
  });
}

test("a stranger's subscription that answers name is neither changed nor deleted, and what was made is removed", async () => {
  const { server, code, told, left } = await runAndSweep({ namesTheirs: true }, SUBSCRIPTIONS);
  const changing = server.requests.filter((line) => line.includes(server.theirs) && !line.startsWith("GET"));
  expect(changing).toEqual([]);
  // It bears the run's tag, by which the list tells it from the stranger's.
  expect(left.subscriptions).toEqual([]);
  expect(told).toBe("");
  expect(code).toBe(1);
});

const ANSWERS = SOAKING ? [400, 401, 403, 404, 405, 409, 500, 502, 503, 504] : [400, 504];

describe("work that is done and answered otherwise leaves nothing without a word", () => {
  test.each(ANSWERS.map((status) => [status]))("answered %i, every second time", async (status) => {
    const { server, code, told, swept, left } = await runAndSweep({ insteadOfSuccess: { every: 2, status } }, NAMES);
    expect(left.clusters).toEqual([]);
    // What bears no tag of the run's may be a stranger's: it stays, and a sweep goes on telling of it.
    // Half of the answers say that the target throttles, so that too few requests get through.
    const verdict = status === 503 && SOAKING ? 3 : 1;
    expect(code).toBe(left.subscriptions.length > 0 ? 5 : verdict);
    for (const id of left.subscriptions) expect(told).toContain(id);
    expect(told).not.toContain(server.theirs);
    expect(swept.code).toBe(left.subscriptions.length > 0 ? 5 : 0);
    for (const id of left.subscriptions) expect(swept.stdout).toContain(id);
  });
});
