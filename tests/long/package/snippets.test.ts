// What the documents show is run as it stands, from the package in a folder of its own; another endpoint apart.
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { startReferenceServer, type RunningReference } from "#reference/server/server.ts";
import { readAction, ROOT, type Step } from "#tests/helpers/action-file.ts";
import type { CliResult } from "#tests/helpers/cli-process.ts";
import { snippetsOf, type Snippet } from "#tests/helpers/doc-snippets.ts";
import { installPackage, type InstalledPackage } from "#tests/helpers/installed-package.ts";
import { LISTING } from "#tests/suites/recordings/made-har.ts";

const MINUTES = 60_000;
const SNIPPETS = ["README.md", "docs/aws.md", "docs/other-services.md", "docs/first-run.md"].flatMap(snippetsOf);

let installed: InstalledPackage;
let sound: RunningReference;
/** Has no RegisterCluster. */
let lacking: RunningReference;
beforeAll(async () => {
  installed = await installPackage();
  sound = await startReferenceServer({});
  lacking = await startReferenceServer({ fault: "emulator-register-below-a-cluster" });
}, 5 * MINUTES);
afterAll(async () => {
  installed.remove();
  await Promise.all([sound.close(), lacking.close()]);
});

/** Runs lines of shell with another endpoint in place of the one they name; the package's commands are in the path. */
function shell(lines: string, url = sound.url, env: NodeJS.ProcessEnv = {}): Promise<CliResult> {
  const script = lines.replaceAll(/http:\/\/(?:localhost|127\.0\.0\.1):(?:4566|5000)/g, url);
  return installed.run("bash", ["--noprofile", "--norc", "-ec", script], {
    PATH: `${join(installed.folder, "node_modules/.bin")}:${process.env["PATH"]}`,
    npm_config_offline: "true",
    // Nobody's credentials.
    HOME: installed.folder,
    AWS_EC2_METADATA_DISABLED: "true",
    ...env,
  });
}

/** The lines of a snippet, those that go on in the next one put together. */
function linesOf({ text }: Snippet): string[] {
  return text
    .replaceAll(/\\\n\s*/g, "")
    .trim()
    .split("\n");
}

interface Ran {
  readonly how: (snippet: Snippet) => Promise<void>;
}
interface NotRun {
  readonly why: string;
}

/** How each snippet is run, or why it is not, by its file and its first line. */
const WAYS: Readonly<Record<string, Ran | NotRun>> = {
  "README.md: npm ci && npm run conformance": {
    how: async (snippet) => {
      const [first = "", second = "", ...others] = linesOf(snippet);
      expect(others).toEqual([]);
      // The page of a first run has it, and its own test does all of that page.
      const page = snippetsOf("docs/first-run.md").map(({ text }) => text.trim());
      expect(page).toContain(first.replace(/ +#.*/, ""));
      expect(await shell(second)).toMatchObject({ code: 0, stdout: expect.stringContaining("Conformant: MUST ") });
    },
  },
  "README.md: docker run --rm --network host": { why: "a daemon is needed, and the image's bases from a registry" },
  "README.md: npx --no eks-conformance run --endpoint-url http://localhost:4566": {
    how: async ({ text }) => {
      const { code, stdout } = await shell(text, lacking.url);
      expect(stdout).toContain("RegisterCluster is not implemented");
      expect(code).toBe(1);
    },
  },
  "README.md: - run: npx --no eks-conformance run --endpoint-url http://localhost:4566": {
    how: async ({ text }) => {
      const [test = "", summary = "", ...others] = (parse(text) as Step[]).flatMap(({ run }) => run ?? []);
      expect(others).toEqual([]);
      expect(await shell(test, lacking.url)).toMatchObject({ code: 1 });
      const GITHUB_STEP_SUMMARY = join(installed.folder, "step-summary.md");
      expect(await shell(summary, lacking.url, { GITHUB_STEP_SUMMARY })).toMatchObject({ code: 0 });
      expect(readFileSync(GITHUB_STEP_SUMMARY, "utf8")).toContain("RegisterCluster is not implemented");
    },
  },
  'README.md: HURL_VARIABLE_endpoint=http://127.0.0.1:4566 HURL_SECRET_aws_access_key_id="${AWS_ACCESS_KEY_ID:-test}" HURL_SECRET_aws_secret_access_key="${AWS_SECRET_ACCESS_KEY:-test}" hurl --test --continue-on-error --max-time 15 conformance-results/findings/ID.hurl':
    { why: "Hurl is needed, and a finding: tests/long/reports/finding-files has both" },
  "README.md: npx --no eks-conformance run --endpoint-url http://localhost:4566 --like eks/run.json": {
    how: async ({ text }) => {
      expect(await shell("eks-conformance run --cases 0 --select describe.route --out eks")).toMatchObject({ code: 0 });
      const { code, stdout } = await shell(text);
      expect(stdout).toMatch(/[Ll]ike .* in (\d+) of \1 answers/);
      expect(code).toBe(0);
    },
  },
  "README.md: - uses: eks-conformance/eks-conformance@RELEASE_COMMIT # v0.1.0": {
    // Its steps are done in tests/long/package/action.test.ts.
    how: async ({ text }) => {
      const [step] = parse(text) as Step[];
      const given = Object.keys(step?.with ?? {});
      expect(given.length).toBeGreaterThan(0);
      expect(Object.keys(readAction().inputs)).toEqual(expect.arrayContaining(given));
    },
  },
  "README.md: - pattern: register.tags.max-properties": {
    how: async ({ text }) => {
      const server = await startReferenceServer({ fault: "tags-limit-not-enforced" });
      writeFileSync(join(installed.folder, "known-failures.yaml"), text);
      const line =
        "eks-conformance run --endpoint-url http://localhost:4566 --select register.tags.max-properties --cases 0";
      const unknown = await shell(line, server.url);
      const known = await shell(`${line} --expectations known-failures.yaml`, server.url);
      await server.close();
      expect(unknown).toMatchObject({ code: 1 });
      expect(known).toMatchObject({ code: 0, stdout: expect.stringContaining("1 known to fail") });
    },
  },
  "README.md: npx --no eks-conformance proxy --endpoint-url http://localhost:4566 -- npm test": {
    how: async ({ text }) => {
      const client = "fetch(process.env.AWS_ENDPOINT_URL_EKS + '/clusters')";
      await installed.run("npm", ["pkg", "set", `scripts.test=node --eval "${client}"`]);
      expect(await shell(text)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/Conformant: .*your\s+clients'\s+requests/s),
      });
    },
  },
  "README.md: npx --no eks-conformance judge recording.har": {
    how: async ({ text }) => {
      const har = JSON.stringify({ log: { version: "1.2", entries: [LISTING] } });
      writeFileSync(join(installed.folder, "recording.har"), har);
      expect(await shell(text)).toMatchObject({ code: 0, stdout: expect.stringContaining("Conformant: ") });
    },
  },
  'README.md: import { run } from "eks-conformance";': {
    how: async ({ text }) => {
      expect(text).toContain("http://localhost:4566");
      writeFileSync(join(installed.folder, "readme.mjs"), text.replace("http://localhost:4566", sound.url));
      const { code, stdout } = await installed.run(process.execPath, ["readme.mjs"]);
      expect(stdout).toMatch(/^Conformant: MUST /);
      expect(code).toBe(0);
    },
  },
  "README.md: npx --no eks-conformance iam-policy --sandbox-account 111122223333 --region us-west-2": {
    how: async (snippet) => {
      const [policy = "", plan = "", run = "", ...others] = linesOf(snippet);
      expect(others).toEqual([]);
      expect(JSON.parse((await shell(policy)).stdout)).toHaveProperty("Statement");
      await expectPlanned(plan);
      await expectRefusedForCredentials(run);
    },
  },
  "README.md: # yaml-language-server: $schema=node_modules/eks-conformance/dist/cli/config/config.schema.json": {
    how: async ({ text }) => {
      writeFileSync(join(installed.folder, "readme.config.yaml"), text);
      const schema = /\$schema=(\S+)/.exec(text)?.[1] ?? "";
      expect(JSON.parse(readFileSync(join(installed.folder, schema), "utf8"))).toHaveProperty("properties");
      const plan = "eks-conformance plan --config readme.config.yaml --json";
      expect(await shell(plan)).toMatchObject({ code: 0 });
      const sandbox = await shell(`${plan} --target sandbox`);
      expect(JSON.parse(sandbox.stdout)).toMatchObject({ cost: { rps: 2 } });
    },
  },
  "docs/aws.md: eks-conformance plan --aws --region eu-west-1": {
    how: async (snippet) => {
      const [plan = "", run = "", ...others] = linesOf(snippet);
      expect(others).toEqual([]);
      await expectPlanned(plan);
      await expectRefusedForCredentials(run);
    },
  },
  "docs/aws.md: eks-conformance iam-policy --read-only": {
    how: async (snippet) => {
      const [policy = "", plan = "", ...runs] = linesOf(snippet);
      expect(JSON.parse((await shell(policy)).stdout)).toHaveProperty("Statement");
      await expectPlanned(plan);
      expect(runs).toHaveLength(2);
      for (const run of runs) await expectRefusedForCredentials(run);
    },
  },
  "docs/aws.md: eks-conformance run --endpoint-url http://localhost:4566 --read-only --like conformance-results/run.json --out like-eks":
    {
      how: async ({ text }) => {
        const eks = await startReferenceServer({ spec: "eks" });
        const recorded = await shell("eks-conformance run --endpoint-url http://localhost:4566 --read-only", eks.url);
        const { code, stdout } = await shell(text, eks.url);
        await eks.close();
        expect(recorded).toMatchObject({ code: 0 });
        expect(stdout).toMatch(/[Ll]ike .* in (\d+) of \1 answers/);
        expect(code).toBe(0);
      },
    },
  "docs/aws.md: eks-conformance sweep --journal conformance-results/journal.ndjson --aws --region eu-west-1 --sandbox-account 111122223333":
    {
      how: async ({ text }) => {
        expect(await shell("eks-conformance run --cases 0 --select register.route")).toMatchObject({ code: 0 });
        expect(await shell(text)).toMatchObject({ code: 0 });
      },
    },
  "docs/other-services.md: eks-conformance run --spec eks --endpoint-url http://127.0.0.1:5000": {
    how: async (snippet) => {
      const [all = "", one = "", list = "", ...others] = linesOf(snippet);
      expect(others).toEqual([]);
      // A server of a few operations has answered soon.
      expect(await shell(all, lacking.url)).toMatchObject({
        code: 1,
        stdout: expect.stringContaining("operations there"),
      });
      const eks = await startReferenceServer({ spec: "eks" });
      const judged = await shell(one, eks.url);
      await eks.close();
      expect(judged).toMatchObject({ code: 0, stdout: expect.stringContaining("Conformant") });
      const { code, stdout } = await shell(list);
      expect(stdout).toMatch(/^\d+ requirements: /m);
      expect(code).toBe(0);
    },
  },
  "docs/other-services.md: resources:": {
    how: async ({ text }) => {
      cpSync(join(ROOT, "tests/helpers/widgets/widgets.openapi.yaml"), join(installed.folder, "box.yaml"));
      writeFileSync(join(installed.folder, "box.resources.yaml"), text);
      const { code, stdout } = await shell("eks-conformance run --spec box.yaml");
      expect(stdout).toContain("Conformant: 5 of 5 operations there");
      expect(code).toBe(0);
    },
  },
};

/** Without an account of AWS a plan is made all the same. */
async function expectPlanned(line: string): Promise<void> {
  expect(await shell(line)).toMatchObject({ code: 0, stdout: expect.stringContaining("nothing was sent") });
}

/** All its flags are taken, and the credentials that only its reader has are all that is wanting. */
async function expectRefusedForCredentials(line: string): Promise<void> {
  expect(await shell(line)).toMatchObject({ code: 3, stderr: expect.stringContaining("AWS_ACCESS_KEY_ID") });
}

function keyOf({ file, text }: Snippet): string {
  const [first = ""] = text.split("\n");
  return `${file}: ${first.replace(/ {2,}#.*| -v .*/, "")}`;
}

/** The page of a first run has a test that does all of it, in its order. */
const OWN_TEST = "docs/first-run.md";

test.each(SNIPPETS.filter(({ file }) => file !== OWN_TEST).map((snippet) => [keyOf(snippet), snippet] as const))(
  "%s",
  async (key, snippet) => {
    const way = WAYS[key];
    if (way === undefined) throw new Error("nothing runs this snippet: give it a way, or say why it has none");
    if ("how" in way) await way.how(snippet);
    else expect(way.why).not.toBe("");
  },
  5 * MINUTES,
);

test("each way is that of a snippet", () => {
  const keys = SNIPPETS.map(keyOf);
  expect(Object.keys(WAYS).filter((key) => !keys.includes(key))).toEqual([]);
});

test("the page of a first run has nothing but what its test does", () => {
  const languages = SNIPPETS.filter(({ file }) => file === OWN_TEST).map(({ language }) => language);
  expect(languages.filter((language) => !["sh", "text", "yaml"].includes(language))).toEqual([]);
});
