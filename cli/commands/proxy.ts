import { randomUUID } from "node:crypto";
import { classifyEndpoint } from "#endpoint/aws/classify-endpoint.ts";
import { loadSettings } from "#endpoint/aws/settings.ts";
import { systemClock } from "#endpoint/clock.ts";
import { type Forwarder, startForwarder } from "#endpoint/forwarding/forwarder.ts";
import type { Exchange } from "#protocol/exchange.ts";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import type { Console } from "#cli/console.ts";
import { portUsage } from "#cli/flags/port-usage.ts";
import { counted } from "#cli/planning/counted.ts";
import { type BesideCommand, EKS_ENDPOINT, ENDPOINT_ASKED, startBeside } from "#cli/run/beside-command.ts";
import { onSignals } from "#cli/run/interruption.ts";
import { withinOutput } from "#cli/run/results/within-output.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import { openJudging } from "#cli/run/judging-others.ts";
import { withLive } from "#cli/run/live/open-live.ts";
import { planRun } from "#cli/run/run-suite.ts";
import { trustedCertificates } from "#cli/run/target/connection-flags.ts";
import { settingsFor } from "#cli/run/target/target-settings.ts";
import { testedEndpoint } from "#cli/run/target/tested-endpoint.ts";
import { progressConsole, reportFile, type TellingFlags } from "#cli/run/print-outcome.ts";
import { withoutKey } from "#cli/files/journal-key.ts";
import { UsageError } from "#cli/usage-error.ts";

/** The flags of `proxy`, beside those of `run` that say what is judged and where it is written. */
export interface ProxyFlags extends RunFlags, TellingFlags {
  /** 0: any free port. */
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  /** Names that clients may know the proxy by. */
  readonly allowHost: readonly string[];
  /** Shows the traffic on a page as it comes. */
  readonly ui?: boolean;
  /** A program and its arguments, which is started with the proxy as its endpoint, and ends the proxy when it ends. */
  readonly command?: readonly string[] | undefined;
}

/** What is judged, in reasons. */
const PASSED = "request that went through the proxy";
/** An endpoint may take its time with what others ask of it: their own patience decides. */
const PATIENCE_MS = 120_000;
/** Milliseconds that requests under way have when the proxy is to end. */
const GRACE_MS = 2_000;

/**
 * Judges other people's traffic on its way to an endpoint, until a signal, the time limit or the end of the command ends
 * it. Answers the exit code that a run with the same verdict would have; where the traffic shows no fault, that of a command
 * that failed.
 */
export async function proxyCommand(flags: ProxyFlags, console: Console, env = process.env): Promise<number> {
  const plan = planRun({ ...flags, seed: 0 });
  const { ca, ...place } = requirePlace(await passedTo(flags, env));
  const { endpoint } = place;
  const target = { ...place, settings: settingsFor(flags, endpoint), runId: randomUUID(), embedded: false };
  const progress = progressConsole(console, flags);
  return withinOutput(flags.out, async (output) =>
    withLive(flags.ui === true, async (live) => {
      if (output.notice !== undefined) progress.note(output.notice);
      const { port, host, allowHost: names, timeoutMs = PATIENCE_MS } = flags;
      // Nothing is seen before this function waits again, and `judging` is there by then.
      let passed = 0;
      const seen = (exchange: Exchange): void => {
        passed += 1;
        judging.see(exchange);
      };
      const listening = { host, port, names };
      const proxy = await startForwarder({
        endpoint,
        ...listening,
        clock: systemClock,
        timeoutMs,
        ca,
        env,
        seen,
      }).catch((error: unknown) => {
        throw portUsage(port, error);
      });
      const beside = await startCommand(flags, { ...env, [EKS_ENDPOINT]: proxy.url });
      const options = { proxy: proxy.url };
      const judging = openJudging({ plan, target, output, progress, options, request: PASSED, onSeen: live?.see });
      live?.show({ record: judging.record, counts: proxy.counts, reportFile: reportFile(output, flags.format) });
      const end = ended(flags.timeLimit, beside);
      progress.note(`Judging what passes from ${proxy.url} to ${endpoint}`);
      // Asked for by a flag, so said to those as well who want nothing else.
      if (live !== undefined) console.note(`Watch it at ${live.url}`);
      if (beside === undefined)
        progress.note(`Point clients at it, and end it with Ctrl-C:\n  export ${EKS_ENDPOINT}=${proxy.url}`);
      const ownCode = await end;
      await proxy.close(GRACE_MS);
      for (const line of notJudged(proxy.counts)) progress.note(line);
      const [program = ""] = flags.command ?? [];
      if (ownCode !== undefined) progress.note(`${program} ended with exit code ${ownCode}`);
      const came = passed + proxy.counts.refused + proxy.counts.unjudged;
      if (beside !== undefined && came === 0) progress.note(`Nothing came to the proxy: ${ENDPOINT_ASKED}`);
      const record = judging.end(flags, console);
      await live?.end(record, ownCode);
      const { exitCode } = record.outcome;
      const isFaultless = exitCode === EXIT.conformant || exitCode === EXIT.inconclusive;
      return isFaultless ? ownCode || exitCode : exitCode;
    }),
  );
}

/** What came to the proxy and is not in the record, a line for each reason. */
function notJudged({ refused, unjudged }: Forwarder["counts"]): string[] {
  return [
    ...(refused === 0
      ? []
      : [
          `Refused, neither passed on nor judged: ${counted(refused, "request")} of a web page, for another Host, or without a path; each answer says which, and how to mend it`,
        ]),
    ...(unjudged === 0
      ? []
      : [
          `Passed on unjudged: ${counted(unjudged, "request")} with more than 2 MB of bodies, or while 64 MB were on their way`,
        ]),
  ];
}

/** Undefined where there is none. */
export async function startCommand(
  { command = [], json }: ProxyFlags,
  env: NodeJS.ProcessEnv,
): Promise<BesideCommand | undefined> {
  return command.length === 0 ? undefined : startBeside(command, { env: withoutKey(env), quietOutput: json === true });
}

/** Where requests go. */
export interface PassedTo {
  readonly endpoint: string;
  readonly region: string;
  readonly ca: string | undefined;
}

function requirePlace(place: PassedTo | undefined): PassedTo {
  if (place !== undefined) return place;
  throw new UsageError("proxy: nothing says where requests are to go: give --endpoint-url http://localhost:4566");
}

/** Undefined where nothing says where requests go. Rejects with UsageError where it is AWS or the proxy itself. */
export async function passedTo(flags: ProxyFlags, env: NodeJS.ProcessEnv): Promise<PassedTo | undefined> {
  const aws = await loadSettings({ env, profile: flags.profile });
  const { endpoint, region } = await testedEndpoint(flags, aws);
  if (endpoint === undefined) return undefined;
  if (classifyEndpoint(endpoint) === "aws") {
    throw new UsageError(
      `proxy: ${endpoint} is AWS's own, and refuses what was signed for the address of a proxy: give the --endpoint-url of an emulator`,
    );
  }
  if (classifyEndpoint(endpoint) === "loopback" && Number(new URL(endpoint).port) === flags.port) {
    throw new UsageError(
      `proxy: ${endpoint} is where the proxy itself is to listen: give another --port, or the endpoint's own --endpoint-url`,
    );
  }
  return { endpoint, region, ca: await trustedCertificates(flags, aws) };
}

/**
 * Resolves at a signal, when the time is over, or to the exit code of the command once it ends by itself. The command ends
 * with the proxy; a second signal ends the process at once.
 */
export function ended(timeLimit: number | undefined, beside: BesideCommand | undefined): Promise<number | undefined> {
  return new Promise((resolve) => {
    let signals = 0;
    const end = (): void => {
      beside?.kill("SIGTERM");
      resolve(undefined);
    };
    onSignals(() => {
      signals += 1;
      if (signals > 1) process.exit(EXIT.interrupted);
      end();
    });
    if (timeLimit !== undefined) setTimeout(end, timeLimit * 1000).unref();
    void beside?.ended.then(resolve);
  });
}
