import { InvalidArgumentError } from "commander";
import type { Level } from "#spec/requirement.ts";
import { FORMATS, type Format } from "#cli/run/run-flags.ts";

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most) {
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    }
    return number;
  };
}

/** For a flag whose second value would silently take the place of the first. */
export function onlyOne(text: string, previous: string | undefined): string {
  if (previous !== undefined) throw new InvalidArgumentError(`Give one: ${previous} is given already.`);
  return text;
}

export function positiveNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || number <= 0) throw new InvalidArgumentError("Give a number above 0.");
  return number;
}

export function nonEmpty(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("It must not be empty.");
  return text;
}

export function accountId(text: string): string {
  if (!/^\d{12}$/.test(text)) throw new InvalidArgumentError("Give the 12 digits of an AWS account.");
  return text;
}

export function roleArn(text: string): string {
  if (/^arn:[\w-]+:iam::\d{12}:role\/\S+$/.test(text)) return text;
  throw new InvalidArgumentError(
    "Give the ARN of an IAM role, such as arn:aws:iam::111122223333:role/eks-connector-agent.",
  );
}

export function collect(glob: string, before: readonly string[]): readonly string[] {
  return [...before, nonEmpty(glob)];
}

export function level(text: string): Level {
  const upper = text.toUpperCase();
  if (upper === "MUST" || upper === "SHOULD" || upper === "INFO") return upper;
  throw new InvalidArgumentError("Give must, should or info.");
}

export function shard(text: string): { index: number; of: number } {
  const [, index, of] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index === undefined || of === undefined || index < 1 || index > of) {
    throw new InvalidArgumentError("Give I/N with I from 1 to N, such as 2/4.");
  }
  return { index, of };
}

export function formats(text: string): readonly Format[] {
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !(FORMATS as readonly string[]).includes(name));
  if (unknown !== undefined) throw new InvalidArgumentError(`"${unknown}" is none of ${FORMATS.join(", ")}.`);
  return names as Format[];
}
