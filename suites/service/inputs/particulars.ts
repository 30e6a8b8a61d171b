import type { Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { type ChosenValue, choicesOfKind } from "./choices-of-kind.ts";
import { type Look, looksOfLives } from "./looks-of-names.ts";
import { type LookOfTags, looksOfTags } from "./looks-of-tags.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { withClientToken } from "./with-client-token.ts";
import { withValue } from "./with-value.ts";
import { withTags } from "./sent-tags.ts";

/** What a creation has that no case is about: what holds of one resource holds of each. */
export interface Particulars {
  readonly look?: Look | undefined;
  /** Undefined where the kind has none. */
  readonly tags?: LookOfTags | undefined;
  /** Another value than its plain input has. */
  readonly choice?: ChosenValue | undefined;
  readonly token: boolean;
}

/** Each turn has others, until every look of names and of tags had its own. */
export function particularsInTurn(
  context: Pick<ServiceContext, "contract" | "table" | "generation" | "requirements">,
  resource: Resource,
): { readonly turns: number; readonly at: (turn: number) => Omit<Particulars, "token"> } {
  const looks = looksOfLives(context, resource);
  const creating = resource.create && context.contract.operation(resource.create.operation);
  const tags = creating === undefined ? [] : tagsToSend(creating, resource);
  const choices = choicesOfKind(context, resource);
  return {
    turns: Math.max(looks.length, tags.length),
    at: (turn) => ({
      look: looks[turn % looks.length],
      tags: tags[turn % tags.length],
      choice: choices[turn % choices.length],
    }),
  };
}

/** The looks of tags that one of a kind may be made with; none where it has no tags. */
export function tagsToSend({ input }: Operation, { tags }: Resource): readonly LookOfTags[] {
  return tags === undefined ? [] : looksOfTags(memberSchema(input, tags.input) ?? NOTHING_TOLD);
}

const NOTHING_TOLD: JsonSchema = {};

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
  { resource, creating, particulars, salt }: Particular,
): JsonObject {
  const { id } = resource;
  const name = particulars.look?.nameFor(salt);
  const named = name === undefined || id.input === undefined ? input : withValue(input, pointerTokens(id.input), name);
  const { choice } = particulars;
  const chosen = choice === undefined ? named : withValue(named, pointerTokens(choice.at), choice.value);
  const marked = particulars.token ? withClientToken(context, creating, chosen, salt) : chosen;
  const sent = particulars.tags?.tags ?? {};
  return Object.keys(sent).length === 0 ? marked : withTags(resource, creating, marked, sent);
}
