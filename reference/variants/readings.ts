import { valueText } from "../value-text.ts";
import type { Patch } from "../fault.ts";
import { Refusal } from "../refusal.ts";
import type { RegistrationInput } from "../clusters/cluster.ts";
import { around } from "../patches.ts";
import { variants } from "./rows.ts";

/** What values of members are taken, where the sources leave it open. */
export const READING_VARIANTS = variants({
  "numbers-read-as-text": [
    "Takes a number for its text where a text is wanted.",
    "Jackson, ALLOW_COERCION_OF_SCALARS; Smithy's TypeScript server",
    scalarsAsText("number"),
  ],
  "truth-values-read-as-text": [
    "Takes true and false for their text where a text is wanted.",
    "Jackson, ALLOW_COERCION_OF_SCALARS; Smithy's TypeScript server",
    scalarsAsText("boolean"),
  ],
  "scalars-read-as-text": [
    "Takes numbers and truth values for their text where a text is wanted.",
    "Jackson, ALLOW_COERCION_OF_SCALARS; pydantic, coerce_numbers_to_str",
    scalarsAsText("number", "boolean"),
  ],
  "tokens-of-33-to-126-characters": [
    "Refuses tokens of fewer than 33 or more than 126 characters.",
    "observations.md, O25",
    refusing(({ clientRequestToken: token }) => token !== undefined && (token.length < 33 || token.length > 126)),
  ],
  "roles-by-their-arn-only": [
    "Refuses a roleArn that is not the ARN of a role.",
    "observations.md, O1 and O39",
    refusing(({ connectorConfig }) => {
      const arn = connectorConfig?.roleArn;
      return arn !== undefined && !/^arn:aws[a-z-]*:iam::\d{12}:role\/[!-~]+$/.test(arn);
    }),
  ],
  "empty-tags-refused": [
    "Refuses tags without an entry.",
    "eks-model.md, TagMap: 1..50 entries",
    refusing(({ tags }) => tags?.size === 0),
  ],
  "aws-tag-keys-refused": [
    "Refuses a tag whose key begins with aws:, in any case.",
    "observations.md, O37",
    refusing(({ tags }) => [...(tags?.keys() ?? [])].some((key) => /^aws:/i.test(key))),
  ],
  "aws-tag-values-refused": [
    "Refuses a tag whose value begins with aws:, in any case.",
    "observations.md, O37",
    refusing(({ tags }) => [...(tags?.values() ?? [])].some((value) => /^aws:/i.test(value))),
  ],
  "impossible-names-refused-by-describe": [
    "Refuses to describe a name that no cluster can have, as InvalidParameterException.",
    "observations.md, O23",
    around("findCluster", (own, name, call) => possible(name, () => own(name, call))),
  ],
  "impossible-names-refused-by-deregister": [
    "Refuses to deregister a name that no cluster can have, as InvalidParameterException.",
    "observations.md, O23",
    around("findRegistered", (own, name, call) => possible(name, () => own(name, call))),
  ],
  "include-given-twice-refused": [
    "Refuses a listing that gives include twice.",
    "eks-model.md, ListClustersRequest.include",
    around("checkInclude", (own, values, call) =>
      values.length > 1
        ? new Refusal("InvalidParameterException", "The include parameter stands twice.")
        : own(values, call),
    ),
  ],
  "last-include-read": [
    "Reads the last of several includes, and no other.",
    "API Gateway, queryStringParameters; eks-model.md, ListClustersRequest.include",
    around("checkInclude", (own, values, call) => own(values.slice(-1), call)),
  ],
  "blank-include-refused": [
    "Refuses an include without a value.",
    "eks-model.md, ListClustersRequest.include",
    around("checkInclude", (own, values, call) =>
      values.includes("")
        ? new Refusal("InvalidParameterException", "The include parameter is empty.")
        : own(values, call),
    ),
  ],
  "unknown-queries-refused": [
    "Refuses a registration with a query.",
    "API Gateway, request validation",
    around("checkAccept", (own, call) =>
      call.route?.operation === "RegisterCluster" && call.request.path.includes("?")
        ? new Refusal("InvalidParameterException", "This operation has no query.")
        : own(call),
    ),
  ],
});

/** Registrations for which this holds are refused as if they broke a constraint. */
function refusing(refuses: (input: RegistrationInput) => boolean): Patch {
  return around("tagsMaxCount", (own, input, call) => (refuses(input) ? "A value is not taken." : own(input, call)));
}

function scalarsAsText(...types: readonly string[]): Patch {
  return around("readString", (own, value, at, call) =>
    own(types.includes(typeof value) ? valueText(value) : value, at, call),
  );
}

function possible<T>(name: string, find: () => T): T {
  if (/^[0-9A-Za-z][A-Za-z0-9\-_]{0,99}$/.test(name)) return find();
  throw new Refusal("InvalidParameterException", "No cluster can have this name.");
}
