import { createHash } from "node:crypto";

/** Characters of a run's id in the names of its clusters, letters and digits: 36 bits. */
const LENGTH = 7;

/**
 * Begins the names that a run makes up. It holds the run's id, and not its seed, so that two runs with one seed at one
 * endpoint do not meet; it is of one length, so that the seed fixes everything else. Shards of a run have their own.
 */
export function runPrefix(runId: string, shard?: number): string {
  return `${beginning(runId)}${shard === undefined ? "" : `s${shard}`}-`;
}

/** The name is one that the run, or a shard of it, made up. */
export function bearsRun(name: string, runId: string): boolean {
  const own = beginning(runId);
  return name.startsWith(own) && /^(s\d+)?-/.test(name.slice(own.length));
}

/** A text that holds what begins all names of the run, such as an ARN that a name was put into. */
export function holdsRun(text: string, runId: string): boolean {
  return text.includes(beginning(runId));
}

function beginning(runId: string): string {
  const digits = BigInt(`0x${createHash("sha256").update(runId).digest("hex")}`).toString(36);
  return `ecf-${digits.slice(-LENGTH)}`;
}
