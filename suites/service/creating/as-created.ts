import { keyOf, type MadeResource } from "../../../custody/resources/made-resource.ts";
import type { Reply } from "../../../protocol/answers/reply.ts";
import { isJsonObject, type JsonObject } from "../../../spec/json/json.ts";
import { valueAt } from "../../../spec/json/json-pointer.ts";
import type { ServiceContext } from "../service-context.ts";

interface CreatedNow {
  readonly made: MadeResource;
  /** One of its name was there before, as far as the run knows. */
  readonly wasThere: boolean;
  readonly input: JsonObject;
  readonly reply: Reply;
}

/** Keeps what later answers about a resource are compared with; nothing of a name that two may have had. */
export function noteAsCreated(
  { asCreated }: Pick<ServiceContext, "asCreated">,
  { made, wasThere, input, reply }: CreatedNow,
): void {
  const { create } = made.resource;
  const at = create?.shows;
  const shown = at !== undefined && isJsonObject(reply.json) ? valueAt(reply.json, at) : undefined;
  if (wasThere) asCreated.delete(keyOf(made));
  else asCreated.set(keyOf(made), { input, shown: isJsonObject(shown) ? shown : {} });
}
