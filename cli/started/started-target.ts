import { firstAnswer } from "#endpoint/sending/first-answer.ts";
import { AbortScope } from "#endpoint/sending/abort.ts";
import type { Lifeline } from "#endpoint/sending/lifeline.ts";
import { createRedactor } from "#endpoint/redaction/redactor.ts";
import { InconclusiveError, UsageError } from "#cli/usage-error.ts";
import { endInWords, type CommandEnd } from "./end-in-words.ts";
import { superviseCommand, type SupervisedCommand } from "./supervised-command.ts";
import type { TargetCommand } from "./target-command.ts";
import { toldCommand } from "./told-command.ts";
import { openTargetLog, type TargetLog } from "./target-log.ts";

/** A target that the run has started, and starts again when it dies. */
export interface StartedTarget extends Lifeline {
  /** How what it prints is redacted from now on. */
  redactBy(redact: (text: string) => string): void;
  /** Ends it with its whole process group. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly command: TargetCommand;
  readonly endpoint: string;
  readonly ca: string | undefined;
  /** Milliseconds until it must answer, each time that it is started. */
  readonly limitMs: number;
  /** File for what it prints. */
  readonly logFile: string;
  readonly signal: AbortSignal;
  readonly env: NodeJS.ProcessEnv;
  /** Told when it is first started, with the process group that it is in. */
  readonly onStart: (group: number | undefined) => void;
  /** Told that it has died, in words, as long as that is news. */
  readonly onDeath: (end: string) => void;
}

/** Each of the first so many deaths is told; the report says how many there were. */
const DEATHS_TOLD = 3;

/** It is not started again more often than this: the run ends before, and has some left to clean up. */
const MOST_STARTS = 60;

/** Starts a target and waits until it answers. Rejects with UsageError or InconclusiveError, and leaves no process. */
export async function startTarget(options: StartOptions): Promise<StartedTarget> {
  const { endpoint, ca } = options;
  if ((await firstAnswer({ endpoint, ca, limitMs: 0 })) === undefined) {
    throw new UsageError(`--command: something answers at ${endpoint} already: stop it, or leave --command out`);
  }
  const log = openTargetLog(options.logFile, createRedactor({ secrets: secretsOf(options.env) }).text);
  const life = new TargetLife(options, log);
  try {
    await life.begin();
    return life;
  } catch (error) {
    await life.stop();
    throw error;
  }
}

/** Credentials that the target sees in its environment and may print. */
function secretsOf(env: NodeJS.ProcessEnv): string[] {
  return ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"].flatMap((name) => env[name] || []);
}

class TargetLife implements StartedTarget {
  readonly #options: StartOptions;
  readonly #log: TargetLog;
  /** Ends the waiting for an answer, which would keep the process of whoever asked for the run. */
  readonly #stopping = new AbortController();
  readonly #scope: AbortScope;
  #current: SupervisedCommand | undefined;
  #recovering: Promise<void> | undefined;
  #stopped = false;
  deaths = 0;
  lastEnd: string | undefined;

  constructor(options: StartOptions, log: TargetLog) {
    this.#options = options;
    this.#log = log;
    this.#scope = new AbortScope(AbortSignal.any([options.signal, this.#stopping.signal]));
  }

  redactBy(redact: (text: string) => string): void {
    this.#log.redactBy(redact);
  }

  async begin(): Promise<void> {
    const command = this.#start();
    const end = await Promise.race([this.#answer(), command.ended.then((ended) => ended ?? {})]);
    this.#options.signal.throwIfAborted();
    if (end === undefined) return void command.ended.then((ended) => this.#onEnd(ended));
    const last = this.#log.lastLine === undefined ? "" : `; its last output: ${this.#log.lastLine}`;
    const { text, words } = this.#options.command;
    const told = toldCommand(text);
    if (typeof end === "string") {
      throw new InconclusiveError(
        `--command ${told}: ${this.#options.endpoint} did not answer within ${this.#options.limitMs / 1000} s (${end})${last}`,
      );
    }
    if (end.notStarted === "ENOENT") throw new UsageError(`--command: there is no program ${words[0] ?? ""}`);
    if (end.notStarted !== undefined) throw new UsageError(`--command: ${endInWords(end)}`);
    throw new InconclusiveError(`--command ${told}: before it answered, ${endInWords(end)}${last}`);
  }

  ready(): Promise<void> | undefined {
    return this.#recovering;
  }

  suspect(): void {
    if (this.#stopped || this.#isGivenUp) return;
    this.#recovering ??= this.#answer()
      .then(() => undefined)
      .finally(() => (this.#recovering = undefined));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopping.abort();
    await this.#current?.stop();
    this.#log.close();
  }

  get #isGivenUp(): boolean {
    return this.deaths >= MOST_STARTS;
  }

  #start(): SupervisedCommand {
    this.#current = superviseCommand(this.#options.command.words, (piece) => this.#log.write(piece));
    if (this.deaths === 0) this.#options.onStart(this.#current.pid);
    return this.#current;
  }

  #onEnd(end: CommandEnd | undefined): void {
    if (this.#stopped) return;
    this.deaths += 1;
    this.lastEnd = endInWords(end ?? {});
    if (this.#isGivenUp) {
      this.#options.onDeath(`The target died: ${this.lastEnd}; that was once too often, so it is not restarted`);
      return;
    }
    if (this.deaths <= DEATHS_TOLD) {
      const next = this.deaths === DEATHS_TOLD ? "; restarting it, and from now on without a word" : "; restarting it";
      this.#options.onDeath(`The target died: ${this.lastEnd}${next}`);
    }
    void this.#start().ended.then((ended) => this.#onEnd(ended));
    this.suspect();
  }

  /** What came in place of an answer within the time, if none did; an abort ends the waiting. */
  #answer(): Promise<string | undefined> {
    const { endpoint, ca, limitMs } = this.#options;
    return firstAnswer({ endpoint, ca, limitMs, scope: this.#scope }).catch(() => "interrupted");
  }
}
