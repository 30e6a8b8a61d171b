import { valueText } from "../value-text.ts";
import type { Patch, Variant } from "../fault.ts";
import { Refusal } from "../refusal.ts";
import type { RegistrationInput } from "../clusters/cluster.ts";

/** What values of members are taken, where the sources leave it open. */
export const READING_VARIANTS: readonly Variant[] = [
  {
    id: "numbers-read-as-text",
    sentence: "Takes a number for its text where a text is wanted.",
    source: "Jackson, ALLOW_COERCION_OF_SCALARS; Smithy's TypeScript server",
    patch: scalarsAsText("number"),
  },
  {
    id: "truth-values-read-as-text",
    sentence: "Takes true and false for their text where a text is wanted.",
    source: "Jackson, ALLOW_COERCION_OF_SCALARS; Smithy's TypeScript server",
    patch: scalarsAsText("boolean"),
  },
  {
    id: "scalars-read-as-text",
    sentence: "Takes numbers and truth values for their text where a text is wanted.",
    source: "Jackson, ALLOW_COERCION_OF_SCALARS; pydantic, coerce_numbers_to_str",
    patch: scalarsAsText("number", "boolean"),
  },
  {
    id: "tokens-of-33-to-126-characters",
    sentence: "Refuses tokens of fewer than 33 or more than 126 characters.",
    source: "observations.md, O25",
    patch: refusing(
      ({ clientRequestToken: token }) => token !== undefined && (token.length < 33 || token.length > 126),
    ),
  },
  {
    id: "roles-by-their-arn-only",
    sentence: "Refuses a roleArn that is not the ARN of a role.",
    source: "observations.md, O1 and O39",
    patch: refusing(({ connectorConfig }) => {
      const arn = connectorConfig?.roleArn;
      return arn !== undefined && !/^arn:aws[a-z-]*:iam::\d{12}:role\/[!-~]+$/.test(arn);
    }),
  },
  {
    id: "empty-tags-refused",
    sentence: "Refuses tags without an entry.",
    source: "eks-model.md, TagMap: 1..50 entries",
    patch: refusing(({ tags }) => tags?.size === 0),
  },
  {
    id: "aws-tag-keys-refused",
    sentence: "Refuses a tag whose key begins with aws:, in any case.",
    source: "observations.md, O37",
    patch: refusing(({ tags }) => [...(tags?.keys() ?? [])].some((key) => /^aws:/i.test(key))),
  },
  {
    id: "aws-tag-values-refused",
    sentence: "Refuses a tag whose value begins with aws:, in any case.",
    source: "observations.md, O37",
    patch: refusing(({ tags }) => [...(tags?.values() ?? [])].some((value) => /^aws:/i.test(value))),
  },
  {
    id: "impossible-names-refused-by-describe",
    sentence: "Refuses to describe a name that no cluster can have, as InvalidParameterException.",
    source: "observations.md, O23",
    patch: (behaviours) => ({
      findCluster: (name, call) => possible(name, () => behaviours.findCluster(name, call)),
    }),
  },
  {
    id: "impossible-names-refused-by-deregister",
    sentence: "Refuses to deregister a name that no cluster can have, as InvalidParameterException.",
    source: "observations.md, O23",
    patch: (behaviours) => ({
      findRegistered: (name, call) => possible(name, () => behaviours.findRegistered(name, call)),
    }),
  },
  {
    id: "include-given-twice-refused",
    sentence: "Refuses a listing that gives include twice.",
    source: "eks-model.md, ListClustersRequest.include",
    patch: (behaviours) => ({
      checkInclude: (values, call) =>
        values.length > 1
          ? new Refusal("InvalidParameterException", "The include parameter stands twice.")
          : behaviours.checkInclude(values, call),
    }),
  },
  {
    id: "last-include-read",
    sentence: "Reads the last of several includes, and no other.",
    source: "API Gateway, queryStringParameters; eks-model.md, ListClustersRequest.include",
    patch: (behaviours) => ({
      checkInclude: (values, call) => behaviours.checkInclude(values.slice(-1), call),
    }),
  },
  {
    id: "blank-include-refused",
    sentence: "Refuses an include without a value.",
    source: "eks-model.md, ListClustersRequest.include",
    patch: (behaviours) => ({
      checkInclude: (values, call) =>
        values.includes("")
          ? new Refusal("InvalidParameterException", "The include parameter is empty.")
          : behaviours.checkInclude(values, call),
    }),
  },
  {
    id: "unknown-queries-refused",
    sentence: "Refuses a registration with a query.",
    source: "API Gateway, request validation",
    patch: (behaviours) => ({
      checkAccept: (call) =>
        call.route?.operation === "RegisterCluster" && call.request.path.includes("?")
          ? new Refusal("InvalidParameterException", "This operation has no query.")
          : behaviours.checkAccept(call),
    }),
  },
];

/** Registrations for which this holds are refused as if they broke a constraint. */
function refusing(refuses: (input: RegistrationInput) => boolean): Patch {
  return (behaviours) => ({
    tagsMaxCount: (input, call) => (refuses(input) ? "A value is not taken." : behaviours.tagsMaxCount(input, call)),
  });
}

function scalarsAsText(...types: readonly string[]): Patch {
  return (behaviours) => ({
    readString: (value, at, call) =>
      behaviours.readString(types.includes(typeof value) ? valueText(value) : value, at, call),
  });
}

function possible<T>(name: string, find: () => T): T {
  if (/^[0-9A-Za-z][A-Za-z0-9\-_]{0,99}$/.test(name)) return find();
  throw new Refusal("InvalidParameterException", "No cluster can have this name.");
}
