import { createHash } from "node:crypto";

/** How many characters of a run's id, letters and digits, stand in the names of its clusters: 36 bits. */
const LENGTH = 7;

/**
 * The beginning of the names that a run makes up. It contains the run's id, not its seed, so that two runs with the
 * same seed do not collide at an endpoint. Its length is fixed, so that the seed determines everything else. Each shard
 * of a run has its own.
 */
export function runPrefix(runId: string, shard?: number): string {
  return `${beginningOfNames(runId)}${shard === undefined ? "" : `s${shard}`}-`;
}

/**
 * The text was made from a name that the run, or a shard of it, made up, as an ARN is, or a name of another look: in
 * capitals, with underscores, with another first character.
 */
export function bearsRun(text: string, runId: string): boolean {
  return new RegExp(`${beginningOfNames(runId).slice(1)}(s\\d+)?-`).test(plainly(text));
}

/** The name has the form of those that runs make up, and is none of this run's. */
export function bearsOther(name: string, runId: string): boolean {
  return MADE_UP.test(name) && !bearsRun(name, runId);
}

const PREFIX = `ecf-[0-9a-z]{${LENGTH}}(?:s\\d+)?-`;
const MADE_UP = new RegExp(`^${PREFIX}`);

/** Names that runs made up, within a text; what they are called is a matter of the run alone. */
export function madeUpNames(): RegExp {
  return new RegExp(`\\b${PREFIX}[A-Za-z0-9_-]+`, "g");
}

/**
 * The same of the names with this prefix alone. Their first character may be cut off or another; what follows the run's id
 * is no letter and no digit, so that of two shards neither has the other's.
 */
export function isMadeFrom(prefix: string, name: string): boolean {
  return plainly(name).includes(prefix.slice(1));
}

/** In small letters, each sign a hyphen. */
function plainly(text: string): string {
  return text.toLowerCase().replaceAll(/[^0-9a-z]/g, "-");
}

/** How all names of a run begin. */
export function beginningOfNames(runId: string): string {
  const digits = BigInt(`0x${createHash("sha256").update(runId).digest("hex")}`).toString(36);
  return `ecf-${digits.slice(-LENGTH)}`;
}
