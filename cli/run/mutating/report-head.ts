import type { MutationReport } from "#reports/mutations/mutation-report.ts";
import { toolVersion } from "#cli/version.ts";
import type { RoundSettings } from "./round.ts";
import type { RoundsOptions } from "./rounds-options.ts";
import type { UnchangedRun } from "./unchanged-run.ts";

type Head = Pick<
  MutationReport,
  "schemaVersion" | "tool" | "command" | "endpoint" | "contract" | "startedAt" | "durationMs" | "unchanged"
>;

interface HeadParts extends Pick<RoundsOptions, "redactor" | "endpoint"> {
  readonly startedAt: Date;
  readonly unchanged: UnchangedRun;
}

/** What reports of rounds begin with. */
export function reportHead({ service, command }: RoundSettings, parts: HeadParts): Head {
  const { redactor, endpoint, startedAt, unchanged } = parts;
  return {
    schemaVersion: 1,
    tool: { name: "eks-conformance", version: toolVersion() },
    command: redactor.value(command),
    endpoint: redactor.url(endpoint),
    contract: { title: service.contract.title, version: service.contract.version },
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    unchanged: {
      durationMs: Math.round(unchanged.durationMs),
      limitMs: unchanged.limitMs,
      exchanges: unchanged.answers.length,
      operations: [...new Set(unchanged.answers.map(({ operation }) => operation.id))],
    },
  };
}
