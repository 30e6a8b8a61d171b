import type { Operation } from "#spec/contract/operation.ts";
import { bodyVariants } from "./wire-bodies.ts";
import type { WireVariant } from "./wire-variant.ts";

const ACCEPTED_TYPES: readonly (readonly [name: string, value: string])[] = [
  ["charset", "application/json; charset=utf-8"],
  ["charset-upper-case", "application/json;charset=UTF-8"],
  ["upper-case", "Application/JSON"],
];

const REFUSED_TYPES: readonly (readonly [name: string, value: string | null])[] = [
  ["missing", null],
  ["text", "text/plain"],
  ["hal", "application/hal+json"],
  ["aws-json", "application/x-amz-json-1.1"],
  ["form", "application/x-www-form-urlencoded"],
  ["xml", "application/xml"],
  ["octets", "application/octet-stream"],
];

const ACCEPTED_ACCEPTS: readonly (readonly [name: string, value: string])[] = [
  ["any", "*/*"],
  ["any-application", "application/*"],
  ["json", "application/json"],
  ["json-among-others", "text/html, application/json;q=0.9"],
];

const REFUSED_ACCEPTS: readonly (readonly [name: string, value: string])[] = [
  ["hal", "application/hal+json"],
  ["html", "text/html"],
];

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** The path of a request, written otherwise; the template has its labels in braces. */
type PathChange = (path: string, template: string) => string;

const PATHS: readonly (readonly [name: string, note: string, change: PathChange])[] = [
  ["trailing-slash", "a slash after the path", (path) => `${path}/`],
  ["doubled-slash", "two slashes before the path", (path) => `/${path}`],
  ["upper-case", "the path in capitals", (path) => path.toUpperCase()],
  ["encoded-letter", "a letter of the path percent-encoded", (path) => path.replace(/[a-z]/, encoded)],
  ["absurd-suffix", "a path that no service has", (path) => `${path}-no-such-resource`],
  ["shorter-word", "the last word of the path without its last letter", shorterWord],
  ["prefix", "the path below another", (path) => `/v1${path}`],
  ["query", "a query that no operation has", (path) => `${path}${path.includes("?") ? "&" : "?"}unknown=1`],
];

/** For what has a body: whoever only reads there may be met by a page that welcomes everybody. */
const ROOT: (typeof PATHS)[number] = ["root", "the root of all paths", () => "/"];

const ENCODED_LABELS: (typeof PATHS)[number] = [
  "encoded-label",
  "each letter of the names in the path percent-encoded",
  (path, template) =>
    withSegments(path, template, (segment, isLabel) =>
      isLabel ? segment.replace(/(?<!%|%.)[0-9A-Za-z]/g, encoded) : segment,
    ),
];

function encoded(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
}

function shorterWord(path: string, template: string): string {
  const last = template.split("/").findLastIndex((segment) => !isLabel(segment));
  return withSegments(path, template, (segment, _isLabel, index) => (index === last ? segment.slice(0, -1) : segment));
}

function isLabel(segment: string): boolean {
  return segment.startsWith("{");
}

/** The path with each of its segments changed; what follows a label that takes several belongs to that. */
function withSegments(
  path: string,
  template: string,
  change: (segment: string, isLabel: boolean, index: number) => string,
): string {
  const [own = "", ...query] = path.split("?");
  const wanted = template.split("/");
  const segments = own.split("/").map((segment, index) => {
    const at = Math.min(index, wanted.length - 1);
    return change(segment, isLabel(wanted[at] ?? ""), index);
  });
  return [segments.join("/"), ...query].join("?");
}

/**
 * Requests that go wrong before, or beside, the input's own constraints: bodies that are no JSON or odd JSON, media
 * types, methods and paths. They hold for any operation; those about bodies only for one that has a JSON body.
 */
export function wireVariants(operation: Operation): WireVariant[] {
  const hasBody = operation.members.some((member) => member.in === "body");
  return [
    ...(hasBody ? [...bodyVariants(operation.input), ...contentTypes()] : []),
    ...ACCEPTED_ACCEPTS.map(([name, value]) => headerVariant("accept-accepted", name, "accept", value)),
    ...REFUSED_ACCEPTS.map(([name, value]) => headerVariant("accept-refused", name, "accept", value)),
    ...METHODS.filter((method) => method !== operation.method.toUpperCase()).map(methodVariant),
    ...pathsOf(operation.path, hasBody).map(([name, note, change]) => ({
      key: `path/${name}`,
      family: "path" as const,
      note,
      path: (path: string) => change(path, operation.path),
    })),
  ];
}

function pathsOf(path: string, hasBody: boolean): typeof PATHS {
  return [...PATHS, ...(hasBody ? [ROOT] : []), ...(path.includes("{") ? [ENCODED_LABELS] : [])];
}

function contentTypes(): WireVariant[] {
  return [
    ...ACCEPTED_TYPES.map(([name, value]) => headerVariant("content-type-accepted", name, "content-type", value)),
    ...REFUSED_TYPES.map(([name, value]) => headerVariant("content-type-refused", name, "content-type", value)),
  ];
}

function headerVariant(family: WireVariant["family"], name: string, header: string, value: string | null): WireVariant {
  const note = value === null ? `no ${header} header` : `${header}: ${value}`;
  return { key: `${family}/${name}`, family, note, headers: { [header]: value } };
}

function methodVariant(method: string): WireVariant {
  return { key: `method/${method.toLowerCase()}`, family: "method", note: `${method} in place of the method`, method };
}
