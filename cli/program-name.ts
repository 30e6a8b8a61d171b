import { basename, delimiter, dirname, join, relative } from "node:path";
import { shellQuote } from "#protocol/shell/shell-quote.ts";

import { INSTALLED } from "#reports/model/commands/replay.ts";

const NAME = "eks-conformance";
/** The end of our own script's path, by which it is called in a clone. */
const MAIN = join("cli", "main.js");

/** What started a process. */
interface StartedBy {
  /** The script, as Node has it. */
  readonly script: string | undefined;
  readonly path: string | undefined;
  readonly folder: string;
}

/** What whoever started this process types before the name of a command, as a shell takes it. */
export function programName({ script = "", path = "", folder }: StartedBy): string {
  const home = dirname(script);
  if (script.endsWith(MAIN)) {
    const near = relative(folder, script);
    return `node ${shellQuote(near.startsWith("..") ? script : near)}`;
  }
  if (basename(script) === NAME && basename(home) !== ".bin") {
    return path.split(delimiter).includes(home) ? NAME : shellQuote(script);
  }
  // npm puts what a project has installed on the PATH of its own children alone.
  return INSTALLED;
}

/** A line that asks for the list of commands: npx keeps a flag for itself where no word stands before it. */
export function helpLine(program: string): string {
  return `${program === INSTALLED ? `npx --no -- ${NAME}` : program} --help`;
}

/** Of this process. */
export const PROGRAM = programName({ script: process.argv[1], path: process.env["PATH"], folder: process.cwd() });
