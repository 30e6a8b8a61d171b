import type { OutputDocument } from "../../render/output-document.ts";
import type { ServiceCall } from "../service-call.ts";
import { look } from "../store/settle.ts";
import type { ResourceKind } from "../table/kind.ts";
import { answerWith } from "./answer.ts";
import { resolveFirst, words } from "./resolve.ts";
import { refuseUnknown } from "./refuse.ts";

/** Shows a resource of one of the kinds that the operation describes. */
export function describe(call: ServiceCall, kinds: readonly [ResourceKind, ...ResourceKind[]]): OutputDocument {
  const resource = resolveFirst(call, kinds);
  if (look(resource, call.service.world)) {
    call.store.remove(resource);
    throw refuseUnknown(call, `There is no ${words(resource.kind)} called ${resource.id} any more.`);
  }
  return answerWith(call, { resource, shows: resource.kind.describe?.shows });
}
