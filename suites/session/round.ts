import type { Exchange, Signing, WireRequest } from "../../protocol/exchange.ts";
import { lostReply, type Reply } from "../../protocol/answers/reply.ts";
import { classify, type Classification } from "../oracles/request/expectation.ts";
import { type Finding, judgementOf } from "../oracles/finding.ts";
import type { Judgement } from "../record/record.ts";
import type { RoundContext } from "./context/round-context.ts";

/** Milliseconds between two reads of what may lag behind a write, and the most that the wait grows to. */
const FIRST_WAIT_MS = 40;
const LONGEST_WAIT_MS = 2_000;

/** How a request was sent that is to be kept account of. */
interface SentHow {
  readonly signing?: Signing;
  /** One attempt, whatever came. */
  readonly once?: boolean;
  /** It is not the request that the case is about. */
  readonly beside: boolean;
}

/** One round of a case: its account of what was sent, seen and judged. */
export abstract class Round<Context extends RoundContext = RoundContext> {
  readonly context: Context;
  readonly caseId: string;
  /** 1 unless the case is looked at again. */
  readonly round: number;
  readonly judgements: Judgement[] = [];
  readonly exchanges: Exchange[] = [];
  /** How exchanges were signed that were not signed as they should be. */
  readonly signings = new Map<Exchange, Signing>();
  #lastRequest: WireRequest | undefined;
  /** A retry, a lost reply or a taken name came in between. */
  #disturbed = false;
  #fate: Fate = "answered";

  constructor(context: Context, caseId: string, round: number) {
    this.context = context;
    this.caseId = caseId;
    this.round = round;
  }

  /** Removes what the round left alive. */
  abstract cleanUp(): Promise<void>;

  /** What the last single request was, for reducing and replaying it. */
  get lastRequest(): WireRequest | undefined {
    return this.#lastRequest;
  }

  /** For what is told by several answers together. */
  get lastExchange(): Exchange | undefined {
    return this.exchanges.at(-1);
  }

  /** A failure seen here is worth another look. */
  get disturbed(): boolean {
    return this.#disturbed && isWorthAnotherLook(this.#fate, this.context.control.passed);
  }

  /** The last answer never came. */
  get lost(): boolean {
    return this.#fate !== "answered";
  }

  disturb(): void {
    this.#disturbed = true;
  }

  /** Salt for values of this case that must be fresh; another round of the same case gets others. */
  salt(slot = ""): string {
    return `${this.caseId}#${slot}${this.round === 1 ? "" : `~${this.round}`}`;
  }

  classify(request: WireRequest): Classification {
    return classify(this.context.contract, request);
  }

  /**
   * Judges by this exchange. What is not selected is left out; an id that the contract does not have throws. None is
   * taken for granted: to judge one answer may have taken others.
   */
  judge(id: string, finding: Finding, about: Exchange | undefined): void {
    const requirement = this.context.requirements.get(id);
    if (requirement === undefined) {
      if (!this.context.knownRequirements.has(id)) throw new Error(`no requirement is called ${id}`);
      return;
    }
    const exchange = about === undefined ? -1 : this.exchanges.lastIndexOf(about);
    this.judgements.push(judgementOf(requirement, finding, exchange));
  }

  /** Keeps account of an exchange and of what became of it. */
  protected note(request: WireRequest, reply: Reply, { signing, once = false, beside }: SentHow): void {
    if (!beside) this.#lastRequest = request;
    this.exchanges.push(...reply.earlier, reply.exchange);
    if (signing !== undefined) this.signings.set(reply.exchange, signing);
    this.#fate = fateOf(reply, once);
    if (reply.earlier.length > 0 || this.#fate === "lost-at-once") this.#disturbed = true;
  }

  /**
   * Reads until the predicate holds or the kind's time for writes to show is over, the last time once it is over,
   * so that slow answers do not make it shorter. Answers the last reply.
   */
  async eventually(
    read: () => Promise<Reply>,
    holds: (reply: Reply) => boolean,
    withinMs = this.context.settings.consistencyMs,
  ): Promise<Reply> {
    const { clock } = this.context;
    const deadline = clock.now() + withinMs;
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      const last = clock.now() >= deadline;
      const reply = await read();
      if (last || holds(reply) || lostReply(reply)) return reply;
      await clock.sleep(Math.max(0, Math.min(wait, deadline - clock.now())));
    }
  }
}

/** What became of the last request: an answer, a connection cut off, silence, or no answer to the only attempt. */
export type Fate = "answered" | "cut-off" | "silent" | "lost-at-once";

export function fateOf({ exchange: { failure } }: Reply, once: boolean): Fate {
  if (failure === undefined) return "answered";
  if (once) return "lost-at-once";
  return failure.kind === "reset" ? "cut-off" : "silent";
}

/**
 * Whether a failure seen in disturbed traffic is worth another look. Not where each attempt took a whole timeout or
 * found nobody listening, nor where nothing was ever answered.
 */
export function isWorthAnotherLook(fate: Fate, answeredBefore: boolean): boolean {
  switch (fate) {
    case "answered":
    case "lost-at-once":
      return true;
    case "cut-off":
      return answeredBefore;
    case "silent":
      return false;
  }
}

/** The setting of a story could not be made, so the story says nothing about its requirements. */
export class SetupFailure extends Error {
  override readonly name = "SetupFailure";
}
