import { errorMessage } from "#spec/error-message.ts";
import { parseArgs, type ParseArgsConfig } from "node:util";

/** Ends the process with exit code 2 and one line: what is wrong, and how the script is used. */
export function exitWithUsage(usage: string, complaint: string): never {
  console.error(`${complaint}; usage: ${usage}`);
  process.exit(2);
}

/** The script's flags and words. Ends the process as `refuse` does when there is a flag that it does not have. */
export function readFlags<T extends ParseArgsConfig>(usage: string, config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // The first sentence says what is wrong; those after it are advice about quoting.
    return exitWithUsage(usage, errorMessage(error).split(". ", 1)[0] ?? "");
  }
}

/** A whole number out of a flag or word. Ends the process as `refuse` does when it is none. */
export function wholeNumberIn(usage: string, text: string): number {
  return /^\d+$/.test(text) ? Number(text) : exitWithUsage(usage, `"${text}" is no whole number`);
}
