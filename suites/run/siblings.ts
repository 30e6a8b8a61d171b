import { enforcesSignatures } from "../cases/authentication.ts";
import { probeOperation } from "./control.ts";
import { freeName } from "../session/free-name.ts";
import { describeRequest } from "../../clusters/cluster-requests.ts";
import type { RunContext } from "../session/run-context.ts";
import type { RunState } from "./run-state.ts";
import { CaseSession } from "../session/session.ts";

/** Notes which of the operations beside RegisterCluster are there, and whether signatures count. */
export async function probeSiblings(context: RunContext, state: RunState): Promise<void> {
  const session = new CaseSession(context, "control/siblings", 1);
  const name = await freeName(session);
  for (const operation of context.contract.operations.values()) {
    if (operation.id === "RegisterCluster") continue;
    const path = operation.path.replace("{name}", encodeURIComponent(name));
    const result = await probeOperation(session, { method: operation.method, path, headers: [] }, (reply) =>
      reply.error.name === "ResourceNotFoundException"
        ? reply.status === 404
        : reply.status === operation.success.status,
    );
    state.operations.set(operation.id, result);
  }
  const unsigned = await session.send(describeRequest(name), { signing: { kind: "none" }, observed: true });
  if (enforcesSignatures(unsigned)) state.auth = "enforced";
}
