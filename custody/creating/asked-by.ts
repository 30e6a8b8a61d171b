import { readableBodyText } from "#protocol/body-text.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { requestMarks, type RunTag } from "#custody/ownership/marks.ts";
import { sentNames } from "#custody/ownership/sent-names.ts";
import type { CreateOptions } from "./create-named.ts";

interface CreationSent {
  readonly resource: Resource;
  /** What the bytes were read as; undefined where nothing reads them. */
  readonly input: JsonObject | undefined;
  /** The member of the input that has the client token. */
  readonly token: string;
  readonly runTag: RunTag | undefined;
}

/** What the bytes of a creation ask for: under which names it may make something, and with which marks. */
export function askedBy(
  request: WireRequest,
  { resource, input, token, runTag }: CreationSent,
): Pick<CreateOptions, "resource" | "names" | "marks" | "tag"> {
  const text = readableBodyText(request);
  const marks = requestMarks(text, { token, runTag });
  const member = pointerTokens(resource.id.input ?? "").at(-1) ?? "";
  return {
    resource,
    names: sentNames(text, { member, input }),
    marks,
    tag: marks.tagged === true ? runTag : undefined,
  };
}
