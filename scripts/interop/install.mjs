import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { idOf } from "./emulators.mjs";

/** Outside the tree: an installation is kept from one run to the next. */
export const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "eks-conformance-interop");

/** Installs the pinned version unless it is there; answers the folder of its programs. Throws with the tool's own words. */
export function install(emulator) {
  const folder = join(CACHE, idOf(emulator));
  const bin = join(folder, "bin");
  const done = join(folder, ".installed");
  if (existsSync(done)) return bin;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { pip, cargo, go, version } = emulator.install;
  if (pip !== undefined) installWithPip(folder, pip);
  if (cargo !== undefined) {
    must("cargo", ["install", cargo, "--version", version, "--locked", "--debug", "--root", folder], {
      CARGO_PROFILE_DEV_DEBUG: "0",
      CARGO_TARGET_DIR: join(folder, "target"),
    });
  }
  if (go !== undefined) must("go", ["install", `${go}@${emulator.version}`], { GOBIN: bin });
  mkdirSync(done);
  return bin;
}

function installWithPip(folder, requirement) {
  must("python3", ["-m", "venv", folder]);
  must(join(folder, "bin", "python"), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement]);
}

function must(program, args, env = {}) {
  const { status, stderr, error } = spawnSync(program, args, { encoding: "utf8", env: { ...process.env, ...env } });
  if (status === 0) return;
  const words = error?.message ?? stderr.trim().split("\n").slice(-2).join(" ");
  throw new Error(`${program} ${args[0]}: ${words}`);
}
