import { unprotect } from "#custody/removing/unprotect.ts";
import { uuidOf } from "#generators/schema/fresh-value.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { kindInWords, type Promise as Promised, promiseId } from "#spec/resources/promises/promise.ts";
import { type Races, racesOf } from "#spec/resources/promises/race-promises.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { ResourceCreation } from "#suites/service/creating/after-success.ts";
import { newPlainInput } from "#suites/service/inputs/plain-input.ts";
import { withValue } from "#suites/service/inputs/with-value.ts";
import { identifying } from "#suites/service/judging/answers/identifying.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import { isIdleFor, takenInTurn } from "#suites/service/cases/inputs/send-once-idle.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { gradeOfNone, gradeOfRefused, isToldOfTurn } from "./alone-after-race.ts";
import { judgeDeletions, judgeDistinct, judgeOneWinner, judgeSameOne } from "./race-findings.ts";
import { tagRaces } from "./race-of-tags.ts";
import { withTags } from "#suites/service/inputs/sent-tags.ts";

/** Requests sent at once about one name. */
const RACERS = 3;
/** As many as there is always room for. */
const BESIDE = 2;

/** What must hold when requests about one resource of a kind, or about two, run side by side. */
export function* raceCases(context: ServiceContext, resources: readonly Resource[]): Iterable<ServiceCase> {
  for (const resource of resources) {
    const races = racesOf(context, resource);
    if (races !== undefined) yield* racesAbout(resource, races);
    yield* tagRaces(context, resource);
  }
}

function* racesAbout(
  resource: Resource,
  { creating, name, token, isOneOfMany, deleting }: Races,
): Iterable<ServiceCase> {
  const kind = resource.name.replaceAll("-", " ");
  const race = (promise: Promised, operation: Operation, told: Pick<ServiceCase, "summary" | "run">, count = 1) => ({
    id: `${operation.prefix}/scenario/${promise.replace(".", "/")}`,
    kind: "scenario" as const,
    requirements: [promiseId(operation, promise)],
    needs: [creating.id],
    makes: { resource, count, surely: true },
    ...told,
  });
  if (name !== undefined) {
    yield race("parallel.same-name", creating, {
      summary: `${RACERS} creations of one ${kind} at once, no two with one client token`,
      run: async (session) => {
        const inputs = inputsFor(session, resource, { creating, token, count: RACERS });
        const taken = valueAt(inputs[0] ?? {}, name.at);
        if (typeof taken !== "string") return;
        const alike = inputs.map((input) => withValue(input, pointerTokens(name.at), taken));
        const creations = await createAtOnce(session, resource, creating, alike);
        const ofNone = await gradeOfNone(session, { resource, creating, inputs: alike, creations });
        judgeOneWinner(session, creating, { taken: name.taken, creations, ofNone });
      },
    });
  }
  if (token !== undefined) {
    // Each that a target carries out is another one where the service gives the names.
    const count = resource.id.input === undefined ? BESIDE : RACERS;
    const told: Pick<ServiceCase, "summary" | "run"> = {
      summary: `one creation of ${kindInWords(resource)} sent ${count} times at once, client token included`,
      run: async (session) => {
        const [input] = inputsFor(session, resource, { creating, token, count: 1 });
        if (input === undefined) return;
        const alike = Array.from({ length: count }, () => input);
        const creations = await createAtOnce(session, resource, creating, alike);
        const tells = (reply: Reply) => identifying(session.context, resource, reply);
        const ofNone = await gradeOfNone(session, { resource, creating, inputs: alike, creations });
        judgeSameOne(session, { resource, creating, creations, tells, ofNone });
      },
    };
    yield race("parallel.same-token", creating, told, resource.id.input === undefined ? BESIDE : 1);
  }
  if (isOneOfMany) {
    const told: Pick<ServiceCase, "summary" | "run"> = {
      summary: `${BESIDE} creations of different ${kind}s at once`,
      run: async (session) => {
        const plain = inputsFor(session, resource, { creating, token, count: BESIDE });
        const isTagged = session.context.takesTags.has(resource.name);
        const inputs = isTagged ? plain.map((input, at) => withOwnTag(resource, creating, input, at)) : plain;
        const creations = await createAtOnce(session, resource, creating, inputs);
        const ofRefused = await gradeOfRefused(session, { resource, creating, inputs, creations });
        await judgeDistinct(session, resource, creating, { inputs, creations, ofRefused });
      },
    };
    yield race("parallel.distinct", creating, told, BESIDE);
  }
  if (deleting !== undefined) {
    yield race("parallel.same-resource", deleting, {
      summary: `${RACERS} deletions of ${kindInWords(resource)} at once`,
      run: async (session) => {
        const inputs = inputsFor(session, resource, { creating, token, count: 1 });
        const [creation] = await createAtOnce(session, resource, creating, inputs);
        const made = creation?.made;
        if (made === undefined || resource.delete === undefined) return;
        await untilReady(session, made);
        await unprotect(made, { service: session.context, target: session.context.target });
        const request = session.plain(resource.delete, made);
        if (request === undefined || (await session.describes(made)) === false) return;
        const replies = await Promise.all(Array.from({ length: RACERS }, () => session.send(request)));
        judgeDeletions(session, deleting, replies);
      },
    });
  }
}

interface Wanted {
  readonly creating: Operation;
  readonly token: string | undefined;
  readonly count: number;
}

/** Plain inputs that create so many of a kind, each with a name and a client token of its own; none where one cannot be made. */
function inputsFor(session: ServiceSession, creates: Resource, { creating, token, count }: Wanted): JsonObject[] {
  const { context } = session;
  const inputs = Array.from({ length: count }, (_, index) => {
    const salt = session.salt(`racer ${index}`);
    const plain = newPlainInput(context, creating.id, { creates, salt });
    if (plain === undefined || token === undefined) return plain;
    return { ...plain, [token]: uuidOf("client token", context.generation.prefix, salt) };
  });
  return inputs.every((input) => input !== undefined) ? inputs : [];
}

/** The input with a tag that no other one has, where it has none. */
function withOwnTag(resource: Resource, creating: Operation, input: JsonObject, at: number): JsonObject {
  const { tags } = resource;
  if (tags === undefined || valueAt(input, tags.input) !== undefined) return input;
  return withTags(resource, creating, input, { [`racer-${at}`]: `${at}` });
}

/** What it would belong to, or others of its kind, may be busy: where that is all they are told, they go again. */
async function createAtOnce(
  session: ServiceSession,
  resource: Resource,
  creating: Operation,
  inputs: readonly JsonObject[],
): Promise<ResourceCreation[]> {
  const requests = inputs.flatMap((input) => {
    const request = encodeInput(creating, input);
    return request === undefined ? [] : [{ input, request }];
  });
  if (resource.parent !== undefined) await isIdleFor(session, creating, undefined);
  const { creations } = await session.waitFor(takenInTurn(creating), {
    read: async () => {
      const all = await Promise.all(requests.map(({ input, request }) => session.create(resource, request, { input })));
      return { creations: all, last: all.at(-1)?.reply };
    },
    holds: ({ creations: all }) => !all.every(({ reply }) => isToldOfTurn(session, resource, reply)),
  });
  return creations;
}
