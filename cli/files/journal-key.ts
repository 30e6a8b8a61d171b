import { randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { writeFirst } from "#disk/files.ts";
import { makeFolder } from "#disk/folders.ts";
import { readBounded } from "#spec/bounded-file.ts";
import { UsageError } from "#cli/usage-error.ts";

/** Gives the key where the machines that run and sweep are not the same. */
const VARIABLE = "EKS_CONFORMANCE_KEY";

/** As many characters as nobody guesses. */
const LEAST = 32;

const KEY_BYTES = 10_000;

/**
 * The key that proves who wrote a journal: what the variable says, else that of the user's state folder, made when it is
 * first asked for. Undefined where none can be kept: entries then go without a proof, and a run goes on.
 */
export function journalKey(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const given = env[VARIABLE] ?? "";
  if (given === "") return keptKey(env);
  if (given.length >= LEAST) return given;
  throw new UsageError(
    `${VARIABLE}: give at least ${LEAST} characters that nobody can guess, such as openssl rand -hex 32`,
  );
}

/** What is started need not know the key: whoever has it can write what passes for this user's. */
export function withoutKey(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, [VARIABLE]: undefined };
}

function keptKey(env: NodeJS.ProcessEnv): string | undefined {
  try {
    const folder = join(stateFolder(env), "eks-conformance");
    const file = join(folder, "key");
    return readKey(file) ?? makeKey(folder, file);
  } catch {
    // No home, or one that nobody may write to.
    return undefined;
  }
}

/** By the XDG Base Directory Specification, which ignores a path that is not absolute. */
function stateFolder({ XDG_STATE_HOME: given = "", HOME: home }: NodeJS.ProcessEnv): string {
  return isAbsolute(given) ? given : join(home || homedir(), ".local", "state");
}

function readKey(file: string): string | undefined {
  try {
    // A pipe or a device would never end.
    if (!statSync(file).isFile()) return undefined;
    const text = readBounded(file, KEY_BYTES).toString("utf8").trim();
    return text.length >= LEAST ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Of two runs that make one at the same time, both take the first. */
function makeKey(folder: string, file: string): string | undefined {
  try {
    makeFolder(folder);
  } catch {
    // Another one has made it, or there will be none.
  }
  writeFirst(file, `${randomBytes(32).toString("hex")}\n`);
  return readKey(file);
}
