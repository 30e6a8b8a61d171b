import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { readRunRecord, withFolder, withVerdict } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A name carries the run that sent it, and so does a client token. */
const RUN_OF_NAME = /(?<="name":"ecf-)[a-z0-9]{7}(?=-)/;
const TOKEN = /(?<="clientRequestToken":")[^"]+/;

function withoutRun(body: string | undefined): string | undefined {
  return body?.replace(RUN_OF_NAME, "").replace(TOKEN, "");
}

/** A run at a server that takes 51 tags, which is tested for just that, and its record. */
async function atTakerOfTags(folder: string, ...flags: readonly string[]) {
  const faulty = await startReferenceServer({ fault: "tags-limit-not-enforced" });
  open.push(faulty);
  const select = ["--select", "register.tags.max-properties", "--select", "register.route"];
  const args = ["run", "--endpoint-url", faulty.url, "--out", folder, "--format", "json", ...select, ...flags];
  const { code } = await runCommand(args);
  return { code, record: readRunRecord(folder) };
}

/** What of a run at a sound server a replay begins with; flags of a replay of it. */
async function atSoundServer(folder: string) {
  const server = await startReferenceServer();
  open.push(server);
  const few = ["--cases", "0", "--format", "json", "--select", "register.route"];
  await runCommand(["run", "--endpoint-url", server.url, "--out", folder, ...few]);
  const file = join(folder, "run.json");
  return { server, file, replay: ["replay", file, "--format", "json", "--out", join(folder, "again")] };
}

describe("replay fires one case of a record again", () => {
  test("a failure comes again on the faulty server, and passes on a good one", async () => {
    const good = await startReferenceServer();
    open.push(good);
    await withFolder(async (folder) => {
      const { code, record } = await atTakerOfTags(folder, "--cases", "2");
      expect(code).toBe(1);
      expect(withVerdict(record, "fail")).toEqual(["register.tags.max-properties"]);
      const failing = record.requirements.find(({ verdict }) => verdict === "fail")?.cases ?? [];
      const found = failing.find((each) => each.verdict === "fail" && each.kind === "boundary");
      expect(found).toBeDefined();
      const out = ["--out", join(folder, "again")];
      const replay = ["replay", join(folder, "run.json"), "--case", String(found?.id), ...out];
      expect(await runCommand(replay)).toMatchObject({ code: 1 });
      const repeated = readRunRecord(join(folder, "again"));
      const same = repeated.requirements.flatMap(({ cases }) => cases).find(({ id }) => id === found?.id);
      const sent = found?.exchanges.at(-1)?.request.body?.text;
      expect(sent).toMatch(RUN_OF_NAME);
      expect(withoutRun(same?.exchanges.at(-1)?.request.body?.text)).toBe(withoutRun(sent));
      expect(await runCommand([...replay, "--endpoint-url", good.url])).toMatchObject({ code: 0 });
    });
  });

  test("a random failure is reduced within 30 requests and keeps its fault", async () => {
    await withFolder(async (folder) => {
      const { record } = await atTakerOfTags(folder, "--cases", "8", "--seed", "3");
      const cases = record.requirements.flatMap((requirement) => requirement.cases);
      const reduced = cases.find((each) => each.reduced !== undefined);
      expect(reduced?.reduced?.requests).toBeLessThanOrEqual(30);
      const body = JSON.parse(reduced?.exchanges.at(-1)?.request.body?.text ?? "{}") as { tags?: object };
      expect(Object.keys(body.tags ?? {})).toHaveLength(51);
    });
  });

  test("one that had to have a resource in a state of its own is sent to a server where the shared one is in it", async () => {
    const server = await startReferenceServer({ spec: "eks" });
    open.push(server);
    await withFolder(async (folder) => {
      const requirement = "create-nodegroup.disk-size.type";
      const few = ["--spec", "eks", "--select", requirement, "--format", "json"];
      await runCommand(["run", "--endpoint-url", server.url, "--out", folder, ...few]);
      const file = join(folder, "run.json");
      const judged = readRunRecord(folder).requirements.find((each) => each.id === requirement)?.cases ?? [];
      const id = String(judged.find(({ kind }) => kind === "boundary")?.id);
      writeFileSync(file, readFileSync(file, "utf8").replaceAll(`"${id}"`, `"${id}/in-its-state"`));
      const out = ["--format", "json", "--out", join(folder, "again")];
      expect(await runCommand(["replay", file, "--case", `${id}/in-its-state`, ...out])).toMatchObject({ code: 0 });
      expect(withVerdict(readRunRecord(join(folder, "again")), "pass")).toContain(requirement);
    });
  });

  test("a case of a whole service comes again, with what it needs, and an unknown one gets one line", async () => {
    const faulty = await startReferenceServer({ spec: "eks", fault: "create-nodegroup.taken.wrong-status" });
    const good = await startReferenceServer({ spec: "eks" });
    open.push(faulty, good);
    await withFolder(async (folder) => {
      const select = ["--spec", "eks", "--select", "create-nodegroup.taken", "--format", "json"];
      await runCommand(["run", "--endpoint-url", faulty.url, "--out", folder, ...select]);
      const [failing] = withVerdict(readRunRecord(folder), "fail");
      expect(failing).toBe("create-nodegroup.taken");
      const replay = ["replay", join(folder, "run.json"), "--format", "json", "--out", join(folder, "again")];
      const named = [...replay, "--case", "create-nodegroup/scenario/taken"];
      expect(await runCommand(named)).toMatchObject({ code: 1 });
      expect(await runCommand([...named, "--endpoint-url", good.url])).toMatchObject({ code: 0 });
      const unknown = await runCommand([...replay, "--case", "no/such"]);
      expect(unknown.code).toBe(2);
      expect(unknown.stderr).toContain("--case no/such");
    });
  });

  test("goes by what the record's run went by, and a folder is as good as what is in it", async () => {
    await withFolder(async (folder) => {
      const going = ["--cases", "0", "--no-sign", "--feature", "quota=10", "--kind", "reference"];
      const { record } = await atTakerOfTags(folder, ...going);
      const failing = record.requirements.find(({ verdict }) => verdict === "fail")?.cases[0];
      const { code } = await runCommand(["replay", folder, "--case", String(failing?.id)]);
      const again = readRunRecord(join(folder, "replay"));
      expect(again).toMatchObject({
        target: { endpoint: record.target.endpoint },
        run: { options: { sign: false, feature: { quota: 10 } } },
      });
      expect(code).toBe(1);
    });
  });

  test("what would start the target is taken from no record", async () => {
    await withFolder(async (folder) => {
      const { record } = await atTakerOfTags(folder, "--cases", "0");
      const [file, marker] = [join(folder, "other.json"), join(folder, "ran")];
      writeFileSync(file, JSON.stringify({ ...record, target: { ...record.target, command: `touch ${marker}` } }));
      const failing = record.requirements.find(({ verdict }) => verdict === "fail")?.cases[0];
      const { code, stderr } = await runCommand(["replay", file, "--case", String(failing?.id)]);
      expect(stderr).toMatch(
        /^eks-conformance: replay: .* give --command .* or the --endpoint-url of one that runs\n$/,
      );
      expect(code).toBe(2);
      expect(existsSync(marker)).toBe(false);
    });
  });

  test("an unknown case gets one line, and nothing else is said, sent or written", async () => {
    await withFolder(async (folder) => {
      const { server, replay } = await atSoundServer(folder);
      const before = server.requests();
      const refused = await runCommand([...replay, "--case", "no/such"]);
      const stderr = expect.stringMatching(/^eks-conformance: --case no\/such: no such case in .*\n$/);
      expect(refused).toEqual({ code: 2, stdout: "", stderr });
      expect(server.requests()).toBe(before);
      expect(existsSync(join(folder, "again"))).toBe(false);
    });
  });

  test("a case that the record does not show, and its seed draws, is sent", async () => {
    await withFolder(async (folder) => {
      const { replay } = await atSoundServer(folder);
      expect(await runCommand([...replay, "--case", "wire/register/method/get"])).toMatchObject({ code: 0 });
    });
  });

  test("a case that was kept for what holds of every answer is sent, although it is about something else", async () => {
    await withFolder(async (folder) => {
      const { file, replay } = await atSoundServer(folder);
      const kept = readFileSync(file, "utf8").replaceAll(
        '"register/control/minimal"',
        '"register/lives/capitals-tags-1"',
      );
      writeFileSync(file, kept);
      expect(await runCommand([...replay, "--case", "register/lives/capitals-tags-1"])).toMatchObject({ code: 0 });
      const sent = readRunRecord(join(folder, "again")).traffic.latency.map(({ operation }) => operation);
      expect(sent).toContain("ListTagsForResource");
    });
  });

  test("a record that says in no number how many were drawn is one that draws none", async () => {
    await withFolder(async (folder) => {
      const { file, replay } = await atSoundServer(folder);
      const record = readFileSync(file, "utf8");
      expect(record).toContain('"cases":0,');
      writeFileSync(file, record.replace('"cases":0,', '"cases":{"toString":1},'));
      expect(await runCommand([...replay, "--case", "register/control/minimal"])).toMatchObject({ code: 0 });
    });
  });

  test.each([
    ["the record", '"cases":1000000,', "register/control/minimal"],
    ["a case", '"cases":0,', "register.name.pattern/random/999999"],
  ])("more inputs than are drawn in a minute are not drawn because %s says so", async (_what, cases, id) => {
    await withFolder(async (folder) => {
      const { file, replay } = await atSoundServer(folder);
      writeFileSync(file, readFileSync(file, "utf8").replace('"cases":0,', cases));
      const { code, stderr } = await runCommand([...replay, "--case", id]);
      expect(stderr).toMatch(/only the record says that 1000000 inputs were drawn; if so, add --cases 1000000\n$/);
      expect(code).toBe(2);
    });
  });

  test("a case that the target cannot take is refused with the reason", async () => {
    await withFolder(async (folder) => {
      const { replay } = await atSoundServer(folder);
      const refused = await runCommand([...replay, "--case", "register/scenario/signature/unsigned"]);
      expect(refused.code).toBe(2);
      expect(refused.stderr).toMatch(
        /register\/scenario\/signature\/unsigned: not sent to \S+: .* about signatures where none is looked at/,
      );
    });
  });
});
