import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { readRunRecord, withFolder } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";

let server: Awaited<ReturnType<typeof startReferenceServer>>;
beforeAll(async () => {
  server = await startReferenceServer({ spec: "eks" });
  const sent = {
    name: "PlantedCluster",
    roleArn: "arn:aws:iam::998877665544:role/PlantedRole",
    resourcesVpcConfig: { subnetIds: ["subnet-0f0f0f0f0f0f0f0f1"] },
  };
  const headers = { "content-type": "application/json" };
  await fetch(`${server.url}/clusters`, { method: "POST", body: JSON.stringify(sent), headers });
});
afterAll(() => server.close());

function readSome(folder: string, ...flags: readonly string[]) {
  const some = ["list.*", "describe.*", "api.error.*"].flatMap((glob) => ["--select", glob]);
  const target = ["--endpoint-url", server.url, "--region", "us-east-1", "--no-sign", "--seed", "3"];
  return runCommand(["run", ...target, "--read-only", "--describe-existing", ...some, "--out", folder, ...flags]);
}

describe("the part of a record that is made to be shared", () => {
  test("is shown before it is written, is a record by itself, and names nothing of the account", async () => {
    await withFolder(async (folder) => {
      const [out, file] = [join(folder, "out"), join(folder, "eks.json")];
      const { code, stdout } = await readSome(out, "--share", file, "--format", "json");
      expect(code).toBe(0);
      const text = readFileSync(file, "utf8");
      expect(text).not.toMatch(/Planted|998877665544|0f0f0f0f|authorization/i);
      const part = JSON.parse(text) as RunRecord;
      const whole = readRunRecord(out);
      expect(part).toMatchObject({ shared: true, schemaVersion: 1, run: { id: whole.run.id, seed: 3 } });
      expect(part.target).toEqual({ endpoint: server.url, kind: "emulator", region: "us-east-1" });
      expect(part.existing).toBeUndefined();
      expect(part.requirements.length).toBeGreaterThan(10);
      for (const { cases } of part.requirements)
        for (const { exchanges } of cases) expect(exchanges.length).toBeLessThanOrEqual(1);
      expect(text.length).toBeLessThan(JSON.stringify(whole, null, 1).length / 2);
      const said = stdout.replace(/\s+/g, " ");
      expect(said).toMatch(/What is to be shared: \d+ answers of http/);
      expect(said).toMatch(/\d+ ListClusters/);
      expect(said).toContain("Messages of errors in it");
      expect(said.indexOf("What is to be shared")).toBeLessThan(said.indexOf(`To share: ${file}`));
    });
  });

  test("is read by observe, run --like and report as the whole record is", async () => {
    await withFolder(async (folder) => {
      const [out, file] = [join(folder, "out"), join(folder, "eks.json")];
      await readSome(out, "--share", file, "--format", "json", "--quiet");
      const [ofPart, ofWhole] = [await runCommand(["observe", file]), await runCommand(["observe", out])];
      expect(ofPart).toMatchObject({ code: 0, stdout: ofWhole.stdout });
      expect(ofPart.stderr.replace(file, out)).toBe(ofWhole.stderr);
      const like = await readSome(join(folder, "like"), "--like", file, "--format", "json");
      expect(like.code).toBe(0);
      const { likeness } = readRunRecord(join(folder, "like"));
      expect(likeness?.answers).toBeGreaterThan(5);
      expect(likeness?.alike).toBe(likeness?.answers);
      expect(likeness?.operations.map(({ operation }) => operation)).toContain("DescribeCluster");
      const report = await runCommand(["report", file, "--out", join(folder, "pages")]);
      expect(report.code).toBe(0);
      expect(existsSync(join(folder, "pages", "index.html"))).toBe(true);
    });
  });

  test.each([
    ["a folder", (at: string) => mkdirSync(at), "it is a folder"],
    ["a link", (at: string) => symlinkSync("elsewhere", at), "is a link, and nothing is written through it"],
    ["in no folder", () => undefined, "there is no folder", "none/eks.json"],
    ["the run's own record", () => undefined, "the run itself writes that file", "out/run.json"],
  ] satisfies [string, (at: string) => void, string, string?][])(
    "is refused in a line, before anything is sent, where its file is %s",
    async (_what, prepare, words, name: string | undefined = "eks.json") => {
      await withFolder(async (folder) => {
        const file = join(folder, name);
        prepare(file);
        const refused = await readSome(join(folder, "out"), "--share", file);
        expect(refused).toMatchObject({ code: 2, stdout: "" });
        const { stderr } = refused;
        expect(stderr.trim().split("\n")).toHaveLength(1);
        expect(stderr).toContain(words);
        expect(existsSync(join(folder, "out", "events.ndjson"))).toBe(false);
      });
    },
  );

  test("replaces a file that is there, whose other names keep what it had", async () => {
    await withFolder(async (folder) => {
      const file = join(folder, "eks.json");
      writeFileSync(file, "old");
      expect((await readSome(join(folder, "out"), "--share", file, "--format", "json", "--quiet")).code).toBe(0);
      expect(readFileSync(file, "utf8")).toContain('"shared": true');
    });
  });
});

test("--share /dev/stdout, or -, is refused in a line", async () => {
  await withFolder(async (folder) => {
    for (const [place, words] of [
      ["/dev/stdout", "nothing is written through it"],
      ["-", "give the name of a file"],
    ] as const) {
      const { code, stderr } = await readSome(folder, "--share", place);
      expect(code).toBe(2);
      expect(stderr).toContain(words);
    }
  });
});
