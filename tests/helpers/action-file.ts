import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

export interface Action {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export function readYaml(file: string): unknown {
  return parse(readFileSync(`${ROOT}/${file}`, "utf8"), { strict: true, uniqueKeys: true });
}

export function readAction(): Action {
  return readYaml("action.yml") as Action;
}

/** A step's environment as a runner fills it: inputs, or their defaults, and the runner's folder. */
export function filledEnv(
  step: Step | undefined,
  inputs: Readonly<Record<string, string>>,
  runnerTemp = "",
): Record<string, string> {
  const known = readAction().inputs;
  const filled = (text: string): string =>
    text
      .replace(/\$\{\{ inputs\.([a-z-]+) \}\}/g, (_, name: string) => inputs[name] ?? known[name]?.default ?? "?")
      .replaceAll("${{ runner.temp }}", runnerTemp);
  return Object.fromEntries(Object.entries(step?.env ?? {}).map(([name, text]) => [name, filled(text)]));
}
