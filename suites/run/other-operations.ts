import { describeRequest } from "../../clusters/cluster-requests.ts";
import { verifiesSignatures } from "../cases/authentication.ts";
import { freeName } from "../session/free-name.ts";
import type { RunContext } from "../session/run-context.ts";
import { CaseSession } from "../session/session.ts";
import type { Discovery } from "./discovery.ts";
import { type Presence, probeOperation } from "./operation-presence.ts";

/** Looks which of the operations beside RegisterCluster are there, and whether signatures count. */
export async function discoverOthers(context: RunContext): Promise<Discovery> {
  const session = new CaseSession(context, "control/other-operations", 1);
  const name = await freeName(session);
  const operations = new Map<string, Presence>();
  for (const operation of context.contract.operations.values()) {
    if (operation.id === "RegisterCluster") continue;
    const path = operation.path.replace("{name}", encodeURIComponent(name));
    const presence = await probeOperation(session, { method: operation.method, path, headers: [] }, (reply) =>
      reply.error.name === "ResourceNotFoundException"
        ? reply.status === 404
        : reply.status === operation.success.status,
    );
    operations.set(operation.id, presence);
  }
  const right = await session.send(describeRequest(name), { purpose: "observed" });
  const wrong = await session.send(describeRequest(name), { signing: { kind: "wrong-secret" }, purpose: "observed" });
  return { operations, signaturesCount: verifiesSignatures(right, wrong) };
}
