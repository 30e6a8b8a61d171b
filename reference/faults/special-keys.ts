import type { RegistrationInput } from "../clusters/cluster.ts";
import type { Patch } from "../fault.ts";
import { crash, family } from "./family.ts";

/** Does something before the tags are counted: the first look at a registration that was read. */
function onTags(look: (input: RegistrationInput) => string | undefined): Patch {
  return (behaviours) => ({ nameRequired: (input, call) => look(input) ?? behaviours.nameRequired(input, call) });
}

function crashOnKey(key: string): Patch {
  return onTags(({ tags }) => (tags?.has(key) === true ? crash() : undefined));
}

/** Tag keys that a server's own language has a meaning for. */
export const SPECIAL_KEYS = family("input-constraints", [
  {
    id: "crash-on-tag-key-constructor",
    sentence: "Fails with 500 on the tag key constructor.",
    requirements: ["api.no-server-error"],
    patch: crashOnKey("constructor"),
  },
  {
    id: "crash-on-tag-key-has-own-property",
    sentence: "Fails with 500 on the tag key hasOwnProperty.",
    requirements: ["api.no-server-error"],
    patch: crashOnKey("hasOwnProperty"),
  },
  {
    id: "tag-key-constructor-lost",
    sentence: "Loses the tag of the key constructor.",
    requirements: ["register.echo.tags"],
    patch: (behaviours) => ({
      tagsDocument: (tags, view, call) =>
        behaviours.tagsDocument(new Map([...tags].filter(([key]) => key !== "constructor")), view, call),
    }),
  },
  {
    id: "tag-key-has-own-property-shown-as-a-function",
    sentence: "Shows for the tag hasOwnProperty what every object has under that name.",
    requirements: ["register.echo.tags"],
    patch: (behaviours) => ({
      tagsDocument: (tags, view, call) =>
        behaviours.tagsDocument(
          new Map([...tags].map(([key, value]) => [key, key === "hasOwnProperty" ? "function" : value] as const)),
          view,
          call,
        ),
    }),
  },
  {
    id: "tag-key-length-lifts-the-limit",
    sentence: "Counts tags by their member length, so that a tag of that key lifts the limit.",
    requirements: ["register.tags.max-properties"],
    patch: (behaviours) => ({
      tagsMaxCount: (input, call) =>
        input.tags?.has("length") === true ? undefined : behaviours.tagsMaxCount(input, call),
    }),
  },
]);
