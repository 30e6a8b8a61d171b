import { shellQuote } from "#protocol/shell/shell-quote.ts";
import { specFile } from "#suites/record/readings/built-in-specs.ts";
import { toldCommand } from "#cli/started/told-command.ts";
import type { TargetStartFlags } from "#cli/started/await-target.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import type { RunTarget } from "./run-target.ts";

/** The flags of this run that lead to its target and that its record does not give, as a shell takes them. */
export function accessWords(
  { command, account, endpoint, embedded }: Pick<RunTarget, "command" | "account" | "endpoint" | "embedded">,
  flags: RunFlags & TargetStartFlags,
): string[] {
  const { aws, endpointUrl, kind, profile, ca, roleArn, waitForTarget, allowRegion } = flags;
  const reached = aws === true || embedded === true ? undefined : toldCommand(endpoint);
  const words: readonly (readonly [flag: string, value: string | undefined])[] = [
    ["--command", command],
    ["--endpoint-url", command === undefined ? reached : endpointUrl && toldCommand(endpointUrl)],
    ["--wait-for-target", command && waitForTarget?.toString()],
    ["--kind", kind],
    ["--sandbox-account", account],
    ...allowRegion.map((region) => ["--allow-region", region] as const),
    ["--profile", profile],
    ["--ca", ca],
    ["--spec", specFile(flags.spec)],
    ["--role-arn", roleArn],
  ];
  return words.flatMap(([flag, value]) => (value === undefined ? [] : [`${flag} ${shellQuote(value)}`]));
}
