import type { Patch } from "#reference/fault.ts";
import { after } from "#reference/patches.ts";
import { breaking, breakingBy, family, warned } from "#reference/faults/defect.ts";
import { clusterShown, connectorMemberShown, memberShown, tagsShown, textual } from "./shown.ts";

type Tag = readonly [key: string, value: string];
type TextChange = (text: string) => string;

const tags = (change: (tags: readonly Tag[]) => readonly Tag[]): Patch =>
  tagsShown((shown) => Object.fromEntries(change(shown)));
const eachTag = (change: (key: string, value: string) => Tag): Patch =>
  tags((shown) => shown.map(([key, value]) => change(key, value)));
const keys = (change: TextChange): Patch => eachTag((key, value) => [change(key), value]);
const values = (change: TextChange): Patch => eachTag((key, value) => [key, change(value)]);
const name = (change: TextChange): Patch => memberShown("name", textual(change));
const provider = (change: TextChange): Patch => connectorMemberShown("provider", textual(change));
const roleArn = breakingBy((change: TextChange) => connectorMemberShown("roleArn", textual(change)));
const arnAs = (change: TextChange): Patch => after("clusterArn", change);
const arn = breakingBy(arnAs);

const inLowerCase: TextChange = (text) => text.toLowerCase();
const inCapitals: TextChange = (text) => text.toUpperCase();
const cut = (length: number): TextChange => {
  return (text) => [...text].slice(0, length).join("");
};
const all = (sought: string, replacement: string): TextChange => {
  return (text) => text.replaceAll(sought, replacement);
};

/** What comes back is not what was sent. */
export const ECHO = family(
  "response-semantics",
  breaking("register.echo.name", {
    "name-shown-in-lower-case": ["Shows the name in lower case.", name(inLowerCase)],
    "name-shown-in-capitals": ["Shows the name in capitals.", name(inCapitals)],
    "name-cut-at-63-characters": ["Shows the first 63 characters of the name.", name(cut(63))],
    "name-underscores-shown-as-hyphens": ["Shows underscores in the name as hyphens.", name(all("_", "-"))],
    "name-shown-with-prefix": ["Shows the name with the account before it.", name((text) => `111122223333-${text}`)],
    "name-shown-as-arn": [
      "Shows the arn as the name.",
      clusterShown((document) => ({ ...document, name: document["arn"] })),
    ],
    "name-of-digits-shown-as-number": [
      "Reads a name of digits as a number and shows it without leading zeros.",
      name((text) => (/^\d+$/.test(text) ? String(Number(text)) : text)),
    ],
  }),
  breaking("register.echo.tags", {
    "tags-not-shown": ["Shows no tags.", tags(() => [])],
    "tags-dropped-beyond-ten": ["Shows the first ten tags alone.", tags((shown) => shown.slice(0, 10))],
    "last-tag-dropped": [
      "Drops the last of several tags.",
      tags((shown) => (shown.length > 1 ? shown.slice(0, -1) : shown)),
    ],
    "tags-with-empty-value-dropped": [
      "Drops tags whose value is empty.",
      tags((shown) => shown.filter(([, value]) => value !== "")),
    ],
    "tag-added": [
      "Shows a tag of its own among those of the request.",
      tags((shown) => [...shown, ["created-by", "eks-connector"]]),
    ],
    "tag-keys-and-values-swapped": [
      "Shows the keys of tags as values, and the values as keys.",
      eachTag((key, value) => [value, key]),
    ],
    "tag-values-of-first-tag": [
      "Shows the value of the first tag for all.",
      tags((shown) => shown.map(([key]): Tag => [key, shown[0]?.[1] ?? ""])),
    ],
    "tag-values-in-lower-case": ["Shows tag values in lower case.", values(inLowerCase)],
    "tag-values-in-capitals": ["Shows tag values in capitals.", values(inCapitals)],
    "tag-values-cut-at-255-characters": ["Shows the first 255 characters of tag values.", values(cut(255))],
    "tag-keys-cut-at-127-characters": ["Shows the first 127 characters of tag keys.", keys(cut(127))],
    "tag-values-cut-at-256-bytes": [
      "Shows the first 256 bytes of tag values.",
      values((value) => Buffer.from(value).subarray(0, 256).toString("utf8")),
    ],
    "tag-keys-encoded-for-urls": ["Shows tag keys percent-encoded.", keys((key) => encodeURIComponent(key))],
    "tag-keys-with-underscores-for-spaces": ["Shows spaces in tag keys as underscores.", keys(all(" ", "_"))],
  }),
  breaking("register.echo.provider", {
    "provider-shown-in-lower-case": ["Shows the provider in lower case.", provider(inLowerCase)],
    "provider-shown-without-underscores": ["Shows the provider with spaces for underscores.", provider(all("_", " "))],
    "provider-always-other": ["Shows the provider OTHER whatever was sent.", provider(() => "OTHER")],
    "provider-ec2-shown-as-other": [
      "Shows the provider EC2 as OTHER.",
      provider((sent) => (sent === "EC2" ? "OTHER" : sent)),
    ],
  }),
  roleArn("register.echo.role-arn", {
    "role-arn-cut-to-role-name": [
      "Shows the name of the role as its ARN.",
      (sent) => sent.slice(sent.lastIndexOf("/") + 1),
    ],
    "role-arn-cut-at-48-characters": ["Shows the first 48 characters of the roleArn.", cut(48)],
    "role-arn-account-masked": [
      "Shows the account in the roleArn as asterisks.",
      (sent) => sent.replace(/\d{12}/, "************"),
    ],
    "role-arn-of-session": [
      "Shows the ARN of a session of the role.",
      (sent) => `${sent.replace(":iam::", ":sts::").replace(":role/", ":assumed-role/")}/session`,
    ],
  }),
  arn("register.arn", {
    "arn-with-name-in-lower-case": ["Writes the name in the arn in lower case.", inLowerCase],
    "arn-of-another-resource-type": [
      "Calls the cluster in its arn a connected-cluster.",
      (own) => own.replace(":cluster/", ":connected-cluster/"),
    ],
    "arn-with-colon-before-name": [
      "Puts a colon before the name in the arn.",
      (own) => own.replace(":cluster/", ":cluster:"),
    ],
    "arn-with-id-after-name": ["Puts an id after the name in the arn.", (own) => `${own}/1f2e3d4c`],
    "arn-without-account": ["Leaves the account out of the arn.", (own) => own.replace(/\d{12}/, "")],
    "arn-of-another-service": [
      "Puts the cluster into another service in its arn.",
      (own) => own.replace(":eks:", ":ecs:"),
    ],
  }),
  warned("register.arn-region", {
    "arn-of-another-region": [
      "Writes a Region in the arn that the request was not signed for.",
      arnAs((own) => own.replace(/(?<=:eks:)[^:]*/, "mars-north-1")),
    ],
  }),
);

/** Tags are changed as they are read, and kept so. */
function tagsRead(change: (key: string, value: string) => Tag | undefined): Patch {
  return after("completeRegistration", (registration) => {
    const entries = [...registration.tags].map(([key, value]) => change(key, value));
    return { ...registration, tags: new Map(entries.filter((entry) => entry !== undefined)) };
  });
}

const keysRead = (change: TextChange): Patch => tagsRead((key, value) => [change(key), value]);
const valuesRead = (change: TextChange): Patch => tagsRead((key, value) => [key, change(value)]);

/** Text that does not come back as it was sent. */
export const TEXT = family(
  "response-semantics",
  breaking("register.echo.tags", {
    "tag-keys-normalised": [
      "Keeps tag keys in composed form, and so loses one of two keys that differ in form alone.",
      keysRead((key) => key.normalize("NFC")),
    ],
    "tag-keys-decomposed": ["Keeps tag keys in decomposed form.", keysRead((key) => key.normalize("NFD"))],
    "tag-values-normalised": ["Keeps tag values in composed form.", valuesRead((value) => value.normalize("NFC"))],
    "tag-keys-lower-cased": [
      "Keeps tag keys in lower case, and so loses one of two keys that differ in case alone.",
      keysRead(inLowerCase),
    ],
    "tag-keys-trimmed": ["Keeps tag keys without the white space around them.", keysRead((key) => key.trim())],
    "tag-values-trimmed": [
      "Keeps tag values without the white space around them.",
      valuesRead((value) => value.trim()),
    ],
    "tag-key-proto-lost": [
      "Puts tags into a plain object, where the key __proto__ gets lost.",
      tagsRead((key, value) => (key === "__proto__" ? undefined : [key, value])),
    ],
    "tag-keys-of-every-object-lost": [
      "Takes tag keys that every object inherits for tags that are there already.",
      tagsRead((key, value) => (key !== "__proto__" && key in {} ? undefined : [key, value])),
    ],
    "tag-text-limited-to-first-plane": [
      "Keeps a question mark for every character beyond the first plane of Unicode.",
      valuesRead((value) => value.replace(/[\u{10000}-\u{10ffff}]/gu, "?")),
    ],
    "tag-joiners-removed": ["Removes joiners between emoji from tag keys.", keysRead(all("\u200d", ""))],
    "tag-text-as-ascii": [
      "Keeps question marks for everything in tag keys that is not ASCII.",
      keysRead((key) => key.replace(/[^\0-\x7f]/gu, "?")),
    ],
    "tag-text-escaped-for-html": [
      "Shows the characters of tag keys that HTML gives a meaning as entities.",
      keysRead((key) => key.replaceAll("&", "&amp;").replaceAll("<", "&lt;")),
    ],
    "tag-keys-percent-decoded": ["Decodes percent signs in tag keys as in a URL.", keysRead(all("%25", "%"))],
    "tag-keys-as-json-pointers": [
      "Takes the escapes of JSON pointers in tag keys for what they stand for.",
      keysRead((key) => key.replaceAll("~1", "/").replaceAll("~0", "~")),
    ],
    "tag-keys-with-dots-nested": [
      "Takes a full stop in a tag key for a path into an object.",
      keysRead((key) => key.split(".", 1)[0] ?? key),
    ],
    "request-decoded-in-pieces": [
      "Decodes the body in pieces of one kilobyte, and so breaks characters at their edges.",
      () => ({ decodeText: (body) => inPieces(body, 1024) }),
    ],
  }),
);

function inPieces(body: Uint8Array, size: number): string {
  const starts = Array.from({ length: Math.ceil(body.length / size) }, (_, piece) => piece * size);
  return starts.map((start) => Buffer.from(body.subarray(start, start + size)).toString("utf8")).join("");
}
