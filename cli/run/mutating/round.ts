import { systemClock } from "#endpoint/clock.ts";
import { startForwarder } from "#endpoint/forwarding/forwarder.ts";
import type { Exchange } from "#protocol/exchange.ts";
import type { Service } from "#spec/resources/service.ts";
import type { AnswerChanger, AnswerFault } from "#suites/mutations/answer-fault.ts";
import { type ChangedRound, openChangedRound } from "#suites/mutations/changed-round.ts";
import { portUsage } from "#cli/flags/port-usage.ts";
import { UsageError } from "#cli/usage-error.ts";
import { EKS_ENDPOINT } from "#cli/run/beside-command.ts";
import type { GroupEnd, RunInGroup } from "./command-in-group.ts";
import type { OpenRoundTarget } from "./round-target.ts";

/** What all rounds have in common. */
export interface RoundSettings {
  readonly service: Service;
  readonly command: readonly string[];
  /** Run before each round, where given; it must end with 0. */
  readonly reset?: readonly string[] | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly openTarget: OpenRoundTarget;
  readonly listening: { readonly host: string; readonly port: number; readonly names: readonly string[] };
  readonly ca?: string | undefined;
  /** Milliseconds that the endpoint has for an answer. */
  readonly timeoutMs: number;
  /** Milliseconds that a round may take beyond a few times what the unchanged command takes. */
  readonly moreMs: number;
  readonly run: RunInGroup;
  /** Told of every exchange that the endpoint answered, whose secrets are not to be shown. */
  readonly seen: (exchange: Exchange) => void;
}

/** How one round ended, and what passed in it. */
export interface CommandRound extends GroupEnd {
  readonly round: Pick<ChangedRound, "passed" | "changed" | "changedOperations" | "wasAskedAgain">;
}

interface RoundOrder {
  readonly kind?: AnswerChanger | undefined;
  readonly fault?: AnswerFault | undefined;
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/** Runs the command once, with one fault in the answers that it gets, or with none. */
export async function runRound(settings: RoundSettings, order: RoundOrder): Promise<CommandRound> {
  const { service, command, reset, env, openTarget, listening, ca, timeoutMs, run, seen } = settings;
  const { kind, fault, limitMs, signal } = order;
  const target = await openTarget();
  try {
    if (reset !== undefined) await runReset(reset, settings, { limitMs, signal });
    const inPlace = openChangedRound(service, kind, fault);
    const way = { endpoint: target.url, ...listening, clock: systemClock, timeoutMs, ca, env, seen, inPlace };
    const proxy = await startForwarder(way).catch((error: unknown) => {
      throw portUsage(listening.port, error);
    });
    try {
      const { port } = new URL(proxy.url);
      const words = command.map((word) => word.replaceAll("{port}", port));
      const end = await run(words, { env: { ...env, [EKS_ENDPOINT]: proxy.url }, limitMs, signal });
      return { ...end, round: inPlace };
    } finally {
      await proxy.close(0);
    }
  } finally {
    await target.close();
  }
}

async function runReset(
  words: readonly string[],
  { env, run }: Pick<RoundSettings, "env" | "run">,
  { limitMs, signal }: Pick<RoundOrder, "limitMs" | "signal">,
): Promise<void> {
  const { code, hung, output } = await run(words, { env, limitMs: Math.max(limitMs, RESET_MS), signal });
  if (code === 0 || signal.aborted) return;
  const how = hung ? "did not end in time" : `ended with exit code ${code}`;
  throw new UsageError(`--reset ${words.join(" ")} ${how}: ${output.trim().split("\n").at(-1) ?? ""}`);
}

/** Milliseconds that a reset has at least. */
const RESET_MS = 60_000;
