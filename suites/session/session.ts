import type { JsonObject } from "../../spec/json/json.ts";
import type { Operation } from "../../spec/contract/operation.ts";
import type { Exchange, Signing, WireRequest } from "../../protocol/exchange.ts";
import { readableBodyText } from "../../protocol/body-text.ts";
import { encodeInput } from "../../protocol/encode.ts";
import { requireAccess } from "../../endpoint/aws/access-lost.ts";
import { deregisterAnswer, sameDeparted, type Told, withoutActivationCode } from "../oracles/cluster-answers.ts";
import { classify, type Classification } from "../oracles/expectation.ts";
import { check, type Finding, judgementOf, wanting } from "../oracles/finding.ts";
import { isQuotaRefusal, quotaInWords } from "../oracles/quota.ts";
import type { Judgement } from "../record/record.ts";
import { deregisterRequest, describeRequest } from "../../clusters/looking/cluster-requests.ts";
import { describeReply } from "../../protocol/describe-reply.ts";
import { clusterOf, isSuccess, lostReply, readReply, type Reply } from "../../protocol/reply.ts";
import type { FoundAtTarget } from "../../clusters/removing/remove-ours.ts";
import { requestMarks } from "../../clusters/journal/request-marks.ts";
import { matchRoute } from "../../protocol/route.ts";
import { type Fate, fateOf, isWorthAnotherLook } from "./fate.ts";
import { type AnswerToJudge, judgeAnswer } from "./judge-answer.ts";
import type { InputSource, RunContext } from "./context/run-context.ts";
import { SetupFailure } from "./setup-failure.ts";
import { clusterInArn, taggedArn } from "./tagged-arn.ts";
import { sentNames, type SentNames } from "../../clusters/ownership/sent-names.ts";

export interface CaseSendOptions {
  readonly signing?: Signing;
  /** The name is registered already; see CreateOptions. */
  readonly repeats?: boolean;
  /** One attempt, whatever comes. */
  readonly once?: boolean;
  /**
   * Unless given, what the case is about, so that the oracles that hold everywhere judge the answer. `observed`:
   * nothing is expected of the answer. `compared`: nor is it the request that the case is about. `unspecified`: the
   * sources are silent, so anything but a 5xx and silence is right.
   */
  readonly purpose?: "observed" | "compared" | "unspecified";
}

const POLL_MS = 40;
/** What no request may bring about, one on which the sources are silent included. */
const CRASHES = ["api.no-server-error", "api.answers"];

/** What one run of one case sends, sees and judges. Every exchange also passes the oracles that hold everywhere. */
export class CaseSession {
  readonly context: RunContext;
  readonly caseId: string;
  readonly judgements: Judgement[] = [];
  readonly exchanges: Exchange[] = [];
  readonly signings = new Map<Exchange, Signing>();
  /** What the last single request was, for reducing and replaying it. */
  lastRequest: WireRequest | undefined;
  /** 1 unless the case is looked at again. */
  readonly round: number;
  /** Clusters that the case registered by requests that must be accepted, as it was told of them. */
  readonly own = new Map<string, { readonly told: Told; described: boolean; removed: boolean }>();
  readonly #created = new Set<string>();
  /** The last answer to a registration of each name. */
  readonly #lastAnswers = new Map<string, Exchange>();
  readonly #pending = new Set<Promise<unknown>>();
  /** Names that no other case may use meanwhile. */
  readonly #locked = new Set<string>();
  readonly #releases: (() => void)[] = [];
  /** A retry, a lost reply or a taken name came in between. */
  #disturbed = false;
  #fate: Fate = "answered";
  /** A registration was refused for a quota, which is no word on the request. */
  #quotaMet = false;

  constructor(context: RunContext, caseId: string, round: number) {
    this.context = context;
    this.caseId = caseId;
    this.round = round;
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

  inputs(operation: string): InputSource {
    return this.context.inputs(operation);
  }

  operation(id: string): Operation {
    return this.context.contract.operation(id);
  }

  classify(request: WireRequest): Classification {
    return classify(this.context.contract, request);
  }

  /**
   * Judges by the last exchange, or by the one given. What is not selected is left out; an id that the contract does
   * not have throws.
   */
  judge(id: string, finding: Finding, about?: Exchange): void {
    const { received } = finding;
    const blamesQuota = this.#quotaMet && finding.grade === "missed";
    const words = `${received}: ${quotaInWords(this.context.others)}`;
    this.#judge(id, blamesQuota ? { ...finding, grade: "unclear", received: words } : finding, about);
  }

  #judge(id: string, finding: Finding, about?: Exchange): void {
    const requirement = this.context.requirements.get(id);
    if (requirement === undefined) {
      if (!this.context.knownRequirements.has(id)) throw new Error(`no requirement is called ${id}`);
      return;
    }
    const exchange = about === undefined ? this.exchanges.length - 1 : this.exchanges.lastIndexOf(about);
    this.judgements.push(judgementOf(requirement, finding, exchange));
  }

  /** Encodes and sends an input that the URL can carry. */
  async call(operationId: string, input: JsonObject, options?: CaseSendOptions): Promise<Reply> {
    const request = encodeInput(this.operation(operationId), input);
    if (request === undefined) throw new Error(`${operationId}: the input does not fit into a request`);
    return this.send(request, options);
  }

  async send(request: WireRequest, options: CaseSendOptions = {}): Promise<Reply> {
    const arn = taggedArn(this.context.contract, request);
    if (arn !== undefined) this.#touchTags(arn, request.method);
    if (request.method === "DELETE" && arn === undefined) await this.#spareOthers(request);
    const creates = request.method === "POST" && arn === undefined;
    const reply = creates ? await this.#create(request, options) : await this.#read(request, options);
    this.#note(request, reply, options);
    if (options.purpose === undefined) this.judgeAnswer({ request, reply, repeats: options.repeats });
    if (options.purpose === "unspecified" && (reply.status >= 500 || lostReply(reply)))
      this.#judgeCrash(request, reply);
    return reply;
  }

  #note(request: WireRequest, reply: Reply, { purpose, signing, once = false }: CaseSendOptions): void {
    if (purpose !== "compared") this.lastRequest = request;
    this.exchanges.push(...reply.earlier, reply.exchange);
    if (signing !== undefined) this.signings.set(reply.exchange, signing);
    this.#fate = fateOf(reply, once);
    // Where errors can be provoked, one may have been.
    this.#quotaMet ||= this.context.settings.provoke === undefined && isQuotaRefusal(reply);
    if (reply.earlier.length > 0 || this.#fate === "lost-at-once") this.#disturbed = true;
    if (this.context.control.passed) requireAccess(reply, signing);
  }

  #judgeCrash(request: WireRequest, reply: Reply): void {
    for (const [id, finding] of judgeAnswer({ request, reply }, this.context)) {
      if (CRASHES.includes(id) && finding.grade === "missed") this.#judge(id, finding, reply.exchange);
    }
  }

  /** Passes an answer to the oracles that hold everywhere; `send` does so unless it is told its purpose. */
  judgeAnswer(answer: AnswerToJudge): void {
    const isOwn = (name: string): boolean => this.own.has(name);
    for (const [id, finding] of judgeAnswer({ ...answer, isOwn }, this.context))
      this.#judge(id, finding, answer.reply.exchange);
  }

  /**
   * Nothing refused may leave state behind: the name must be unknown, and is removed when it is not. Somebody else's
   * cluster says nothing, and neither does an answer that is not about the name, such as another cluster of the run.
   */
  judgeRefusedState(name: string, described: Reply): void {
    const found = this.context.registrations.showsOurs(name, described);
    if (found) this.#created.add(name);
    else if (described.status !== 400 && described.error.name !== "ResourceNotFoundException") return;
    if (found && this.#isAnotherOfRun(name, described)) return;
    if (described.error.name === "ResourceNotFoundException") this.context.registrations.seenAbsent(name);
    const received = found ? `a cluster named ${JSON.stringify(name)}` : describeReply(described);
    const finding = check(!found, "no cluster of the refused name", received);
    this.judge("register.rejected-leaves-no-state", wanting(finding, { absent: name }));
  }

  #isAnotherOfRun(name: string, described: Reply): boolean {
    const shown = clusterOf(described)?.["name"];
    return typeof shown === "string" && shown !== name && this.context.registrations.sent(shown);
  }

  async describe(name: string): Promise<Reply> {
    const reply = await this.call("DescribeCluster", { name });
    const own = this.own.get(name);
    if (own !== undefined && isSuccess(reply)) own.described = true;
    return reply;
  }

  /** An endpoint that shows a cluster of any name, of one never sent as well, shows nothing by it. */
  async describesAnything(): Promise<boolean> {
    const name = String(this.inputs("RegisterCluster").minimal(this.salt("stranger"))["name"] ?? "unknown");
    return clusterOf(await this.send(describeRequest(name), { purpose: "compared" })) !== undefined;
  }

  /** Deregisters a cluster of this case and settles its account when the endpoint says it is gone. */
  async deregister(name: string): Promise<Reply> {
    const reply = await this.call("DeregisterCluster", { name });
    if (isSuccess(reply)) {
      this.#judgeDeparted(name, reply);
      this.own.delete(name);
      this.#created.delete(name);
      this.context.registrations.forget(name);
    }
    return reply;
  }

  /**
   * Reads until the predicate holds or the kind's time for writes to show is over, the last time once it is over,
   * so that slow answers do not make it shorter. Answers the last reply.
   */
  async eventually(read: () => Promise<Reply>, holds: (reply: Reply) => boolean): Promise<Reply> {
    const { clock, settings } = this.context;
    const deadline = clock.now() + settings.consistencyMs;
    for (let wait = POLL_MS; ; wait = Math.min(wait * 2, 2_000)) {
      const last = clock.now() >= deadline;
      const reply = await read();
      if (last || holds(reply) || lostReply(reply)) return reply;
      await clock.sleep(Math.max(0, Math.min(wait, deadline - clock.now())));
    }
  }

  /** Takes clusters that nobody owns into this case's clean-up. */
  adopt(names: Iterable<string>): void {
    for (const name of names) this.#created.add(name);
  }

  /** Deregisters what the case left alive and lets go of its names. */
  async cleanUp(): Promise<void> {
    // A story that ended early may have requests under way that are still to register something.
    await Promise.allSettled(this.#pending);
    const created = [...this.#created];
    this.#created.clear();
    const found = await this.context.registrations.remove(created, (name, reply) => this.#judgeRemoval(name, reply));
    if (found.length > 0 && !(await this.describesAnything())) for (const each of found) this.#judgeFound(each);
    for (const release of this.#releases.splice(0)) release();
    this.#locked.clear();
  }

  /** A clean-up is a deregistration like any other. That a cluster is not there, or in use, may pass. */
  #judgeRemoval(name: string, reply: Reply): void {
    const own = this.own.get(name);
    const { control, missing } = this.context;
    if (own === undefined || own.removed || !control.passed || missing.has("DeregisterCluster")) return;
    this.exchanges.push(...reply.earlier, reply.exchange);
    this.judgeAnswer({ request: deregisterRequest(name), reply });
    if (reply.status === 404 || reply.status === 409) return;
    own.removed = true;
    const finding = deregisterAnswer(reply, name);
    if (finding.grade !== "unclear") this.judge("deregister.answer", finding, reply.exchange);
    if (finding.grade === "met") this.#judgeDeparted(name, reply);
  }

  #judgeDeparted(name: string, reply: Reply): void {
    const own = this.own.get(name);
    if (own === undefined || clusterOf(reply)?.["name"] !== name) return;
    this.judge("deregister.same-cluster", sameDeparted(own.told, reply), reply.exchange);
    this.judge("deregister.no-activation-code", withoutActivationCode(reply), reply.exchange);
  }

  /** What an endpoint refuses, or fails at, it must not have done. */
  #judgeFound({ name, answer }: FoundAtTarget): void {
    const exchange = this.#lastAnswers.get(name);
    if (exchange === undefined) return;
    const received = `a cluster named ${JSON.stringify(name)}, although the registration was answered ${answer}`;
    const finding = check(false, "no cluster of a name whose registration was refused", received);
    this.judge("register.rejected-leaves-no-state", wanting(finding, { absent: name }), exchange);
  }

  /** A name that the run never sent is not deregistered while there is a cluster of it, nor one that is not ours. */
  async #spareOthers(request: WireRequest): Promise<void> {
    const name = matchRoute(this.context.contract, request)?.labels["name"];
    if (typeof name !== "string" || this.context.registrations.mayDeregister(name)) return;
    const described = readReply(await this.context.target.send(describeRequest(name)));
    if (!isSuccess(described) || clusterOf(described)?.["name"] !== name) return;
    if (this.context.registrations.sent(name) && this.context.registrations.showsOurs(name, described)) return;
    this.#disturbed = true;
    throw new SetupFailure(`${JSON.stringify(name)} is somebody else's cluster, so it is not deregistered`);
  }

  /** Tags are read and changed of clusters whose names are the run's own; such a cluster is no longer as registered. */
  #touchTags(arn: string, method: string): void {
    const name = clusterInArn(arn);
    const { registrations, namePrefix } = this.context;
    if (name === undefined || !(registrations.sent(name) || name.startsWith(namePrefix))) {
      throw new SetupFailure(`${JSON.stringify(arn)} names no cluster of the run, so its tags are let be`);
    }
    const own = this.own.get(name);
    if (own !== undefined && method !== "GET") own.described = true;
  }

  async #create(request: WireRequest, options: CaseSendOptions): Promise<Reply> {
    const text = readableBodyText(request);
    const { input, expectation } = this.classify(request);
    const names = sentNames(text, input);
    for (const name of names.candidates) {
      if (this.#locked.has(name) || name.startsWith(this.context.namePrefix) || options.repeats === true) continue;
      this.#locked.add(name);
      this.#releases.push(await this.context.nameLocks.acquire(name));
    }
    const marks = requestMarks(text, this.context.runTag);
    const creating = this.context.registrations.create(request, {
      case: this.caseId,
      names,
      marks,
      tag: marks.tagged === true ? this.context.runTag : undefined,
      mustBeAccepted: expectation === "must-accept" && options.signing === undefined,
      ...options,
    });
    this.#pending.add(creating);
    try {
      const { reply, created } = await creating;
      for (const name of created) {
        this.#created.add(name);
        this.#lastAnswers.set(name, reply.exchange);
      }
      const told = { input, cluster: clusterOf(reply) };
      const certain = expectation === "must-accept" && options.signing === undefined && options.repeats !== true;
      this.#noteOwn(names, isSuccess(reply), certain ? told : {});
      return reply;
    } finally {
      this.#pending.delete(creating);
    }
  }

  /** Which of two registrations of a name a cluster comes from is not known, nor what a wrong one should look like. */
  #noteOwn({ name, candidates }: SentNames, registered: boolean, { input, cluster }: Partial<Told>): void {
    if (!registered) return;
    for (const each of candidates) this.own.delete(each);
    if (name === undefined || input === undefined || cluster === undefined) return;
    this.own.set(name, { told: { input, cluster }, described: false, removed: false });
  }

  async #read(request: WireRequest, { signing, once }: CaseSendOptions): Promise<Reply> {
    return readReply(await this.context.target.send(request, { signing, once }));
  }
}
