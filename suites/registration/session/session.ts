import { plainText } from "#spec/json/plain-text.ts";
import { describeRequest } from "#custody/looking/cluster-requests.ts";
import { mayBeMissing } from "#custody/looking/absence.ts";
import type { SendOptions } from "#endpoint/target.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { Exchange, WireRequest } from "#protocol/exchange.ts";
import { clusterOf } from "#custody/looking/shown-cluster.ts";
import { isSuccess, lostReply, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { deregisterAnswer, departure } from "#suites/oracles/clusters/cluster-answers.ts";
import { check, type Finding, type RequirementFinding, wanting } from "#suites/oracles/finding.ts";
import { isQuotaRefusal, unlessQuotaMet } from "#suites/oracles/quota.ts";
import { CaseClusters, type FoundAtTarget, type RegisterOptions } from "./case-clusters.ts";
import { isMissing } from "#suites/session/context/presence.ts";
import type { InputSource, RunContext } from "./run-context.ts";
import { type AnswerToJudge, judgeInGeneral } from "./judge-in-general.ts";
import { CRASHES, LEAVES_NO_STATE, Round, type SendingPurpose, SetupFailure } from "#suites/session/round.ts";
import { clusterInArn, retaggedArn, ARN_MEMBER } from "#suites/oracles/clusters/tagged-arn.ts";
import { whyWithheld } from "./why-withheld.ts";
import { registrationService } from "#spec/registration/registration-service.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";
import { listInput, type ListQuery } from "./list-query.ts";
import { withLabel } from "#protocol/path-label.ts";
import { matchRoute } from "#protocol/route.ts";
import type { Contract } from "#spec/contract/contract.ts";

const OTHERS = Object.values(OPERATIONS).filter((id) => id !== OPERATIONS.register);

/**
 * Whether a request may register a cluster: it has the method of the registration or a body, and its route is not that
 * of another operation whose effect is known. A server may look at neither path nor method.
 */
export function mayRegister(contract: Contract, request: WireRequest): boolean {
  if (meansAnother(contract, request)) return false;
  return request.method === contract.operation(OPERATIONS.register).method || request.body !== undefined;
}

/** Its route is that of an operation which registers nothing. */
function meansAnother(contract: Contract, request: Pick<WireRequest, "method" | "path">): boolean {
  const meant = matchRoute(contract, request)?.operation.id;
  return meant !== undefined && OTHERS.includes(meant);
}

export interface CaseSendOptions extends RegisterOptions {
  readonly purpose?: SendingPurpose;
}

/** One round of a case about clusters: sends its requests, records them, and judges each answer. */
export class CaseSession extends Round<RunContext> {
  readonly clusters: CaseClusters;
  /** A registration was refused because of a quota, which says nothing about the request. */
  #quotaMet = false;

  constructor(context: RunContext, caseId: string, round: number) {
    super(context, caseId, round);
    this.clusters = new CaseClusters(context, caseId);
  }

  inputs(operation: string): InputSource {
    return this.context.inputs(operation);
  }

  /** Valid inputs of a registration. */
  get registration(): InputSource {
    return this.inputs(OPERATIONS.register);
  }

  operation(id: string): Operation {
    return this.context.contract.operation(id);
  }

  override judge(id: string, finding: Finding, about: Exchange | undefined): void {
    super.judge(id, this.#quotaMet ? unlessQuotaMet(finding, this.context.others) : finding, about);
  }

  /** Encodes and sends an input that the URL can carry. */
  async call(operationId: string, input: JsonObject, options?: CaseSendOptions): Promise<Reply> {
    const request = encodeInput(this.operation(operationId), input);
    if (request === undefined) throw new Error(`${operationId}: the input does not fit into a request`);
    return this.send(request, options);
  }

  /** Rejects with SetupFailure if the request might harm what is not the run's. */
  async send(request: WireRequest, options: CaseSendOptions = {}): Promise<Reply> {
    const { contract, keeper } = this.context;
    const withheld = await whyWithheld(this.context, request);
    if (withheld?.passes === true) this.disturb();
    if (withheld !== undefined) throw new SetupFailure(withheld.reason);
    const { purpose, signing, once } = options;
    const deliver = mayRegister(contract, request)
      ? ({ step }: SendOptions) => this.clusters.register(request, { ...options, step })
      : undefined;
    const reply = await this.exchange(request, { purpose, signing, once, deliver });
    if (deliver === undefined && !meansAnother(contract, request))
      keeper.noteAnswered(reply, { case: this.caseId, resource: registrationService().kind });
    this.#account(request, reply);
    this.#judgeEach(this.#findings({ reply, repeats: options.repeats }, purpose), reply);
    return reply;
  }

  #account(request: WireRequest, reply: Reply): void {
    // If the target can be asked for errors, this may be one of those.
    this.#quotaMet ||= this.context.settings.provoke === undefined && isQuotaRefusal(reply);
    const arn = retaggedArn(this.context.contract, request);
    const retagged = arn === undefined ? undefined : clusterInArn(arn);
    if (retagged !== undefined) this.clusters.noteDescribed(retagged);
  }

  /**
   * The findings of the oracles that hold everywhere, as far as the request's purpose allows its answer to be judged.
   */
  #findings(answer: AnswerToJudge, purpose: CaseSendOptions["purpose"]): RequirementFinding[] {
    const { reply } = answer;
    const crashed = reply.status >= 500 || lostReply(reply);
    if (purpose !== undefined && !(purpose === "unspecified" && crashed)) return [];
    const findings = judgeInGeneral({ ...answer, isOwn: (name) => this.clusters.own.has(name) }, this.context);
    if (purpose === undefined) return findings;
    return findings.filter(([id, { grade }]) => CRASHES.includes(id) && grade === "missed");
  }

  /** A quota that was reached excuses none of these. */
  #judgeEach(findings: RequirementFinding[], { exchange }: Reply): void {
    for (const [id, finding] of findings) super.judge(id, finding, exchange);
  }

  /** Passes an answer to the oracles that hold everywhere; `send` does so unless a purpose is given. */
  judgeInGeneral(answer: AnswerToJudge): void {
    this.#judgeEach(this.#findings(answer, undefined), answer.reply);
  }

  async register(input: JsonObject, options?: CaseSendOptions): Promise<Reply> {
    return this.call(OPERATIONS.register, input, options);
  }

  async list(query: ListQuery): Promise<Reply> {
    return this.call(OPERATIONS.list, listInput(query));
  }

  async describe(name: string): Promise<Reply> {
    const reply = await this.call(OPERATIONS.describe, { name });
    if (isSuccess(reply)) this.clusters.noteDescribed(name);
    return reply;
  }

  async showTags(arn: string): Promise<Reply> {
    return this.call(OPERATIONS.showTags, { [ARN_MEMBER]: arn });
  }

  /** Describes the cluster whose name is written as this text in the path. */
  async describeAs(label: string): Promise<Reply> {
    const { method, path } = this.operation(OPERATIONS.describe);
    return this.send({ method, path: withLabel(path, label), headers: [] });
  }

  /** If an endpoint shows a cluster under any name, even one that was never sent, that shows nothing. */
  async describesAnything(): Promise<boolean> {
    const name = plainText(this.registration.minimal(this.salt("stranger"))["name"] ?? "unknown");
    return clusterOf(await this.send(describeRequest(name), { purpose: "compared" })) !== undefined;
  }

  /** Deregisters a cluster of this case, and records it as gone if the endpoint says so. */
  async deregister(name: string): Promise<Reply> {
    const reply = await this.call(OPERATIONS.deregister, { name });
    if (!isSuccess(reply)) return reply;
    this.#judgeDeparture(name, reply);
    this.clusters.noteDeregistered(name);
    return reply;
  }

  /** Deregisters what the case left alive, judged like any deregistration, and releases its names. */
  async cleanUp(): Promise<void> {
    const found = await this.clusters.remove((name, reply) => this.#judgeRemoval(name, reply));
    if (found.length > 0 && !(await this.describesAnything())) for (const each of found) this.#judgeFound(each);
    this.clusters.unlock();
  }

  /** An answer that a cluster is missing, or in use, may be temporary. */
  #judgeRemoval(name: string, reply: Reply): void {
    const own = this.clusters.own.get(name);
    const { control, presence } = this.context;
    if (own === undefined || own.removed || !control.passed || isMissing(presence, OPERATIONS.deregister)) return;
    this.exchanges.push(...reply.earlier, reply.exchange);
    this.judgeInGeneral({ reply });
    if (mayBeMissing(reply) || reply.status === 409) return;
    own.removed = true;
    const finding = deregisterAnswer(reply, name);
    if (finding.grade !== "unclear") this.judge("deregister.answer", finding, reply.exchange);
    if (finding.grade === "met") this.#judgeDeparture(name, reply);
  }

  #judgeDeparture(name: string, reply: Reply): void {
    const own = this.clusters.own.get(name);
    if (own === undefined || clusterOf(reply)?.["name"] !== name) return;
    for (const [id, finding] of departure(own.told, reply)) this.judge(id, finding, reply.exchange);
  }

  /** An endpoint must not have done what it refused, or failed at. */
  #judgeFound({ name, answer }: FoundAtTarget): void {
    const exchange = this.clusters.lastAnswer(name);
    if (exchange === undefined) return;
    const received = `a cluster named ${JSON.stringify(name)}, although the registration was answered ${answer}`;
    const finding = check(false, "no cluster of a name whose registration was refused", received);
    this.judge(LEAVES_NO_STATE, wanting(finding, { absent: name }), exchange);
  }
}
