import { valueText } from "../value-text.ts";
import type { Patch } from "../fault.ts";
import { family } from "./family.ts";
import { clusterShown, connectorShown } from "./response-types.ts";

type Tag = readonly [key: string, value: string];

/** Tags are changed before they are shown. */
function tagsShown(change: (tags: readonly Tag[]) => readonly Tag[]): Patch {
  return () => ({ tagsDocument: (tags) => Object.fromEntries(change([...tags])) });
}

function eachTagShown(change: (key: string, value: string) => Tag): Patch {
  return tagsShown((tags) => tags.map(([key, value]) => change(key, value)));
}

function nameShown(change: (name: string) => string): Patch {
  return clusterShown((document) => ({ ...document, name: change(valueText(document["name"])) }));
}

function providerShown(change: (provider: string) => string): Patch {
  return connectorShown((document) => ({ ...document, provider: change(valueText(document["provider"])) }));
}

function roleArnShown(change: (roleArn: string) => string): Patch {
  return connectorShown((document) => ({ ...document, roleArn: change(valueText(document["roleArn"])) }));
}

function arnShown(change: (arn: string) => string): Patch {
  return (behaviours) => ({ clusterArn: (name, call) => change(behaviours.clusterArn(name, call)) });
}

const NAME = ["register.echo.name"];
const TAGS = ["register.echo.tags"];
const PROVIDER = ["register.echo.provider"];
const ROLE = ["register.echo.role-arn"];
const ARN = ["register.arn"];

/** What comes back is not what was sent. */
export const ECHO = family("response-semantics", [
  {
    id: "name-shown-in-lower-case",
    sentence: "Shows the name in lower case.",
    requirements: NAME,
    patch: nameShown((name) => name.toLowerCase()),
  },
  {
    id: "name-shown-in-capitals",
    sentence: "Shows the name in capitals.",
    requirements: NAME,
    patch: nameShown((name) => name.toUpperCase()),
  },
  {
    id: "name-cut-at-63-characters",
    sentence: "Shows the first 63 characters of the name.",
    requirements: NAME,
    patch: nameShown((name) => name.slice(0, 63)),
  },
  {
    id: "name-underscores-shown-as-hyphens",
    sentence: "Shows underscores in the name as hyphens.",
    requirements: NAME,
    patch: nameShown((name) => name.replaceAll("_", "-")),
  },
  {
    id: "name-shown-with-prefix",
    sentence: "Shows the name with the account before it.",
    requirements: NAME,
    patch: nameShown((name) => `111122223333-${name}`),
  },
  {
    id: "name-shown-as-arn",
    sentence: "Shows the arn as the name.",
    requirements: NAME,
    patch: clusterShown((document) => ({ ...document, name: document["arn"] })),
  },
  {
    id: "name-of-digits-shown-as-number",
    sentence: "Reads a name of digits as a number and shows it without leading zeros.",
    requirements: NAME,
    patch: nameShown((name) => (/^\d+$/.test(name) ? String(Number(name)) : name)),
  },
  {
    id: "tags-not-shown",
    sentence: "Shows no tags.",
    requirements: TAGS,
    patch: tagsShown(() => []),
  },
  {
    id: "tags-dropped-beyond-ten",
    sentence: "Shows the first ten tags alone.",
    requirements: TAGS,
    patch: tagsShown((tags) => tags.slice(0, 10)),
  },
  {
    id: "last-tag-dropped",
    sentence: "Drops the last of several tags.",
    requirements: TAGS,
    patch: tagsShown((tags) => (tags.length > 1 ? tags.slice(0, -1) : tags)),
  },
  {
    id: "tags-with-empty-value-dropped",
    sentence: "Drops tags whose value is empty.",
    requirements: TAGS,
    patch: tagsShown((tags) => tags.filter(([, value]) => value !== "")),
  },
  {
    id: "tag-added",
    sentence: "Shows a tag of its own among those of the request.",
    requirements: TAGS,
    patch: tagsShown((tags) => [...tags, ["created-by", "eks-connector"]]),
  },
  {
    id: "tag-keys-and-values-swapped",
    sentence: "Shows the keys of tags as values, and the values as keys.",
    requirements: TAGS,
    patch: eachTagShown((key, value) => [value, key]),
  },
  {
    id: "tag-values-of-first-tag",
    sentence: "Shows the value of the first tag for all.",
    requirements: TAGS,
    patch: tagsShown((tags) => tags.map(([key]): Tag => [key, tags[0]?.[1] ?? ""])),
  },
  {
    id: "tag-values-in-lower-case",
    sentence: "Shows tag values in lower case.",
    requirements: TAGS,
    patch: eachTagShown((key, value) => [key, value.toLowerCase()]),
  },
  {
    id: "tag-values-in-capitals",
    sentence: "Shows tag values in capitals.",
    requirements: TAGS,
    patch: eachTagShown((key, value) => [key, value.toUpperCase()]),
  },
  {
    id: "tag-values-cut-at-255-characters",
    sentence: "Shows the first 255 characters of tag values.",
    requirements: TAGS,
    patch: eachTagShown((key, value) => [key, [...value].slice(0, 255).join("")]),
  },
  {
    id: "tag-keys-cut-at-127-characters",
    sentence: "Shows the first 127 characters of tag keys.",
    requirements: TAGS,
    patch: eachTagShown((key, value) => [[...key].slice(0, 127).join(""), value]),
  },
  {
    id: "tag-values-cut-at-256-bytes",
    sentence: "Shows the first 256 bytes of tag values.",
    requirements: TAGS,
    patch: eachTagShown((key, value) => [key, Buffer.from(value).subarray(0, 256).toString("utf8")]),
  },
  {
    id: "tag-keys-encoded-for-urls",
    sentence: "Shows tag keys percent-encoded.",
    requirements: TAGS,
    patch: eachTagShown((key, value) => [encodeURIComponent(key), value]),
  },
  {
    id: "tag-keys-with-underscores-for-spaces",
    sentence: "Shows spaces in tag keys as underscores.",
    requirements: TAGS,
    patch: eachTagShown((key, value) => [key.replaceAll(" ", "_"), value]),
  },
  {
    id: "provider-shown-in-lower-case",
    sentence: "Shows the provider in lower case.",
    requirements: PROVIDER,
    patch: providerShown((provider) => provider.toLowerCase()),
  },
  {
    id: "provider-shown-without-underscores",
    sentence: "Shows the provider with spaces for underscores.",
    requirements: PROVIDER,
    patch: providerShown((provider) => provider.replaceAll("_", " ")),
  },
  {
    id: "provider-always-other",
    sentence: "Shows the provider OTHER whatever was sent.",
    requirements: PROVIDER,
    patch: providerShown(() => "OTHER"),
  },
  {
    id: "provider-ec2-shown-as-other",
    sentence: "Shows the provider EC2 as OTHER.",
    requirements: PROVIDER,
    patch: providerShown((provider) => (provider === "EC2" ? "OTHER" : provider)),
  },
  {
    id: "role-arn-cut-to-role-name",
    sentence: "Shows the name of the role as its ARN.",
    requirements: ROLE,
    patch: roleArnShown((arn) => arn.slice(arn.lastIndexOf("/") + 1)),
  },
  {
    id: "role-arn-cut-at-48-characters",
    sentence: "Shows the first 48 characters of the roleArn.",
    requirements: ROLE,
    patch: roleArnShown((arn) => arn.slice(0, 48)),
  },
  {
    id: "role-arn-account-masked",
    sentence: "Shows the account in the roleArn as asterisks.",
    requirements: ROLE,
    patch: roleArnShown((arn) => arn.replace(/\d{12}/, "************")),
  },
  {
    id: "role-arn-of-session",
    sentence: "Shows the ARN of a session of the role.",
    requirements: ROLE,
    patch: roleArnShown((arn) => `${arn.replace(":iam::", ":sts::").replace(":role/", ":assumed-role/")}/session`),
  },
  {
    id: "arn-with-name-in-lower-case",
    sentence: "Writes the name in the arn in lower case.",
    requirements: ARN,
    patch: arnShown((arn) => arn.toLowerCase()),
  },
  {
    id: "arn-of-another-resource-type",
    sentence: "Calls the cluster in its arn a connected-cluster.",
    requirements: ARN,
    patch: arnShown((arn) => arn.replace(":cluster/", ":connected-cluster/")),
  },
  {
    id: "arn-with-colon-before-name",
    sentence: "Puts a colon before the name in the arn.",
    requirements: ARN,
    patch: arnShown((arn) => arn.replace(":cluster/", ":cluster:")),
  },
  {
    id: "arn-with-id-after-name",
    sentence: "Puts an id after the name in the arn.",
    requirements: ARN,
    patch: arnShown((arn) => `${arn}/1f2e3d4c`),
  },
  {
    id: "arn-without-account",
    sentence: "Leaves the account out of the arn.",
    requirements: ARN,
    patch: arnShown((arn) => arn.replace(/\d{12}/, "")),
  },
  {
    id: "arn-of-another-service",
    sentence: "Puts the cluster into another service in its arn.",
    requirements: ARN,
    patch: arnShown((arn) => arn.replace(":eks:", ":ecs:")),
  },
  {
    id: "arn-of-another-region",
    sentence: "Writes a Region in the arn that the request was not signed for.",
    level: "SHOULD",
    requirements: ["register.arn-region"],
    patch: arnShown((arn) => arn.replace(/(?<=:eks:)[^:]*/, "mars-north-1")),
  },
]);
