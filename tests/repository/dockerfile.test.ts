import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ROOT } from "#tests/helpers/action-file.ts";

const lines = readFileSync(join(ROOT, "Dockerfile"), "utf8").split("\n");
const allowed = readFileSync(join(ROOT, ".dockerignore"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("!"))
  .map((line) => line.slice(1));

test("the last stage runs as nobody in particular, with the program as its entry, without a shell", () => {
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith("FROM ")));
  expect(last[0]).toContain(":nonroot@");
  expect(last.filter((line) => /^(RUN|ADD|SHELL|USER root)/.test(line))).toEqual([]);
  const entry = last.find((line) => line.startsWith("ENTRYPOINT "))?.slice("ENTRYPOINT ".length) ?? "";
  expect(JSON.parse(entry)).toEqual(["/nodejs/bin/node", "/app/dist/cli/main.js"]);
});

test("what the stages copy from one another has been built or copied there", () => {
  const copied = lines.flatMap((line) => /^COPY --from=(\w+) (.+) \S+$/.exec(line)?.slice(1) ?? []);
  expect(copied.filter((_, index) => index % 2 === 0)).toEqual(["build", "build", "build"]);
  const sources = copied.filter((_, index) => index % 2 === 1).flatMap((paths) => paths.split(" "));
  expect(sources.every((path) => path.startsWith("/src/"))).toBe(true);
});

test("what it runs of npm there is", () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: object };
  const run = lines.flatMap((line) => [...line.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name));
  expect(run.length).toBeGreaterThan(0);
  for (const name of run) expect(scripts).toHaveProperty([name]);
});

test("the context holds all that the build compiles, and nothing that there is not", () => {
  const there = readdirSync(ROOT);
  for (const name of allowed) expect(there).toContain(name);
  const { include } = JSON.parse(readFileSync(join(ROOT, "tsconfig.build.json"), "utf8")) as { include: string[] };
  for (const folder of include) {
    expect(allowed).toContain(folder);
    expect(statSync(join(ROOT, folder)).isDirectory()).toBe(true);
  }
});

test("the folder of reports is there, and belongs to the user of the last stage", () => {
  const place = lines.findLast((line) => line.startsWith("WORKDIR "))?.slice("WORKDIR ".length) ?? "";
  expect(lines).toContain(`COPY --chown=65532:65532 --from=build /src${place} ${place}`);
  expect(lines.find((line) => line.startsWith("RUN npm run build"))).toMatch(/ && mkdir work$/);
});
