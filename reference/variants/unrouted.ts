import type { Patch, Variant } from "#reference/fault.ts";
import { Refusal } from "#reference/refusal.ts";
import { HTML, JSON_TYPE, refusedAs, TEXT, type LayerAnswer } from "./answers.ts";
import { around } from "#reference/patches.ts";

/** What requests get that belong to no operation. */
export const UNROUTED_VARIANTS: readonly Variant[] = [
  unrouted("403-AccessDeniedException", "observations.md, O43", {
    status: 403,
    headers: [JSON_TYPE, ["x-amzn-ErrorType", "AccessDeniedException"]],
    body: '{"message":"Unable to determine service/operation name to be authorized"}',
  }),
  unrouted("403-MissingAuthenticationTokenException", "API Gateway, MISSING_AUTHENTICATION_TOKEN", {
    status: 403,
    headers: [JSON_TYPE, ["x-amzn-ErrorType", "MissingAuthenticationTokenException"]],
    body: '{"message":"Missing Authentication Token"}',
  }),
  unrouted("403-without-a-type", "API Gateway, ACCESS_DENIED", {
    status: 403,
    headers: [JSON_TYPE],
    body: '{"message":"Forbidden"}',
  }),
  unrouted("403-page-of-a-firewall", "AWS WAF, block action", { status: 403, headers: [HTML], body: "<h1>403</h1>" }),
  unrouted("404-with-nothing", "axum 0.8, fallback", { status: 404 }),
  unrouted("404-page", "Express 5, finalhandler", {
    status: 404,
    headers: [HTML, ["content-security-policy", "default-src 'none'"]],
    body: "<!DOCTYPE html><pre>Cannot serve this</pre>",
  }),
  unrouted("404-in-plain-text", "Go net/http, NotFound", {
    status: 404,
    headers: [TEXT],
    body: "404 page not found\n",
  }),
  unrouted("404-with-a-detail", "FastAPI, HTTPException", {
    status: 404,
    headers: [JSON_TYPE],
    body: '{"detail":"Not Found"}',
  }),
  unrouted("404-problem", "Spring 6, ProblemDetail; RFC 9457", {
    status: 404,
    headers: [["content-type", "application/problem+json"]],
    body: '{"type":"about:blank","title":"Not Found","status":404}',
  }),
  unrouted("404-ResourceNotFoundException", "EKS emulators that have one error for what is not there", {
    status: 404,
    headers: [JSON_TYPE, ["x-amzn-ErrorType", "ResourceNotFoundException"]],
    body: '{"message":"Not found."}',
  }),
  unrouted("400-UnknownOperationException", "Smithy servers of awsJson heritage", {
    status: 400,
    headers: [JSON_TYPE, ["x-amzn-ErrorType", "UnknownOperationException"]],
    body: '{"message":"Unknown operation."}',
  }),
  unrouted("501-NotImplemented", "emulators of AWS; RFC 9110, section 15.6.2", {
    status: 501,
    headers: [JSON_TYPE],
    body: '{"code":"NotImplemented","message":"Not here."}',
  }),
  unrouted("501-with-nothing", "RFC 9110, section 15.6.2", { status: 501 }),
  unrouted("308-to-another-place", "Go net/http, ServeMux; RFC 9110, section 15.4", {
    status: 308,
    headers: [["location", "/elsewhere"]],
  }),
  unrouted("302-to-a-page", "consoles behind one host; RFC 9110, section 15.4", {
    status: 302,
    headers: [["location", "https://console.example.com/"], HTML],
    body: "<a>Found</a>",
  }),
  otherMethod("405-with-nothing", "Smithy's Rust server; axum 0.8", { status: 405, headers: [["allow", "GET"]] }),
  otherMethod("405-with-a-detail", "FastAPI, Starlette routing", {
    status: 405,
    headers: [JSON_TYPE, ["allow", "GET"]],
    body: '{"detail":"Method Not Allowed"}',
  }),
  otherMethod("405-page", "nginx, limit_except and static locations", {
    status: 405,
    headers: [HTML],
    body: "<html><center>405 Not Allowed</center></html>",
  }),
  otherMethod("405-in-plain-text", "Go 1.22 net/http, ServeMux", {
    status: 405,
    headers: [TEXT, ["allow", "GET, HEAD"]],
    body: "Method Not Allowed\n",
  }),
  {
    id: "encoded-letters-refused",
    sentence: "Turns away a path with a percent-encoded letter, in a page.",
    source: "gateways that compare paths before they decode them",
    patch: refusesPath(/%(?:4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A]|3[0-9])/i, "<h1>Bad Request</h1>"),
  },
  {
    id: "encoded-slashes-refused",
    sentence: "Turns away a path with a percent-encoded slash or backslash, in a page.",
    source: "Tomcat, ALLOW_ENCODED_SLASH; Spring, StrictHttpFirewall",
    patch: refusesPath(/%2F|%5C/i, "<h1>HTTP Status 400 – Bad Request</h1>"),
  },
  {
    id: "controls-in-paths-refused",
    sentence: "Turns away a path with a percent-encoded control character, with no body.",
    source: "Spring, StrictHttpFirewall; Envoy, path normalisation",
    patch: refusesPath(/%[01][0-9A-F]|%7F/i, ""),
  },
  oddTargets(
    "400-page",
    "nginx, ngx_http_parse.c; Spring, StrictHttpFirewall; IIS, request filtering",
    400,
    "<h1>400</h1>",
  ),
  oddTargets("404-with-nothing", "Go net/http, ServeMux; axum 0.8, fallback", 404, ""),
  {
    id: "long-urls-refused",
    sentence: "Turns away a URL of more than 8000 octets, with 414 and a page.",
    source: "RFC 9110, sections 4.1 and 15.5.15; nginx, large_client_header_buffers",
    patch: turnsAway((target) => target.length > 8_000, 414, "<h1>414 Request-URI Too Large</h1>"),
  },
  {
    id: "trailing-slash-served",
    sentence: "Serves a path with a slash at its end like the one without.",
    source: "Express, strict routing off",
    patch: pathsAs((path) => path.replace(/(?<=.)\/$/, "")),
  },
  {
    id: "paths-in-any-case",
    sentence: "Compares the words of a path without regard to case.",
    source: "Express, case sensitive routing off",
    patch: pathsAs((path) => path.replace(/^\/[^/]+/, (word) => word.toLowerCase())),
  },
  {
    id: "doubled-slashes-merged",
    sentence: "Reads several slashes in a row as one.",
    source: "nginx, merge_slashes",
    patch: pathsAs((path) => path.replace(/\/{2,}/g, "/")),
  },
  {
    id: "head-served-as-get",
    sentence: "Serves HEAD wherever it serves GET.",
    source: "RFC 9110, section 9.3.2; Go net/http",
    patch: around("matchRoute", (own, method, path, call) => own(method === "HEAD" ? "GET" : method, path, call)),
  },
];

function unrouted(what: string, source: string, answer: LayerAnswer): Variant {
  return {
    id: `unrouted-${what}`,
    sentence: `Answers what belongs to no operation with ${what.replaceAll("-", " ")}.`,
    source,
    patch: refusedAs("UnknownOperationException", answer),
  };
}

/** Methods that a known path does not serve; unknown paths get 404 with nothing. */
function otherMethod(what: string, source: string, answer: LayerAnswer): Variant {
  return {
    id: `other-method-${what}`,
    sentence: `Answers a method that a path does not serve with ${what.replaceAll("-", " ")}.`,
    source,
    patch: refusedAs("UnknownOperationException", (_method, path) =>
      /^\/cluster(s|-registrations)(\/[^/]+)?$/.test(path.split("?", 1)[0] ?? "") ? answer : { status: 404 },
    ),
  };
}

/** What holds no text, steps or holds a slash in a segment; an ARN has such a slash, and whoever serves tags takes it. */
function oddTargets(what: string, source: string, status: number, page: string): Variant {
  const noText = /%(?:[01][0-9A-F]|7F|(?![0-9A-F]{2}))/i;
  const steps = /\/\/|\/(?:\.|%2E){1,2}(?:\/|$)/i;
  return {
    id: `odd-targets-${what}`,
    sentence: `Turns away odd escapes in a URL, and steps and slashes in its path, with ${what.replaceAll("-", " ")}.`,
    source,
    patch: turnsAway(
      (target) => {
        const [path = ""] = target.split("?", 1);
        return noText.test(target) || steps.test(path) || (/%2F|%5C/i.test(path) && !/arn%3A/i.test(path));
      },
      status,
      page,
    ),
  };
}

function pathsAs(read: (path: string) => string): Patch {
  return around("matchRoute", (own, method, path, call) => own(method, read(path), call));
}

function refusesPath(pattern: RegExp, page: string): Patch {
  return turnsAway((target) => pattern.test(target.split("?", 1)[0] ?? ""), 400, page);
}

/** Before anything else is looked at. */
function turnsAway(isRefused: (target: string) => boolean, status: number, page: string): Patch {
  return (behaviours) => ({
    admit: (call) =>
      isRefused(call.request.path) ? new Refusal("UnknownOperationException", page) : behaviours.admit(call),
    renderError: (refusal, call) =>
      isRefused(call.request.path)
        ? { status, headers: [HTML], body: page, transport: call.transport }
        : behaviours.renderError(refusal, call),
  });
}
