import { isDenied, verifiesSignatures } from "#suites/signing/verified.ts";
import { describeRequest } from "#custody/looking/cluster-requests.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { encodeInput } from "#protocol/encode.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { clusterOf } from "#custody/looking/shown-cluster.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { ARN_MEMBER } from "#suites/oracles/clusters/tagged-arn.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { RunContext } from "./session/run-context.ts";
import { CaseSession } from "./session/session.ts";
import { SetupFailure } from "#suites/session/round.ts";
import type { Presence } from "#suites/session/context/presence.ts";
import { absurdPath, sameWords } from "#suites/run/control/operation-presence.ts";
import { probeOperation } from "./probe-operation.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";
import { plainText } from "#spec/json/plain-text.ts";

/** How many names are tried before one is used unchecked. */
const TRIES = ["", "b", "c", "d"];

/** A name that no cluster has, as far as the endpoint describes clusters. */
async function freeName(session: CaseSession): Promise<string> {
  const input = await inputOfFreeName(session, (slot) => session.registration.minimal(session.salt(slot)));
  return nameIn(input);
}

/** An input whose name no cluster has, as far as the endpoint describes clusters; `draw` makes one for each slot. */
async function inputOfFreeName(session: CaseSession, draw: (slot: string) => JsonObject): Promise<JsonObject> {
  let input: JsonObject = {};
  for (const slot of TRIES) {
    input = draw(slot);
    if (!isSuccess(await session.send(describeRequest(nameIn(input)), { purpose: "compared" }))) break;
  }
  return input;
}

function nameIn(input: JsonObject): string {
  return plainText(input["name"] ?? "unknown");
}

/** The required members of an operation's input, for a cluster of this name, which need not exist. */
function requiredInput(session: CaseSession, operation: Operation, fresh: JsonObject): JsonObject {
  const { region } = session.context.target;
  const arn = `arn:aws:eks:${region}:111122223333:cluster/${plainText(fresh["name"])}`;
  const known: JsonObject = { ...session.inputs(operation.id).minimal(session.salt()), ...fresh, [ARN_MEMBER]: arn };
  return Object.fromEntries(
    operation.members.flatMap(({ name, required }) => {
      const value = known[name];
      return required && value !== undefined ? [[name, value]] : [];
    }),
  );
}

/** Finds out which operations exist besides the registration, and whether signatures are checked. */
export async function discoverOperations(context: RunContext): Promise<void> {
  const session = new CaseSession(context, "control/other-operations", 1);
  const name = await freeName(session);
  const operations = new Map<string, Presence>();
  for (const operation of context.contract.operations.values()) {
    if (operation.id === OPERATIONS.register) continue;
    const request = encodeInput(operation, requiredInput(session, operation, { name }));
    if (request !== undefined) operations.set(operation.id, await probeUnlessSpared(session, request, operation));
  }
  if (context.control.passed) await lookAtCluster(session, operations);
  const right = await session.send(describeRequest(name), { purpose: "observed" });
  const wrong = await session.send(describeRequest(name), { ...WRONGLY, purpose: "observed" });
  const isAsked = context.control.passed && context.settings.features["auth"] !== "absent";
  context.signatures.count = verifiesSignatures(right, wrong) || (isAsked && (await deniesToRegister(context)));
  for (const [id, found] of operations) context.presence.set(id, found);
}

const WRONGLY = { signing: { kind: "wrong-secret" } } as const;

/** An endpoint may look at the signatures of registrations alone; those with a right one it takes. */
async function deniesToRegister(context: RunContext): Promise<boolean> {
  const session = new CaseSession(context, "control/signatures", 1);
  try {
    return isDenied(
      await session.register(session.registration.minimal(session.salt()), { ...WRONGLY, purpose: "observed" }),
    );
  } finally {
    await session.cleanUp();
  }
}

/** Operations that leave a cluster where it is. */
const KEEPING = (["describe", "list", "tag", "untag", "showTags"] as const).map((role) => OPERATIONS[role]);

/**
 * An unknown name may be refused in the same way as an unknown path, in the operation's own words even. So an operation
 * that may be missing is tried on an existing cluster: if it succeeds, it exists; if it is refused as that path, word for
 * word, it does not.
 */
async function lookAtCluster(session: CaseSession, operations: Map<string, Presence>): Promise<void> {
  const missing = [...operations]
    .filter(([, { status, refusesPaths }]) => status === "not-implemented" || refusesPaths !== undefined)
    .map(([id]) => id);
  if (missing.length === 0) return;
  const input = session.registration.minimal(session.salt("there"));
  try {
    const registered = await session.register(input, { purpose: "compared" });
    const { name, arn } = clusterOf(registered) ?? {};
    if (name === undefined || arn === undefined || name !== input["name"]) return;
    const inputs = missing.map((id): [string, JsonObject] => [id, inputAbout(session, id, { name, arn })]);
    // What removes the cluster comes last.
    const removes = ([id]: [string, JsonObject]): boolean => !KEEPING.includes(id);
    for (const [id, input] of inputs.toSorted((one, other) => Number(removes(one)) - Number(removes(other)))) {
      const reply = await callUnlessSpared(session, id, input);
      if (reply === undefined) continue;
      const path = operations.get(id)?.refusesPaths;
      const reason = describeReply(reply);
      if (reply.status === session.operation(id).success.status) {
        operations.set(id, { status: "implemented", reason, reply });
      } else if (path !== undefined && sameWords(reply, path)) {
        operations.set(id, {
          status: "not-implemented",
          reason: `${reason}, as for a path that does not exist`,
          reply,
        });
      }
    }
  } finally {
    await session.cleanUp();
  }
}

/** An ARN with another name is not used: it may be somebody else's. */
async function callUnlessSpared(session: CaseSession, id: string, input: JsonObject): Promise<Reply | undefined> {
  try {
    return await session.call(id, input, { purpose: "compared" });
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    return undefined;
  }
}

function inputAbout(session: CaseSession, id: string, { name, arn }: JsonObject): JsonObject {
  const input = requiredInput(session, session.operation(id), { name: name ?? null });
  return ARN_MEMBER in input ? { ...input, [ARN_MEMBER]: arn ?? null } : input;
}

/**
 * An endpoint that shows a cluster under any name keeps the run from deregistering one, so whether that operation
 * exists stays open.
 */
async function probeUnlessSpared(
  session: CaseSession,
  request: WireRequest,
  { success, errors }: Operation,
): Promise<Presence> {
  const notFound = errors.filter(({ status }) => status === 404).map(({ name }) => name);
  const isNotFound = ({ status, error }: Reply): boolean => status === 404 && notFound.includes(error.name ?? "");
  try {
    const presence = await probeOperation(
      session,
      request,
      (reply) => isNotFound(reply) || reply.status === success.status,
    );
    if (presence.reply === undefined || !isNotFound(presence.reply)) return presence;
    const absurd = await session.send({ ...request, path: absurdPath(request.path) }, { purpose: "compared" });
    return sameWords(presence.reply, absurd) ? { ...presence, refusesPaths: absurd } : presence;
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    return { status: "refused", reason: error.message };
  }
}
