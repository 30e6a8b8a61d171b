import { keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";

interface CreatedNow {
  readonly made: MadeResource;
  /** One of its name was there before, as far as the run knows. */
  readonly wasThere: boolean;
  readonly input: JsonObject;
  readonly reply: Reply;
}

/** Keeps what later answers about a resource are compared with; nothing of a name that two may have had. */
export function noteAsCreated(
  { asCreated, livesOf }: Pick<ServiceContext, "asCreated" | "livesOf">,
  { made, wasThere, input, reply }: CreatedNow,
): void {
  const { create } = made.resource;
  const at = create?.shows;
  const found = at !== undefined && isJsonObject(reply.json) ? valueAt(reply.json, at) : undefined;
  const [key, shown] = [keyOf(made), isJsonObject(found) ? found : {}];
  if (wasThere) asCreated.delete(key);
  else asCreated.set(key, { input, shown });
  // A read that is behind may show any of them, whichever of two it was.
  if (made.resource.id.spares !== undefined) livesOf.set(key, [...(livesOf.get(key) ?? []), shown]);
}
