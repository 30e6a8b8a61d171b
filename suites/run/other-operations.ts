import { describeRequest } from "../../clusters/looking/cluster-requests.ts";
import type { WireRequest } from "../../protocol/exchange.ts";
import { encodeInput } from "../../protocol/encode.ts";
import type { Operation } from "../../spec/contract/operation.ts";
import { verifiesSignatures } from "../cases/protocol/authentication.ts";
import { freeName } from "../session/steps/free-name.ts";
import type { RunContext } from "../session/context/run-context.ts";
import { requiredInput } from "../session/steps/required-input.ts";
import { CaseSession } from "../session/session.ts";
import { SetupFailure } from "../session/setup-failure.ts";
import type { Discovery } from "./discovery.ts";
import { type Presence, probeOperation } from "./operation-presence.ts";

/** Looks which of the operations beside RegisterCluster are there, and whether signatures count. */
export async function discoverOthers(context: RunContext): Promise<Discovery> {
  const session = new CaseSession(context, "control/other-operations", 1);
  const name = await freeName(session);
  const operations = new Map<string, Presence>();
  for (const operation of context.contract.operations.values()) {
    if (operation.id === "RegisterCluster") continue;
    const request = encodeInput(operation, requiredInput(session, operation, { name }));
    if (request !== undefined) operations.set(operation.id, await probeUnlessSpared(session, request, operation));
  }
  const right = await session.send(describeRequest(name), { purpose: "observed" });
  const wrong = await session.send(describeRequest(name), { signing: { kind: "wrong-secret" }, purpose: "observed" });
  return { operations, signaturesCount: verifiesSignatures(right, wrong) };
}

/** An endpoint that shows a cluster of any name keeps the run from deregistering one, so whether that is there stays open. */
async function probeUnlessSpared(
  session: CaseSession,
  request: WireRequest,
  { success, errors }: Operation,
): Promise<Presence> {
  const notFound = errors.filter(({ status }) => status === 404).map(({ name }) => name);
  try {
    return await probeOperation(session, request, (reply) =>
      notFound.includes(reply.error.name ?? "") ? reply.status === 404 : reply.status === success.status,
    );
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    return { status: "broken", reason: error.message };
  }
}
