import { isDeepStrictEqual } from "node:util";
import type { MadeResource } from "../../clusters/resources/made-resource.ts";
import type { ResourceDoubt } from "../../clusters/resources/resource-account.ts";
import { type ListedBefore, type WhoseGiven, whoseGiven } from "../../clusters/resources/given-name.ts";
import {
  type ResourceListing,
  listResources,
  requestOn,
  showsNone,
} from "../../clusters/resources/resource-requests.ts";
import { encodeInput } from "../../protocol/encode.ts";
import { describeReply } from "../../protocol/answers/describe-reply.ts";
import type { Delivery, WireRequest } from "../../protocol/exchange.ts";
import {
  isServerFailure,
  isSuccess,
  isUnreachable,
  lostReply,
  readExchange,
  readReply,
  type Reply,
} from "../../protocol/answers/reply.ts";
import { matchRoute } from "../../protocol/route.ts";
import { isJsonObject, type JsonObject } from "../../spec/json/json.ts";
import { valueAt } from "../../spec/json/json-pointer.ts";
import { promiseId } from "../../spec/resources/promises/promise.ts";
import { showsOwn } from "../../spec/resources/table-readings.ts";
import { type ListOperation, type Resource, type ResourceOperation } from "../../spec/resources/resource-table.ts";
import { judgeDelivery } from "../oracles/any-answer/every-exchange.ts";
import type { Finding } from "../oracles/finding.ts";
import { Round } from "../session/round.ts";
import { intendedBy, madeBy } from "./made-by.ts";
import { plainInput } from "./plain-input.ts";
import { isOfSpoilt } from "./spoilt-resources.ts";
import { noteTagsTaken, type CreationRequest, withMark } from "./marked-creation.ts";
import type { ServiceContext } from "./service-context.ts";
import { isSafe } from "../../protocol/methods.ts";

/** The outcome of a request that may create a resource. */
export interface ResourceCreation {
  readonly reply: Reply;
  readonly made: MadeResource | undefined;
  /** The answer names what is not the run's, or is not known to be: that is told already. */
  readonly isOthers?: true;
}

/**
 * A value in an answer that the model does not list is at most a warning: services add values at any time, and EKS has
 * been seen to answer with values that its model lacks.
 */
function unlessUnlisted(finding: Finding): Finding {
  const members = finding.grade === "missed" ? (finding.condition?.members ?? []) : [];
  if (members.length === 0 || members.some(({ among }) => among === undefined)) return finding;
  return { ...finding, grade: "tolerated", alternative: "a value that the model does not list" };
}

/** What a request may create, and under which name, if its input has one. */
interface Creating {
  readonly resource: Resource;
  readonly parent: MadeResource | undefined;
  readonly intended: MadeResource | undefined;
  readonly input: JsonObject;
  /** Epoch milliseconds before it was sent. */
  readonly from: number;
  /** The case sent it before. */
  readonly isAgain: boolean;
  /** See Asking. */
  readonly wasFree: boolean | undefined;
  readonly before: ListedBefore | undefined;
}

/** The service names what it makes, and it belongs to nothing. */
function isUnnamed({ resource, parent }: Pick<Creating, "resource" | "parent">): boolean {
  return resource.id.input === undefined && parent === undefined;
}

/** One round of a case about a service: sends its requests, keeps track of them, and judges each answer. */
export class ServiceSession extends Round<ServiceContext> {
  readonly #own: MadeResource[] = [];
  /** By input: as they were asked for, and as they were sent. */
  readonly #creations = new Map<string, { readonly asked: WireRequest; readonly sent: CreationRequest }>();

  /** The request of an operation with its plain input; undefined if there is none. */
  plain(one: ResourceOperation, made?: MadeResource, slot = ""): WireRequest | undefined {
    const input = plainInput(this.context, one, { made, salt: this.salt(slot) });
    return input === undefined ? undefined : encodeInput(this.context.contract.operation(one.operation), input);
  }

  /**
   * Sends a request that creates nothing. By default the oracles that hold everywhere judge the answer. With the
   * purpose `later`, the case has them judge it once it knows that the operation exists; with `compared`, nothing is
   * judged.
   */
  async send(request: WireRequest, purpose?: "later" | "compared"): Promise<Reply> {
    const reply = readReply(await this.context.target.send(request, { mayChangeState: !isSafe(request.method) }));
    this.note(request, reply, { beside: purpose === "compared" });
    if (purpose === undefined) this.judgeInGeneral(request, reply);
    return reply;
  }

  /**
   * Judges what must hold for every answer. Nothing says what a resource should look like that was created or changed
   * although it should not have been.
   */
  judgeInGeneral(request: WireRequest, reply: Reply): void {
    const operation = matchRoute(this.context.contract, request)?.operation;
    const ofSpoilt = operation !== undefined && isOfSpoilt(this.context, operation.id);
    const shapeless = isSuccess(reply) && (ofSpoilt || this.classify(request).expectation !== "must-accept");
    for (const [id, finding] of judgeDelivery(reply, operation)) {
      if (shapeless && id.startsWith(`${operation?.prefix ?? ""}.response.`)) continue;
      this.judge(id, unlessUnlisted(finding), reply.exchange);
    }
  }

  /**
   * Sends a request that may create a resource, after writing it to the journal. After a success, this case must remove
   * the resource; after no answer, or a server failure, it is looked for.
   */
  async create(
    resource: Resource,
    request: WireRequest,
    { input, purpose }: { readonly input: JsonObject; readonly purpose?: "later" },
  ): Promise<ResourceCreation> {
    const { keeper } = this.context;
    const parent = this.parentOf(resource);
    const intended = intendedBy(resource, parent, input);
    if (intended !== undefined) keeper.intend(intended, this.caseId);
    const wasFree = intended === undefined ? undefined : await this.#wasFree(intended);
    const before = intended === undefined ? await this.#listedBefore(resource) : undefined;
    const key = JSON.stringify(input);
    const earlier = this.#creations.get(key);
    // What is sent again under one token must be the same, whatever was learnt of tags in between.
    const isRepeat = earlier !== undefined && isDeepStrictEqual(earlier.asked, request);
    const sent = isRepeat ? earlier.sent : withMark(this.context, resource, { request, input });
    const creating: Creating = {
      ...{ resource, parent, intended, wasFree, before, input: sent.input },
      isAgain: earlier !== undefined,
      from: this.context.clock.epoch(),
    };
    this.#creations.set(key, { asked: request, sent });
    if (isUnnamed(creating)) keeper.intendUnnamed(creating, this.caseId);
    const reply = await this.#sendCreation(sent.request, creating, purpose);
    if (isSuccess(reply)) noteTagsTaken(this.context, resource, input);
    if (isSuccess(reply)) return this.#afterSuccess(reply, creating);
    // What belongs to something goes with that.
    const isSurprise =
      parent === undefined && !isUnreachable(reply) && this.classify(request).expectation === "must-accept";
    const own = await this.#afterFailure(reply, creating, isSurprise);
    if (own !== undefined) this.#own.push(own);
    return { reply, made: own };
  }

  /** Of a name that anybody may have, whether nobody has it. It is ours only then, whatever the answer to its creation says. */
  async #wasFree(intended: MadeResource): Promise<boolean | undefined> {
    if (intended.parent !== undefined || intended.id.includes(this.context.generation.prefix)) return undefined;
    const isThere = await this.describes(intended);
    return isThere === undefined ? undefined : !isThere;
  }

  /** Of a kind whose names the service gives: what is there already is not what the run makes. */
  async #listedBefore(resource: Resource): Promise<ListedBefore | undefined> {
    const { list, parent, id } = resource;
    if (id.input !== undefined || parent !== undefined || list === undefined) return undefined;
    const target = { send: async (request: WireRequest) => this.#delivered(await this.send(request, "compared")) };
    return this.context.keeper.listedBefore(resource, () => listResources(this.context, target, list, undefined));
  }

  /** A request that was given up may be carried out nevertheless. */
  async #sendCreation(request: WireRequest, creating: Creating, purpose?: "later"): Promise<Reply> {
    try {
      return await this.send(request, purpose);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#asked(creating, true);
      this.#doubt(creating, { kind: "lost", reason });
      throw error;
    }
  }

  async #afterSuccess(reply: Reply, creating: Creating): Promise<ResourceCreation> {
    const { keeper } = this.context;
    const { resource, parent, intended, wasFree } = creating;
    const named = madeBy(resource, parent, { reply, intended });
    if (named === undefined) {
      if (resource.id.input !== undefined) keeper.nameless(resource, parent);
      else keeper.lostName(creating, parent, { kind: "lost", reason: "the answer to its creation does not name it" });
      return { reply, made: undefined };
    }
    const made = intended === undefined ? await this.#given(named, reply, creating) : named;
    if (made === undefined) return { reply, made, isOthers: true };
    if (intended !== undefined && wasFree === false) {
      this.#asked(creating, true);
      keeper.doubt(made, { kind: "lost", reason: "it may have been there before" });
    } else keeper.created(made);
    this.#own.push(made);
    return { reply, made };
  }

  /** What an answer names, where that is the run's; otherwise what it made instead, nobody knows. */
  async #given(named: MadeResource, reply: Reply, creating: Creating): Promise<MadeResource | undefined> {
    const { keeper, generation } = this.context;
    const { resource, parent, input, before, from } = creating;
    if (keeper.has(named)) {
      this.#noteNamedTwice(creating);
      return named;
    }
    const claim = {
      times: [{ from, to: Infinity }],
      holdsRun: (text: string) => text.includes(generation.prefix),
      input,
    };
    const isListed = before?.ids.has(named.id) === true;
    // What the service named, and may be the run's, is written down as soon as its name is known.
    if (!isListed) keeper.intend(named, this.caseId, from);
    const described = isListed ? undefined : await this.#lookAtNamed(named);
    const given = whoseGiven(this.context, { made: named, described, claim, before });
    if (given.whose === "ours") {
      if (isUnnamed(creating)) keeper.answered(resource);
      return given.made;
    }
    const reason = `the answer to its creation names ${JSON.stringify(named.id)}: ${given.reason}`;
    keeper.lostName(creating, parent, { kind: "lost", reason });
    this.#judgeOthers(reply, resource, given);
    return undefined;
  }

  /** What there is no time to look at may be the run's. */
  async #lookAtNamed(named: MadeResource): Promise<Reply | undefined> {
    try {
      return await this.describe(named, "compared");
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.context.keeper.doubt(named, { kind: "lost", reason });
      throw error;
    }
  }

  /** The answer to a request that was sent before names what that one made; what a fresh one made has another name. */
  #noteNamedTwice(creating: Creating): void {
    const { keeper } = this.context;
    const reason = "the answer to its creation names one that was made before";
    if (!creating.isAgain) keeper.lostName(creating, creating.parent, { kind: "refused", reason });
    else if (isUnnamed(creating)) keeper.answered(creating.resource);
  }

  /** That it is another's is certain where it was there before, and a matter of marks otherwise. */
  #judgeOthers(reply: Reply, { create }: Resource, { whose, reason }: Exclude<WhoseGiven, { whose: "ours" }>): void {
    const operation = create && this.context.contract.operation(create.operation);
    if (create === undefined || operation === undefined) return;
    // What it makes cannot be removed, so no more of it is made.
    this.context.presence.set(operation.id, { status: "refused", reason: `${reply.status} with another's name` });
    if (!showsOwn(operation, create)) return;
    const grade = whose === "theirs" ? "missed" : "unclear";
    this.judge(
      promiseId(operation, "names"),
      { grade, expected: "what it made", received: `another one: ${reason}` },
      reply.exchange,
    );
  }

  #asked({ intended, from, wasFree }: Creating, isSurprise: boolean): void {
    const time = { from, to: this.context.clock.epoch() };
    if (intended !== undefined) this.context.keeper.asked(intended, { time, wasFree, isSurprise });
  }

  #doubt(creating: Creating, doubt: ResourceDoubt): void {
    const { resource, parent, intended } = creating;
    if (intended !== undefined) this.context.keeper.doubt(intended, doubt);
    else if (resource.id.input === undefined) {
      const reason = "no answer to its creation names it, and nothing else does";
      this.context.keeper.lostName(creating, parent, { kind: doubt.kind, reason });
    }
  }

  parentOf({ parent }: Resource): MadeResource | undefined {
    return parent === undefined ? undefined : this.context.alive.get(parent);
  }

  /**
   * What is there after a failure is ours. What must be accepted, and was refused, is looked for at the end of the run: the
   * work may have been done.
   */
  async #afterFailure(reply: Reply, creating: Creating, isSurprise: boolean): Promise<MadeResource | undefined> {
    const { intended } = creating;
    this.#asked(creating, isSurprise);
    // A refusal after a failure may be of what that one made.
    const attempts = [...reply.earlier.map((each) => readExchange(each)), reply];
    const isLost = attempts.some(lostReply);
    const isFailure = isLost || attempts.some(isServerFailure);
    if (isFailure || (isSurprise && intended === undefined))
      this.#doubt(creating, { kind: isLost ? "lost" : "refused", reason: describeReply(reply) });
    else if (isUnnamed(creating)) this.context.keeper.answered(creating.resource);
    if (!isFailure) return undefined;
    return intended === undefined || (await this.describes(intended)) === false ? undefined : intended;
  }

  /** Whether a resource is shown; undefined if no answer tells. */
  async describes(made: MadeResource): Promise<boolean | undefined> {
    const reply = await this.describe(made, "compared");
    if (reply === undefined) return undefined;
    if (showsNone(this.context, made.resource, reply)) return false;
    return isSuccess(reply) ? true : undefined;
  }

  /** Undefined if no operation describes it. */
  async describe(made: MadeResource, purpose?: "compared"): Promise<Reply | undefined> {
    const { describe } = made.resource;
    if (describe === undefined) return undefined;
    const request = requestOn(this.context, describe, made);
    return request === undefined ? undefined : this.send(request, purpose);
  }

  /** The complete list in which a resource should be. */
  async list(made: MadeResource, list: ListOperation): Promise<ResourceListing | undefined> {
    const target = { send: async (request: WireRequest) => this.#delivered(await this.send(request)) };
    return listResources(this.context, target, list, made);
  }

  #delivered({ exchange, earlier }: Reply): Delivery {
    return { last: exchange, earlier };
  }

  /** What a describing answer shows of the resource. */
  shown({ resource }: Pick<MadeResource, "resource">, reply: Reply | undefined): JsonObject | undefined {
    const at = resource.describe?.shows;
    const shown = at === undefined || !isJsonObject(reply?.json) ? undefined : valueAt(reply.json, at);
    return isJsonObject(shown) ? shown : undefined;
  }

  /** Excludes a resource from the case's clean-up, or includes it again. */
  release(made: MadeResource): void {
    this.#own.splice(this.#own.indexOf(made), this.#own.includes(made) ? 1 : 0);
  }

  adopt(made: MadeResource): void {
    this.#own.push(made);
  }

  /** Removes what the case left alive. */
  async cleanUp(): Promise<void> {
    for (const made of this.#own.splice(0).reverse()) await this.context.keeper.remove(made);
  }
}
