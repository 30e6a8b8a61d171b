import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { describe, expect, test } from "@jest/globals";
import { splitWords } from "#cli/flags/split-words.ts";
import { type RunFlags } from "#cli/run/run-flags.ts";
import { addRunFlags, addStartFlags } from "#cli/flags/add-run-flags.ts";
import { FILES } from "#cli/run/results/output.ts";
import { readYaml, ROOT } from "#tests/helpers/action-file.ts";

const RECIPES = readdirSync(join(ROOT, "examples/ci")).filter((file) => file !== "README.md");
const read = (file: string) => readFileSync(join(ROOT, "examples/ci", file), "utf8");

/** The flags of `run` as a recipe's shell line has them. */
function flagsOf(recipe: string): RunFlags {
  const [, line = ""] = /npx --yes \.\/eks-conformance-0\.1\.0\.tgz run ([^'\n]*)/.exec(recipe) ?? [];
  expect(line).not.toBe("");
  const command = addStartFlags(addRunFlags(new Command("run"))).exitOverride();
  return command.parse(splitWords(line, "recipe"), { from: "user" }).opts<RunFlags>();
}

describe.each(RECIPES)("examples/ci/%s", (file) => {
  test("runs the command with flags that there are", () => {
    expect(() => flagsOf(read(file))).not.toThrow();
  });

  test("reads files that its run writes", () => {
    const { format } = flagsOf(read(file));
    const written = format.map((each) => FILES[each]);
    for (const [, named = ""] of read(file).matchAll(/conformance-results\/([\w.]+)/g))
      expect(written).toContain(named);
  });

  test("stands in the list of recipes", () => {
    expect(read("README.md")).toContain(`(${file})`);
  });
});

test("GitLab reads JUnit and code quality", () => {
  expect(readYaml("examples/ci/gitlab-ci.yml")).toMatchObject({
    conformance: {
      artifacts: {
        when: "always",
        reports: {
          junit: "conformance-results/junit.xml",
          codequality: "conformance-results/codequality.json",
        },
      },
    },
  });
});

test("Jenkins takes the last build's reports away before it tests", () => {
  expect(read("Jenkinsfile")).toMatch(
    /sh 'rm -rf conformance-results'\s+sh 'npx --yes \.\/eks-conformance-0\.1\.0\.tgz run/,
  );
});

test("Jenkins publishes its reports whatever the outcome", () => {
  expect(read("Jenkinsfile")).toMatch(/post \{\s+always \{\s+junit [^}]+archiveArtifacts [^}]+\}\s+\}/);
});
