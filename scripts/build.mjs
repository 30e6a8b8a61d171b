// Compiles to dist/, bundles the script of the reports' pages, and copies the data files that the code reads at run time.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path/posix";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
// Each npm script builds first, and most often nothing has changed since. By contents, since copies have times of their own.
const stamp = `${root}/dist/.built`;
const sources = sourcesHash();
if (existsSync(`${root}/dist/.tsbuildinfo`) && existsSync(stamp) && readFileSync(stamp, "utf8") === sources)
  process.exit(0);
rmSync(stamp, { force: true });
const tsc = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
// What earlier builds made of sources that are gone or stand elsewhere now would be packed, too.
for (const file of readdirSync(`${root}/dist`, { recursive: true, encoding: "utf8" })) {
  const source = file.replace(/(?:\.d\.ts|\.js)$/, "");
  const isMade = source !== file && [".ts", ".tsx", ".js"].some((end) => existsSync(`${root}/${source}${end}`));
  if (source !== file && !isMade) rmSync(`${root}/dist/${file}`);
}
// The comments stay in the sources, and in the types: of what is installed they would be a fifth.
buildSync({
  absWorkingDir: root,
  entryPoints: readdirSync(`${root}/dist`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".js"))
    .map((file) => `dist/${file}`),
  outdir: "dist",
  outbase: "dist",
  allowOverwrite: true,
  format: "esm",
  target: "es2023",
  minifySyntax: true,
  logLevel: "warning",
});
// The programs of the pages: one file each that nothing else on the page is needed for, small since each report has it.
for (const [program, bundle] of [
  ["main", "bundle"],
  ["live", "live-bundle"],
]) {
  buildSync({
    absWorkingDir: root,
    entryPoints: [`reports/html/script/${program}.ts`],
    outfile: `reports/html/script/${bundle}.js`,
    bundle: true,
    format: "iife",
    target: "es2022",
    minify: true,
    logLevel: "warning",
  });
}
// YAML takes a hundred times as long to read as JSON, and a run would read each of these twice.
const { parseContractText } = await import("../dist/spec/contract/reading/contract-text.js");
const { pointersIn } = await import("../dist/spec/json/json-pointer.js");
mkdirSync(`${root}/spec/built`, { recursive: true });
for (const file of ["openapi", "eks/resources", "eks/observations"]) {
  const { value, lineOf } = parseContractText(readFileSync(`${root}/spec/${file}.yaml`, "utf8"), file);
  const made = `${root}/spec/built/${file.replace("eks/", "")}`;
  writeFileSync(`${made}.json`, JSON.stringify(value));
  // A requirement of this contract tells the line that it is written on.
  if (file !== "openapi") continue;
  writeFileSync(`${made}-lines.json`, JSON.stringify(pointersIn(value).map(lineOf)));
}
for (const data of [
  "reports/html/script/bundle.js",
  "reports/html/script/live-bundle.js",
  "endpoint/aws/rules",
  "spec/openapi.yaml",
  "spec/built",
  "spec/eks/openapi.json",
  "spec/registration/resources.json",
  "spec/source",
  "spec/resources/resources.schema.json",
  "spec/observations/observations.schema.json",
  "suites/record/record.schema.json",
  "reports/mutations/mutations.schema.json",
  "suites/mutations/rules/faults.schema.json",
  "cli/config/config.schema.json",
]) {
  if (existsSync(`${root}/${data}`)) cpSync(`${root}/${data}`, `${root}/dist/${data}`, { recursive: true });
}
// Nobody reads these there, and the white space of all would be four kilobytes of the package.
for (const file of readdirSync(`${root}/dist`, { recursive: true, encoding: "utf8" })) {
  const path = `${root}/dist/${file}`;
  if (file.endsWith(".json")) writeFileSync(path, JSON.stringify(JSON.parse(readFileSync(path, "utf8"))));
}
// A consumer's TypeScript may resolve as Node 10 did, which knows no imports by name.
for (const file of readdirSync(`${root}/dist`, { recursive: true, encoding: "utf8" })) {
  if (!file.endsWith(".d.ts")) continue;
  const text = readFileSync(`${root}/dist/${file}`, "utf8");
  const relativeTo = (path) => relative(dirname(file), path).replace(/^(?!\.)/, "./");
  const made = text.replace(/"#([\w./-]+\.tsx?)"/g, (_, path) => `"${relativeTo(path)}"`);
  if (made !== text) writeFileSync(`${root}/dist/${file}`, made);
}
// Of the declarations, only those are packed that what the package exports leads to.
const { exports: exported } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
const led = new Set(
  JSON.stringify(exported)
    .match(/[\w./-]+\.d\.ts/g)
    ?.map((file) => join(file)),
);
for (const file of led) {
  const text = existsSync(`${root}/${file}`) ? readFileSync(`${root}/${file}`, "utf8") : "";
  for (const [, to] of text.matchAll(/(?:from|import)\s*\(?"(\.[^"]+)\.[jt]sx?"/g))
    led.add(join(dirname(file), `${to}.d.ts`));
}
// Were those named that are left out, a thousand lines, npm would compare every file with each: ten seconds.
const packed = [...led].filter((file) => file.startsWith("dist/")).map((file) => `!${file.slice("dist".length)}`);
writeFileSync(`${root}/dist/.npmignore`, ["/.built", "*.d.ts", ...packed].join("\n"));
const main = `${root}/dist/cli/main.js`;
if (existsSync(main)) chmodSync(main, 0o755);
writeFileSync(stamp, sources);

/** Of all that a build reads. */
function sourcesHash() {
  const { include } = JSON.parse(readFileSync(`${root}/tsconfig.build.json`, "utf8"));
  const folders = include.flatMap((folder) =>
    readdirSync(`${root}/${folder}`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => `${parentPath}/${name}`)
      .filter((path) => !/(?:\/(?:live-)?bundle\.js|\/spec\/built\/[^/]+)$/.test(path)),
  );
  const others = ["package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"];
  const hash = createHash("sha256");
  for (const file of [...folders, ...others.map((name) => `${root}/${name}`)].sort()) {
    const content = readFileSync(file);
    hash.update(`${file.slice(root.length)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}
