import { systemClock } from "#endpoint/clock.ts";
import { startForwarder } from "#endpoint/forwarding/forwarder.ts";
import type { AnswerRule } from "#suites/mutations/rules/answer-rule.ts";
import { openRuledAnswers } from "#suites/mutations/rules/ruled-answers.ts";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import type { Console } from "#cli/console.ts";
import { portUsage } from "#cli/flags/port-usage.ts";
import { readFaultRules } from "#cli/files/reading/read-fault-rules.ts";
import { readSpec } from "#cli/files/reading/read-spec.ts";
import { counted } from "#cli/planning/counted.ts";
import { openRounds, type RoundsFlags } from "#cli/run/mutating/open-rounds.ts";
import { EKS_ENDPOINT } from "#cli/run/beside-command.ts";
import { progressConsole } from "#cli/run/print-outcome.ts";
import { ended, startCommand } from "./proxy.ts";

/** Milliseconds that requests under way have when the proxy is to end. */
const GRACE_MS = 2_000;

/** Answers by the rules of a file, until the command ends, or a signal comes. Answers the command's exit code. */
export async function faultsCommand(
  flags: RoundsFlags & { readonly faults: string },
  console: Console,
  env = process.env,
): Promise<number> {
  const progress = progressConsole(console, flags);
  const rules = readFaultRules(flags.faults, readSpec(flags.spec ?? "eks").contract);
  const { settings, place } = await openRounds({ ...flags, jobs: 1 }, env);
  const { service, listening, timeoutMs, ca, openTarget } = settings;
  const target = await openTarget();
  try {
    const inPlace = openRuledAnswers(service.contract, rules);
    const way = { endpoint: target.url, ...listening, timeoutMs, ca, env, clock: systemClock, inPlace };
    const proxy = await startForwarder({ ...way, seen: () => undefined }).catch((error: unknown) => {
      throw portUsage(listening.port, error);
    });
    const beside = await startCommand(flags, { ...settings.env, [EKS_ENDPOINT]: proxy.url });
    progress.note(
      `Answering by ${counted(rules.length, "rule")} at ${proxy.url}, else as ${place.isShared ? place.words : "a reference server of its own"}`,
    );
    if (beside === undefined)
      progress.note(`Point clients at it, and end it with Ctrl-C:\n  export ${EKS_ENDPOINT}=${proxy.url}`);
    const code = await ended(flags.timeLimit, beside);
    await proxy.close(GRACE_MS);
    for (const [at, rule] of rules.entries()) progress.note(appliedLine(rule, at, inPlace.applied[at] ?? 0));
    return code ?? EXIT.conformant;
  } finally {
    await target.close();
  }
}

function appliedLine({ operation, resource, nth }: AnswerRule, at: number, times: number): string {
  const of = resource === undefined ? operation : `${operation} of ${resource}`;
  const turn = nth === undefined ? "" : `, request ${nth}`;
  const what = times === 0 ? "never applied" : `applied to ${counted(times, "request")}`;
  return `Rule ${at + 1} (${of}${turn}): ${what}`;
}
