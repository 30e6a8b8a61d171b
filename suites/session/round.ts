import { isDeepStrictEqual } from "node:util";
import { type PageWalk, walkPages } from "#custody/looking/walk-pages.ts";
import { idsOn, tokenOn } from "#custody/resources/resource-requests.ts";
import { requireAccess } from "#endpoint/aws/access-lost.ts";
import { doublingPauses } from "#endpoint/doubling-pauses.ts";
import type { SendOptions } from "#endpoint/target.ts";
import { isSafe } from "#protocol/methods.ts";
import type { Exchange, Signing, WireRequest } from "#protocol/exchange.ts";
import { isCutOff, isSuccess, lostReply, readReply, type Reply } from "#protocol/answers/reply.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { pageTokens } from "#spec/contract/page-tokens.ts";
import { classify, type Classification } from "#suites/oracles/request/expectation.ts";
import { type Finding, judgementOf } from "#suites/oracles/finding.ts";
import {
  joinedPages,
  judgePage,
  judgePagesRead,
  namedTwice,
  type PagesBegun,
  tableList,
  type WholeRead,
} from "#suites/oracles/lists-read.ts";
import type { Judgement } from "#suites/record/record.ts";
import type { ListOperation } from "#spec/resources/resource-table.ts";
import type { RoundContext } from "./context/round-context.ts";
import type { WaitedFor } from "./patience.ts";

/** Between two reads of what may lag behind a write. */
const WAITS = { firstMs: 40, longestMs: 2_000 };
/** The most pages of a list that is read again. */
const MOST_PAGES = 400;
/** Milliseconds of a wait after which somebody who watches would ask what it is for. */
const TOLD_AFTER = 1_000;

export const NO_SERVER_ERROR = "api.no-server-error";

/** What no request may cause, not even one on which the sources are silent; an answer that is cut off tells it, too. */
export const CRASHES: readonly string[] = [NO_SERVER_ERROR, "api.answers"];

/** What is refused, or failed at, is not done. */
export const LEAVES_NO_STATE = "register.rejected-leaves-no-state";

/**
 * What a request is sent for, unless it is what the case is about, and the oracles that hold everywhere judge the answer.
 * `observed`: the case judges it, or nothing is expected of it. `compared`: the same, and the case is not about this
 * request. `unspecified`: the sources are silent, so any answer other than a 5xx is right.
 */
export type SendingPurpose = "observed" | "compared" | "unspecified";

/** How a request of a round is sent. */
export interface RoundSending extends Omit<SendOptions, "step"> {
  readonly purpose?: SendingPurpose | undefined;
  /** By default it is handed to the target. */
  readonly deliver?: ((options: SendOptions) => Promise<Reply>) | undefined;
}

/** How a request was sent that is recorded. */
interface SentHow extends Pick<SendOptions, "signing" | "once"> {
  /** It is not the request that the case is about. */
  readonly beside: boolean;
}

/** One round of a case: records what was sent, seen and judged. */
export abstract class Round<Context extends RoundContext = RoundContext> {
  readonly context: Context;
  readonly caseId: string;
  /** 1 unless the case is run again. */
  readonly round: number;
  /** The case had a turn beside others; see `fireLanes`. */
  readonly isAgain: boolean;
  readonly judgements: Judgement[] = [];
  readonly exchanges: Exchange[] = [];
  /** How exchanges were signed, if not in the normal way. */
  readonly signings = new Map<Exchange, Signing>();
  #lastRequest: WireRequest | undefined;
  /** Sent while another request of the round was on its way. */
  readonly #raced = new Set<Exchange>();
  /** What was read last of what was waited for less than it may take. */
  readonly #hasty = new Set<Exchange>();
  readonly #sending = { now: 0, ever: 0 };
  readonly #pagesBegun: PagesBegun = new Map();
  /** The last whole reads of lists that named something twice, on two pages: see `readListsAgain`. */
  #namedTwice: readonly WholeRead[] = [];
  #lost = false;
  /** There was a retry, a lost reply or a taken name. */
  #disturbed = false;
  /** Of the last request that the case is about: a base that is answered beside it says nothing of how that one fares. */
  #fate: Fate = "answered";

  constructor(context: Context, caseId: string, round: number, isAgain = false) {
    this.context = context;
    this.caseId = caseId;
    this.round = round;
    this.isAgain = isAgain;
  }

  /** Removes what the round left alive. */
  abstract cleanUp(): Promise<void>;

  /** The last single request, for reducing and replaying it. */
  get lastRequest(): WireRequest | undefined {
    return this.#lastRequest;
  }

  /** Judges by several answers together. */
  get lastExchange(): Exchange | undefined {
    return this.exchanges.at(-1);
  }

  /** Whether a failure seen here is worth another round. */
  get disturbed(): boolean {
    return this.#disturbed && isWorthRepeating(this.#fate, this.context.control.passed);
  }

  /** The last answer never came. */
  get lost(): boolean {
    return this.#lost;
  }

  disturb(): void {
    this.#disturbed = true;
  }

  /** Salt for values of this case that must be fresh; another round or turn of the same case gets others. */
  salt(slot = ""): string {
    return `${this.caseId}#${slot}${this.round === 1 ? "" : `~${this.round}`}${this.isAgain ? "~again" : ""}`;
  }

  classify(request: WireRequest): Classification {
    return classify(this.context.contract, request);
  }

  /**
   * Judges by this exchange. Requirements that are not selected are skipped; an id that does not exist throws. There is
   * no default exchange, since judging one answer may have taken others.
   */
  judge(id: string, finding: Finding, about: Exchange | undefined): void {
    const requirement = this.context.requirements.get(id);
    if (requirement === undefined) {
      if (!this.context.knownRequirements.has(id)) throw new Error(`no requirement is called ${id}`);
      return;
    }
    const exchange = about === undefined ? -1 : this.exchanges.lastIndexOf(about);
    const isMissed = about !== undefined && finding.grade === "missed";
    const found = isMissed ? this.#missed(id, finding, about) : finding;
    this.judgements.push(judgementOf(requirement, found, exchange));
  }

  /** What was missed, as far as the answer shows it. */
  #missed(id: string, finding: Finding, about: Exchange): Finding {
    const isUnread = isCutOff(about) && !CRASHES.includes(id);
    if (isUnread) this.disturb();
    const isUnclear = isUnread || about.hurried === true || this.#hasty.has(about);
    const raced = this.#raced.has(about) ? { condition: { ...finding.condition, race: true } } : {};
    return { ...finding, ...raced, ...(isUnclear ? { grade: "unclear" } : {}) };
  }

  /** Sends a request of the round, unless the run only reads; records its exchanges and their outcome. */
  protected async exchange(
    request: WireRequest,
    { purpose, deliver = (options) => this.#deliver(request, options), ...how }: RoundSending,
  ): Promise<Reply> {
    const { settings, control } = this.context;
    if (settings.readOnly === true && !isSafe(request.method))
      throw new SetupFailure(`not judged: it needs ${request.method} ${request.path}, and this run only reads`);
    const step = { caseId: this.caseId, opens: this.exchanges.length === 0 };
    const reply = await this.#inTurn(() => deliver({ ...how, step }));
    this.#note(request, reply, { ...how, beside: purpose === "compared" });
    this.#judgeListed(request, reply);
    if (control.passed) requireAccess(reply, how.signing);
    return reply;
  }

  /** Whether how a list looks proves something. */
  protected listsAsItShould(_listing: Operation): boolean {
    return true;
  }

  /** Every list that a case reads has each resource once, whatever it is read for. */
  #judgeListed(request: WireRequest, reply: Reply): void {
    const { operation: listing, expectation, input } = this.classify(request);
    if (listing === undefined || input === undefined || expectation !== "must-accept" || !isSuccess(reply)) return;
    const listed = tableList(this.context.table, listing);
    if (listed === undefined || !this.listsAsItShould(listing)) return;
    const page = { listing, input, reply };
    const finding = judgePage(listed, page);
    if (finding !== undefined) this.judge(listed.eachOnce, finding, reply.exchange);
    const read = joinedPages(this.#pagesBegun, listed, page);
    if (read === undefined) return;
    const others = this.#namedTwice.filter(
      (one) => one.listing !== listing || !isDeepStrictEqual(one.input, read.input),
    );
    this.#namedTwice = namedTwice(read.ids).length === 0 ? others : [...others, read];
  }

  /**
   * Reads again what named a resource twice, on two pages: what others make and remove between them moves it from one to
   * the other. It counts where it stays so as long as writes take to show, and two reads in a row are alike.
   */
  async readListsAgain(): Promise<void> {
    for (const before of this.#namedTwice) {
      const { listing } = before;
      const listed = tableList(this.context.table, listing);
      const requirement = listed && this.context.requirements.get(listed.eachOnce);
      const isTold = this.judgements.some((one) => one.requirement === requirement?.id && one.verdict === "fail");
      if (listed === undefined || requirement === undefined || isTold) continue;
      let [last, isAlike] = [before.ids, false];
      const walk = await this.waitFor(
        { operation: listing.id, event: "each once" },
        {
          read: async () => {
            const again = await this.#walkAgain(before, listed.list);
            isAlike = again.end === "whole" && isDeepStrictEqual(again.items, last);
            last = again.items;
            return again;
          },
          holds: ({ items, end }) => end !== "whole" || namedTwice(items).length === 0,
        },
      );
      const finding = judgePagesRead(listed, { ...before, ids: walk.items });
      if (finding !== undefined && isAlike) this.judge(listed.eachOnce, finding, this.lastExchange);
    }
  }

  #walkAgain({ listing, input }: WholeRead, list: ListOperation): Promise<PageWalk> {
    const { inputToken = "", outputToken = "" } = pageTokens(listing) ?? {};
    return walkPages({
      ask: async (token) => {
        const request = encodeInput(listing, token === undefined ? input : { ...input, [inputToken]: token });
        return request && this.exchange(request, { purpose: "compared" });
      },
      itemsOn: (reply) => idsOn(reply, list),
      tokenOn: (reply) => tokenOn(reply, outputToken),
      most: MOST_PAGES,
    });
  }

  async #deliver(request: WireRequest, options: SendOptions): Promise<Reply> {
    return readReply(await this.context.target.send(request, options));
  }

  /** Remembers whether another one was on its way. */
  async #inTurn(deliver: () => Promise<Reply>): Promise<Reply> {
    const sending = this.#sending;
    const [beside, before] = [sending.now, sending.ever];
    sending.now += 1;
    sending.ever += 1;
    try {
      const reply = await deliver();
      if (beside > 0 || sending.ever > before + 1) this.#raced.add(reply.exchange);
      return reply;
    } finally {
      sending.now -= 1;
    }
  }

  #note(request: WireRequest, reply: Reply, { signing, once = false, beside }: SentHow): void {
    if (!beside) this.#lastRequest = request;
    this.exchanges.push(...reply.earlier, reply.exchange);
    if (signing !== undefined) this.signings.set(reply.exchange, signing);
    const fate = fateOf(reply, once);
    this.#lost = fate !== "answered";
    if (!beside) this.#fate = fate;
    if (reply.earlier.length > 0 || fate === "lost-at-once") this.#disturbed = true;
  }

  /**
   * Reads until that holds, or for as long as `what` may take to show, as far as the run has learnt: `times` as long as a
   * write may. Reads once more after that, so that slow answers do not shorten the time; neither does a pause that the
   * process overslept. Resolves to what was seen last; where no request can ask for it, to what the first look gave.
   */
  async waitFor<Seen extends Looked>(what: WaitedFor, { read, holds, times = 1 }: Wait<Seen>): Promise<Seen> {
    const { clock, patience, tellWaiting } = this.context;
    const span = patience.spanOf(what, times);
    let startedAt = clock.now();
    const pauses = doublingPauses(clock, WAITS);
    for (let looks = 1; ; looks += 1) {
      const isLast = clock.now() >= startedAt + span.ms;
      const seen = await read();
      const reply = lastOf(seen);
      if (seen === undefined || reply === undefined) return seen;
      if (holds(seen)) {
        if (looks > 1) patience.fruitful(what, startedAt);
        return seen;
      }
      if (lostReply(reply)) return seen;
      if (isLast) {
        patience.inVain(what, startedAt, span);
        if (span.isShort && this.lastExchange !== undefined) this.#hasty.add(this.lastExchange);
        return seen;
      }
      if (clock.now() >= startedAt + TOLD_AFTER) tellWaiting?.(what);
      startedAt += await pauses.upTo(startedAt + span.ms);
    }
  }
}

/** What was read in one or several requests; without a last answer if no request can ask for it. */
export type Looked = Reply | { readonly last: Reply | undefined } | undefined;

export function lastOf(seen: Looked): Reply | undefined {
  return seen !== undefined && "last" in seen ? seen.last : seen;
}

export interface Wait<Seen extends Looked> {
  readonly read: () => Promise<Seen>;
  readonly holds: (seen: NonNullable<Seen>) => boolean;
  /** Times as long as a write may take to show; once by default. */
  readonly times?: number;
}

/**
 * The outcome of the last request: an answer, a connection that was cut off, silence, or no answer to the only attempt.
 */
export type Fate = "answered" | "cut-off" | "silent" | "lost-at-once";

export function fateOf({ exchange: { failure } }: Reply, once: boolean): Fate {
  if (failure === undefined) return "answered";
  if (once) return "lost-at-once";
  return failure.kind === "reset" ? "cut-off" : "silent";
}

/**
 * Whether a failure seen in disturbed traffic is worth another round. It is not if each attempt took a whole time-out or
 * found nobody listening, or if nothing was ever answered.
 */
export function isWorthRepeating(fate: Fate, answeredBefore: boolean): boolean {
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

/** The preparation of a story failed, so the story says nothing about its requirements. */
export class SetupFailure extends Error {
  override readonly name = "SetupFailure";
}
