import type { Operation } from "../../spec/contract/operation.ts";
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

const PATHS: readonly (readonly [name: string, note: string, path: (path: string) => string])[] = [
  ["trailing-slash", "a slash after the path", (path) => `${path}/`],
  ["doubled-slash", "two slashes before the path", (path) => `/${path}`],
  ["upper-case", "the path in capitals", (path) => path.toUpperCase()],
  ["encoded-letter", "a letter of the path percent-encoded", encodeLetter],
  ["absurd-suffix", "a path that no service has", (path) => `${path}-no-such-resource`],
  ["query", "a query that no operation has", (path) => `${path}?unknown=1`],
];

function encodeLetter(path: string): string {
  return path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
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
    ...PATHS.map(([name, note, path]) => ({ key: `path/${name}`, family: "path", note, path }) as const),
  ];
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
