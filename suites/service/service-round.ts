import type { MadeResource } from "#custody/resources/made-resource.ts";
import { type ResourceListing, listResources, requestOn, showsNone } from "#custody/resources/resource-requests.ts";
import { looksUnknown, tellsUnknown } from "#custody/looking/absence.ts";
import { isSuccess, isUnserved, type Reply } from "#protocol/answers/reply.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { Delivery, WireRequest } from "#protocol/exchange.ts";
import { isSafe } from "#protocol/methods.ts";
import { matchRoute } from "#protocol/route.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import type { ListOperation, Resource, ResourceOperation } from "#spec/resources/resource-table.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { Finding } from "#suites/oracles/finding.ts";
import { judgeServiceAnswer } from "#suites/oracles/any-answer/service-answer.ts";
import { NO_SERVER_ERROR, Round, type RoundSending, SetupFailure } from "#suites/session/round.ts";
import { plainInput } from "./inputs/plain-input.ts";
import { judgeSuccess } from "./judging/answers/judge-success.ts";
import type { ServiceContext } from "./service-context.ts";
import { isOfSpoilt } from "./spoilt-resources.ts";
import { noteTagsPut } from "./tags-put.ts";

/** How a request is sent that creates nothing. */
export type ServiceSending = Pick<RoundSending, "purpose" | "signing" | "once" | "deliver" | "mayChangeState">;

function delivered({ exchange, earlier }: Reply): Delivery {
  return { last: exchange, earlier };
}

/** One round of a case about a service: sends requests that create nothing, judges each answer, and looks at resources. */
export abstract class ServiceRound extends Round<ServiceContext> {
  /** The request of an operation with its plain input; undefined if there is none. */
  plain(one: ResourceOperation, made?: MadeResource, slot = ""): WireRequest | undefined {
    const input = plainInput(this.context, one, { made, salt: this.salt(slot) });
    return input === undefined ? undefined : encodeInput(this.context.contract.operation(one.operation), input);
  }

  /**
   * Sends a request that creates nothing. By default the oracles that hold everywhere judge the answer, unless it says
   * that the operation is not there. With the purpose `observed`, the case has them judge it once it knows that the operation
   * exists; with `compared`, nothing is judged.
   */
  async send(request: WireRequest, { purpose, ...how }: ServiceSending = {}): Promise<Reply> {
    const reply = await this.exchange(request, { mayChangeState: !this.#isRepeatable(request), ...how, purpose });
    noteTagsPut(this.context, this.classify(request), reply);
    if (purpose === undefined && this.#mayBeThere(request, reply)) this.judgeInGeneral(request, reply);
    return reply;
  }

  /**
   * Whether a second attempt does no more than the first, where nothing is created: what reads, what puts on or takes off
   * the same tags, and what is the request of no operation.
   */
  #isRepeatable(request: WireRequest): boolean {
    const { contract, table } = this.context;
    const { tag, untag } = table.tagging ?? {};
    const id = matchRoute(contract, request)?.operation.id;
    return isSafe(request.method) || [undefined, tag?.operation, untag?.operation].includes(id);
  }

  /** Whether an answer may be that of an operation: how a path is refused that nothing serves is a matter of unknown paths. */
  #mayBeThere(request: WireRequest, reply: Reply): boolean {
    const operation = matchRoute(this.context.contract, request)?.operation;
    const status = operation && this.context.presence.get(operation.id)?.status;
    if (status === "not-implemented") return isSuccess(reply);
    const isKnown = operation === undefined || (status !== undefined && status !== "not-tried");
    return isKnown || !isUnserved(reply) || reply.error.name !== undefined;
  }

  /** Asks about what the account had before the run, by names that answers showed; nothing but reading is done to it. */
  async ask(request: WireRequest): Promise<Reply> {
    if (!isSafe(request.method))
      throw new SetupFailure(`not judged: ${request.method} ${request.path} would be about what is not the run's`);
    return this.exchange(request, { ofOthers: true });
  }

  /**
   * Judges what must hold for every answer. Nothing says what a resource should look like that was created or changed
   * although it should not have been, or that is not there. `provoked`: a hook of the target was asked for this error.
   */
  judgeInGeneral(
    request: WireRequest,
    reply: Reply,
    { ofNone = false, provoked = false }: { readonly ofNone?: boolean; readonly provoked?: boolean } = {},
  ): void {
    const operation = matchRoute(this.context.contract, request)?.operation;
    const ofSpoilt = operation !== undefined && isOfSpoilt(this.context, operation.id);
    const { expectation, input } = this.classify(request);
    const shapeless = isSuccess(reply) && (ofNone || ofSpoilt || expectation !== "must-accept");
    for (const [id, finding] of judgeServiceAnswer(reply, operation, { shapeless }))
      if (!provoked || id !== NO_SERVER_ERROR) this.judge(id, finding, reply.exchange);
    if (operation === undefined || input === undefined || shapeless || !isSuccess(reply)) return;
    const success = { operation, input, reply };
    // What else it takes does not make up for the plain request that it has refused.
    const isRefused = this.context.presence.get(operation.id)?.status === "refused";
    const isMadeUp = (id: string, { grade }: Finding): boolean =>
      isRefused && grade === "met" && id === promiseId(operation, "valid");
    for (const [id, finding] of [...judgeSuccess(this.context, success), ...this.context.judgeOwn(success)])
      if (!isMadeUp(id, finding)) this.judge(id, finding, reply.exchange);
  }

  protected override listsAsItShould({ id }: Operation): boolean {
    return !isOfSpoilt(this.context, id);
  }

  /** The resource that one of this kind would belong to. */
  parentOf({ parent }: Resource): MadeResource | undefined {
    return parent === undefined ? undefined : this.context.alive.get(parent);
  }

  /** Whether a resource is shown; undefined if no answer tells. */
  async describes(made: MadeResource): Promise<boolean | undefined> {
    const reply = await this.describe(made, "compared");
    if (reply === undefined) return undefined;
    if (await this.isNone(made, reply)) return false;
    return isSuccess(reply) ? true : undefined;
  }

  /** Whether a description says that it is not there; where its text alone does, whether a second one agrees. */
  async isNone(made: MadeResource, described: Reply): Promise<boolean> {
    const { table } = this.context;
    if (showsNone(this.context, made.resource, described)) return true;
    if (!tellsUnknown(described)) return false;
    const again = async (): Promise<Reply> => (await this.describe(made, "compared")) ?? described;
    return looksUnknown(described, again, table.errors.unknown);
  }

  /** The resource that the cases about its kind work on; undefined where the endpoint has lost it. */
  async shared({ name }: Resource): Promise<MadeResource | undefined> {
    const made = this.context.alive.get(name);
    return made === undefined || (await this.describes(made)) === false ? undefined : made;
  }

  /** Undefined if no operation describes it. */
  async describe(made: MadeResource, purpose?: "compared"): Promise<Reply | undefined> {
    const { describe } = made.resource;
    if (describe === undefined) return undefined;
    const request = requestOn(this.context, describe, made);
    return request === undefined ? undefined : this.send(request, { purpose });
  }

  /** The complete list in which a resource should be, or that of a kind which belongs to nothing. */
  async list(
    made: MadeResource | undefined,
    list: ListOperation,
    purpose?: "compared",
  ): Promise<ResourceListing | undefined> {
    const target = { send: async (request: WireRequest) => delivered(await this.send(request, { purpose })) };
    return listResources(this.context, target, list, made);
  }

  /** What a describing answer shows of the resource. */
  shown({ resource }: Pick<MadeResource, "resource">, reply: Reply | undefined): JsonObject | undefined {
    const at = resource.describe?.shows;
    const shown = at === undefined || !isJsonObject(reply?.json) ? undefined : valueAt(reply.json, at);
    return isJsonObject(shown) ? shown : undefined;
  }
}
