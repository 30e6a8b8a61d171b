import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readJournal } from "#custody/journal/journal.ts";
import { CALM, type LoggedRequest } from "#tests/helpers/bad-weather/weather.ts";
import { startBadWeather } from "#tests/helpers/bad-weather/server.ts";
import { runCli, withFolder } from "#tests/helpers/cli-process.ts";
import { ACCOUNT, startSts } from "#tests/helpers/servers/sts-server.ts";

/** The shortest names that the contract allows are the run's too; no other of these is. */
const SHORT = ["a", "Z", "0"];
const STRANGERS = ["prod", "staging", "ecf-prod", "ecf-0000000-a", "eks-conformance", "x".repeat(100)];

/** What a request is about: the name or the ARN in its path. */
function labelIn({ line }: LoggedRequest): string | undefined {
  const [, label] = /^[A-Z]+ \/(?:clusters|cluster-registrations|tags)\/([^/?]+)/.exec(line) ?? [];
  return label === undefined ? undefined : decodeURIComponent(label);
}

test("a whole run on a double of AWS describes, tags and deregisters none of the clusters that others have", async () => {
  const [server, sts] = [await startBadWeather(1, CALM, [...SHORT, ...STRANGERS]), await startSts()];
  try {
    await withFolder(async (folder) => {
      const env = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "not-a-real-secret" };
      const place = ["--endpoint-url", server.url, "--kind", "aws", "--region", "us-east-1"];
      const fast = ["--rps", "1000", "--feature", "auth=absent", "--seed", "7", "--out", folder];
      const args = ["run", ...place, "--sandbox-account", ACCOUNT, ...fast];
      const { code, stderr } = await runCli(args, { ...env, AWS_ENDPOINT_URL_STS: sts.url });
      expect(stderr).toMatch(/\d+ requests: .*registrations expected, at most 80, .*what AWS keeps.*registered in/s);
      expect(code).toBe(0);
      expect(stderr.split("\n").filter((line) => line.length > 80)).toEqual([]);
      const sent = new Set(readJournal(join(folder, "journal.ndjson")).map(({ name }) => name));
      const shown = server.weather.log.filter(({ status }) => status === 200);
      const asked = shown.flatMap((request) => labelIn(request) ?? []).map((label) => label.split("/").at(-1) ?? "");
      expect(asked.length).toBeGreaterThan(50);
      expect(asked.filter((name) => !sent.has(name))).toEqual([]);
      expect(asked.filter((name) => STRANGERS.includes(name))).toEqual([]);
      const deleted = shown.filter(({ line }) => line.startsWith("DELETE")).flatMap((each) => labelIn(each) ?? []);
      expect(deleted.filter((name) => server.weather.foreign.has(name))).toEqual([]);
      expect(server.weather.clusterNames().sort()).toEqual([...SHORT, ...STRANGERS].sort());
    });
  } finally {
    server.close();
    sts.close();
  }
});
