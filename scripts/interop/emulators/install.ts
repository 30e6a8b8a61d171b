import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ROOT } from "#scripts/package-root.ts";
import { idOf, type Emulator } from "./emulators.ts";

/** Outside the tree: an installation is kept from one run to the next. */
const CACHE = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "eks-conformance-interop");

/** Installs the pinned version unless it is there; answers the folder of its programs. Throws with the tool's own words. */
export function install(emulator: Emulator): string {
  const folder = join(CACHE, idOf(emulator));
  const done = join(folder, ".installed");
  if (!existsSync(done)) {
    if (emulator.minutes !== undefined) {
      console.log(`${idOf(emulator)}: the build takes about ${emulator.minutes} minutes`);
    }
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    installInto(folder, emulator);
    mkdirSync(done);
  }
  return join(folder, "bin");
}

function installInto(folder: string, { install: { by, what, python }, version }: Emulator): void {
  switch (by) {
    case "pip":
      return installWithPip(folder, what, python);
    case "pip-launcher":
      return installWithPip(folder, copyLauncher(folder, what));
    case "npm":
      return installWithNpm(folder, what);
    case "npm-launcher":
      return installWithNpm(folder, copyLauncher(folder, what));
    case "smithy-launcher":
      return installGenerated(folder, copyLauncher(folder, what));
    case "launcher":
      return installLauncher(folder, copyLauncher(folder, what));
    case "go":
      return must("go", ["install", `${what}@${version}`], { GOBIN: join(folder, "bin") });
  }
}

function installWithPip(folder: string, requirement: string, python = "python3"): void {
  must(python, ["-m", "venv", folder]);
  must(join(folder, "bin", "python"), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement]);
}

function installWithNpm(folder: string, what: string): void {
  // A package in a folder is copied with what it needs, not linked to.
  must("npm", ["install", "--silent", "--global", "--install-links", "--prefix", folder, what]);
}

/** A server that Smithy's generator writes from the launcher's model, bundled with the launcher's handlers. */
function installGenerated(folder: string, source: string): void {
  const classPath = join(source, "class-path.txt");
  const maven = ["--batch-mode", "--quiet", "--file", join(source, "pom.xml")];
  must("mvn", [...maven, "dependency:build-classpath", `-Dmdep.outputFile=${classPath}`]);
  const smithy = ["-cp", readFileSync(classPath, "utf8").trim(), "software.amazon.smithy.cli.SmithyCli"];
  const build = ["build", "--discover", "--config", join(source, "smithy-build.json"), "--output", join(source, "out")];
  must("java", [...smithy, ...build]);
  cpSync(join(source, "out", "source", "typescript-ssdk-codegen"), join(source, "ssdk"), { recursive: true });
  must("npm", ["install", "--silent", "--prefix", source]);
  must("npm", ["run", "--silent", "--prefix", source, "bundle"]);
  installWithNpm(folder, source);
}

/** A program of ours around others' code is built beside a copy of itself, so that the tree stays clean. */
function copyLauncher(folder: string, launcher: string): string {
  const source = join(folder, "source");
  cpSync(join(ROOT, "scripts", "interop", "launchers", launcher), source, { recursive: true });
  return source;
}

function installLauncher(folder: string, source: string): void {
  must("cargo", ["install", "--path", source, "--debug", "--root", folder], {
    CARGO_PROFILE_DEV_DEBUG: "0",
    CARGO_TARGET_DIR: join(folder, "target"),
  });
  rmSync(join(folder, "target"), { recursive: true, force: true });
}

function must(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  const options = { encoding: "utf8", env: { ...process.env, ...env } } as const;
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (status === 0) return;
  throw new Error(`${program} ${args[0]}: ${error?.message ?? complaint(stdout + stderr)}`);
}

/** The end of what a tool said; before it the broken connection that pip, at its end, takes for a missing version. */
function complaint(said: string): string {
  const broken = /connection broken by '(.*)'/.exec(said)?.[1];
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  return [...(broken === undefined ? [] : [broken]), ...lines.slice(-2)].join(" ");
}
