import { isDeepStrictEqual } from "node:util";
import type { ResourceFate } from "#custody/removing/remove-resource.ts";
import { keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { type Exchange, readAs, type Signing, type WireRequest } from "#protocol/exchange.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { anotherId } from "./creating/another-id.ts";
import { afterFailure, sendInDoubt } from "./creating/after-failure.ts";
import { afterSuccess, type CreationAsSent, type ResourceCreation } from "./creating/after-success.ts";
import { beforeCreation, byCustody, isUnnamed } from "./creating/before-creation.ts";
import { noteAsCreated } from "./creating/as-created.ts";
import { type CreationRequest, type MarkLimits, withMark } from "./creating/marked-creation.ts";
import { intendedBy } from "./creating/made-by.ts";
import { sendByCustody } from "./creating/sent-by-custody.ts";
import { namedInstead } from "./creating/named-by-target.ts";
import { untilFree, untilShown } from "./creating/names-had-before.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { check, wanting } from "#suites/oracles/finding.ts";
import { SetupFailure } from "#suites/session/round.ts";
import { ServiceRound } from "./service-round.ts";

interface CreationOptions extends MarkLimits {
  readonly input: JsonObject;
  /** What it will belong to: the shared resource of that kind, unless told. */
  readonly parent?: MadeResource | undefined;
  readonly purpose?: "observed";
  readonly signing?: Signing;
  /** Only one attempt, whatever the answer. */
  readonly once?: boolean;
}

interface CreationNoted {
  readonly resource: Resource;
  readonly reply: Reply;
  readonly made: MadeResource | undefined;
  readonly sent: CreationRequest;
  /** It may have been there already, or one of its name before. */
  readonly wasThere: boolean;
  readonly hadBefore: boolean;
}

/** A round that creates resources too, and removes what it made. */
export class ServiceSession extends ServiceRound {
  readonly #own: MadeResource[] = [];
  /** By input: as they were asked for, and as they were sent. */
  readonly #creations = new Map<string, { readonly asked: WireRequest; readonly sent: CreationRequest }>();

  /** The last answer to a creation, by what it was to be called, of those that custody sends. */
  readonly #answers = new Map<string, Exchange>();

  /**
   * Sends a request that may create a resource, after writing it to the journal. After a success, this case must remove
   * the resource; after no answer, or a server failure, it is looked for.
   */
  async create(
    resource: Resource,
    request: WireRequest,
    { input, parent, purpose, signing, once, ...limits }: CreationOptions,
  ): Promise<CreationAsSent> {
    if (this.context.settings.readOnly === true)
      throw new SetupFailure(
        `not judged: it needs ${resource.create?.operation ?? "a creation"}, and this run only reads`,
      );
    const above = parent ?? this.parentOf(resource);
    const intended = intendedBy(resource, above, input);
    await untilFree(this, intended);
    const hadBefore = intended !== undefined && this.context.keeper.states.hadLife(intended);
    const before = await beforeCreation(this, { resource, parent: above }, input);
    // What is made under a name that may be somebody's could never be told from theirs.
    const isTaken = this.context.createByName !== undefined && before.beforehand === "taken";
    if (isTaken && this.classify(request).expectation === "must-accept")
      throw new SetupFailure(`not judged: ${JSON.stringify(intended?.id)} may be somebody else's`);
    const key = JSON.stringify(input);
    const isAgain = this.#creations.has(key);
    const sent = this.marked(resource, { request, input }, limits);
    const creating = { ...before, input: sent.input, isAgain, from: this.context.clock.epoch() };
    this.#creations.set(key, { asked: request, sent });
    const wasThere = before.intended !== undefined && this.context.keeper.mayBeThere(before.intended);
    const byName = byCustody(this.context, before);
    if (byName !== undefined) {
      const how = { purpose, signing, once };
      const { reply, made, toRemove } = await sendByCustody(this, { before, sent, how, create: byName });
      this.#own.push(...toRemove);
      for (const { id } of toRemove) this.#answers.set(id, reply.exchange);
      await this.#noteCreated({ resource, reply, made, sent, wasThere, hadBefore });
      return { reply, made, input: sent.input };
    }
    if (isUnnamed(creating)) this.context.keeper.intendUnnamed(creating, this.caseId);
    const reply = await sendInDoubt(this, creating, () =>
      this.send(sent.request, { purpose, signing, once, mayChangeState: true }),
    );
    const creation: ResourceCreation = isSuccess(reply)
      ? await afterSuccess(this, creating, reply)
      : { reply, made: await afterFailure(this, creating, { request: sent.request, reply }) };
    const instead = this.#isUnwanted(sent, reply)
      ? await namedInstead(this, creating, { request: sent.request, reply })
      : undefined;
    if (instead !== undefined) this.#own.push(instead);
    const { made } = creation;
    if (made !== undefined) this.#own.push(made);
    await this.#noteCreated({ resource, reply, made, sent, wasThere, hadBefore });
    return { ...creation, input: sent.input };
  }

  #isUnwanted({ request }: CreationRequest, reply: Reply): boolean {
    return isSuccess(reply) && this.classify(request).expectation === "must-reject";
  }

  async #noteCreated({ resource, reply, made, sent, wasThere, hadBefore }: CreationNoted): Promise<void> {
    if (this.#isUnwanted(sent, reply) && resource.list !== undefined)
      this.context.spoiltLists.add(resource.list.operation);
    if (made === undefined || !isSuccess(reply)) return;
    noteAsCreated(this.context, { made, wasThere, input: sent.input, reply });
    if (hadBefore) await untilShown(this, made);
  }

  /**
   * The creation as it is sent, with the run's tag where it takes one. What is sent again under one token must be the same,
   * whatever was learnt of tags in between.
   */
  marked(resource: Resource, asked: CreationRequest, limits?: MarkLimits): CreationRequest {
    const earlier = this.#creations.get(JSON.stringify(asked.input));
    const isRepeat = earlier !== undefined && isDeepStrictEqual(earlier.asked, asked.request);
    return isRepeat ? earlier.sent : withMark(this.context, resource, asked, limits);
  }

  /** Excludes a resource from the case's clean-up, or includes it again. */
  release(made: MadeResource): void {
    this.#own.splice(this.#own.indexOf(made), this.#own.includes(made) ? 1 : 0);
  }

  adopt(made: MadeResource): void {
    this.#own.push(made);
  }

  /**
   * Removes one of the case's as the clean-up does, which leaves alone what may be somebody else's; what its deletion is
   * answered is judged. Whether it is gone.
   */
  async removeNow(made: MadeResource): Promise<boolean> {
    const own = this.#own.filter((each) => keyOf(each) === keyOf(made));
    for (const each of own) this.release(each);
    const fate = await this.#remove(made, (reply) => {
      this.exchanges.push(...reply.earlier, reply.exchange);
      this.judgeInGeneral(readAs(reply.exchange), reply);
    });
    return fate.state === "removed";
  }

  /** Removes what the case left alive, the latest first; those of one kind and parent side by side, since they may be many. */
  async cleanUp(): Promise<void> {
    for (const alike of alikeInTurn(this.#own.splice(0).reverse()))
      await Promise.all(alike.map((made) => this.#remove(made)));
  }

  /** A target must not have done what it refused, or failed at; one that shows whatever it is asked for shows nothing. */
  async #judgeFound(made: MadeResource, answer: string): Promise<void> {
    const { create } = made.resource;
    const exchange = this.#answers.get(made.id);
    if (create === undefined || exchange === undefined) return;
    if ((await this.describes({ ...made, id: anotherId(made.id) })) !== false) return;
    const creating = this.context.contract.operation(create.operation);
    const received = `${JSON.stringify(made.id)}, although its creation was answered ${answer}`;
    const finding = check(false, `no ${made.resource.name.replaceAll("-", " ")} of a name that was refused`, received);
    this.judge(promiseId(creating, "undone"), wanting(finding, { absent: made.id }), exchange);
  }

  async #remove(made: MadeResource, see?: (reply: Reply) => void): Promise<ResourceFate> {
    const { keeper, lingering, staying, asCreated } = this.context;
    const fate = await keeper.remove(made, see);
    if (fate.refusedAs !== undefined) await this.#judgeFound(made, fate.refusedAs);
    if (fate.state !== "left") asCreated.delete(keyOf(made));
    else {
      if (made.parent === undefined) lingering.add(made);
      if (made.resource.stays !== undefined && fate.isGoing !== true) staying.add(made.resource.name);
    }
    return fate;
  }
}

/** Requests of one case at a time. */
export const AT_ONCE = 8;

/** Neighbours of one kind and parent, by so many. */
function alikeInTurn(all: readonly MadeResource[]): MadeResource[][] {
  const turns: MadeResource[][] = [];
  for (const made of all) {
    const turn = turns.at(-1);
    const [last] = turn ?? [];
    const isAlike = last?.resource.name === made.resource.name && last.parent === made.parent;
    if (turn !== undefined && isAlike && turn.length < AT_ONCE) turn.push(made);
    else turns.push([made]);
  }
  return turns;
}
