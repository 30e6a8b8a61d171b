import { valueText } from "#reference/value-text.ts";
import type { Patch } from "#reference/fault.ts";
import { Refusal } from "#reference/refusal.ts";
import { around, before, refuse } from "#reference/patches.ts";
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
    refuse(({ clientRequestToken: token }) => token !== undefined && (token.length < 33 || token.length > 126)),
  ],
  "roles-by-their-arn-only": [
    "Refuses a roleArn that is not the ARN of a role.",
    "observations.md, O1 and O39",
    refuse(({ connectorConfig }) => {
      const arn = connectorConfig?.roleArn;
      return arn !== undefined && !/^arn:aws[a-z-]*:iam::\d{12}:role\/[!-~]+$/.test(arn);
    }),
  ],
  "empty-tags-refused": [
    "Refuses tags without an entry.",
    "eks-model.md, TagMap: 1..50 entries",
    refuse(({ tags }) => tags?.size === 0),
  ],
  "aws-tag-keys-refused": [
    "Refuses a tag whose key begins with aws:, in any case.",
    "observations.md, O37",
    refuse(({ tags }) => [...(tags?.keys() ?? [])].some((key) => /^aws:/i.test(key))),
  ],
  "aws-tag-values-refused": [
    "Refuses a tag whose value begins with aws:, in any case.",
    "observations.md, O37",
    refuse(({ tags }) => [...(tags?.values() ?? [])].some((value) => /^aws:/i.test(value))),
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
    including((values) => (values.length > 1 ? "The include parameter stands twice." : values)),
  ],
  "last-include-read": [
    "Reads the last of several includes, and no other.",
    "API Gateway, queryStringParameters; eks-model.md, ListClustersRequest.include",
    including((values) => values.slice(-1)),
  ],
  "blank-include-refused": [
    "Refuses an include without a value.",
    "eks-model.md, ListClustersRequest.include",
    including((values) => (values.includes("") ? "The include parameter is empty." : values)),
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

/** Values of include are others when they are looked at, or are refused with this sentence. */
function including(read: (values: readonly string[]) => readonly string[] | string): Patch {
  return around("checkInput", (own, input, call) => {
    const values: unknown = input["include"];
    const include = Array.isArray(values) ? read(values as readonly string[]) : values;
    return typeof include === "string" ? { path: "/include", sentence: include } : own({ ...input, include }, call);
  });
}

function scalarsAsText(...types: readonly string[]): Patch {
  return before("takeValue", (value, { kind }) =>
    kind === "string" && types.includes(typeof value) ? valueText(value) : value,
  );
}

function possible<T>(name: string, find: () => T): T {
  if (/^[0-9A-Za-z][A-Za-z0-9\-_]{0,99}$/.test(name)) return find();
  throw new Refusal("InvalidParameterException", "No cluster can have this name.");
}
