import * as sdk from "@aws-sdk/client-eks";
import type { Step } from "./sdk-steps.ts";

/** What the SDK sends for a step, with what earlier ones have learnt; typed as one of the commands it may be. */
export function commandOf({ operation, input }: Step, found: ReadonlyMap<string, unknown>): sdk.DescribeClusterCommand {
  const Command = exported<new (input: object) => sdk.DescribeClusterCommand>(`${operation}Command`);
  const filled = JSON.stringify(input).replace(/"\$(\w+)"/g, (_, name: string) => JSON.stringify(found.get(name)));
  return new Command(JSON.parse(filled) as object);
}

/** Keeps what later steps need of an answer. */
export function learn(step: Step, answer: object, found: Map<string, unknown>): void {
  for (const [name, path] of Object.entries(step.learn ?? {})) found.set(name, at(answer, path));
}

function at(answer: object, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], answer);
}

/** What the SDK exports under a name. */
export function exported<Kind>(name: string): Kind {
  return (sdk as unknown as Record<string, Kind>)[name] as Kind;
}
