import type { Operation } from "../../../spec/contract/operation.ts";
import type { JsonObject } from "../../../spec/json/json.ts";
import { pointerTokens } from "../../../spec/json/json-pointer.ts";
import { memberSchema } from "../../../spec/resources/member-schema.ts";
import type { Resource } from "../../../spec/resources/resource-table.ts";
import { tagForm, writeTags } from "../../../spec/resources/tag-form.ts";
import { type Look, looksOfKind } from "./looks-of-names.ts";
import type { ServiceContext } from "../service-context.ts";
import { withClientToken } from "./with-client-token.ts";
import { withValue } from "./with-value.ts";

/** How many tags resources have, one after the other. */
const TAG_COUNTS = [0, 1, 50, 12, 5] as const;

/** What a creation has that no case is about: what holds of one resource holds of each. */
export interface Particulars {
  readonly look?: Look | undefined;
  /** How many; undefined where the kind has none. */
  readonly tags?: number | undefined;
  readonly token: boolean;
}

/** Each turn has others, until every look and every count of tags had its own. */
export function particularsInTurn(
  context: Pick<ServiceContext, "contract" | "table" | "generation">,
  resource: Resource,
): { readonly turns: number; readonly at: (turn: number) => Omit<Particulars, "token"> } {
  const looks = looksOfKind(context, resource);
  const counts = resource.tags === undefined ? [] : TAG_COUNTS;
  return {
    turns: Math.max(looks.length, counts.length),
    at: (turn) => ({ look: looks[turn % looks.length], tags: counts[turn % counts.length] }),
  };
}

export interface Particular {
  readonly resource: Resource;
  readonly creating: Operation;
  readonly particulars: Particulars;
  readonly salt: string;
}

/** The input of a creation with what is particular about it. */
export function withParticulars(
  context: Pick<ServiceContext, "generation">,
  input: JsonObject,
  { resource: { id, tags }, creating, particulars, salt }: Particular,
): JsonObject {
  const name = particulars.look?.nameFor(salt);
  const named = name === undefined || id.input === undefined ? input : withValue(input, pointerTokens(id.input), name);
  const marked = particulars.token ? withClientToken(context, creating, named, salt) : named;
  if (tags === undefined || particulars.tags === undefined || particulars.tags === 0) return marked;
  const form = tagForm(memberSchema(creating.input, tags.input));
  const values = Array.from({ length: particulars.tags }, (_, at): [string, string] => [`life-${at}`, `value ${at}`]);
  return withValue(marked, pointerTokens(tags.input), writeTags(form, Object.fromEntries(values)));
}
