import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { errorCode, isNameServerBusy, transportFailure, tunnelError } from "#endpoint/sending/failure.ts";
import type { FailureKind } from "#protocol/exchange.ts";

const coded = (code: string, message = `connect ${code} 127.0.0.1:1`) => Object.assign(new Error(message), { code });
const parserError = (message: string) =>
  Object.assign(new Error(message), { name: "HTTPParserError", code: undefined });

const KINDS: Readonly<Record<FailureKind, readonly string[]>> = {
  // Nothing listens, there is no way to it, or this machine can open no more connections: the endpoint did nothing wrong.
  refused: [
    ...["ECONNREFUSED", "EHOSTUNREACH", "EHOSTDOWN", "ENETUNREACH", "ENETDOWN", "EADDRNOTAVAIL", "EACCES"],
    ...["EPERM", "EADDRINUSE", "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "EAFNOSUPPORT"],
    "UND_ERR_CONNECT_TIMEOUT",
  ],
  dns: ["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "EAI_NONAME", "EAI_SYSTEM", "EAI_MEMORY", "EAI_SERVICE"],
  timeout: ["ETIMEDOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"],
  // OpenSSL's reasons, as Node names them.
  tls: [
    ...["EPROTO", "ERR_TLS_CERT_ALTNAME_INVALID", "ERR_SSL_WRONG_VERSION_NUMBER", "ERR_OSSL_EVP_UNSUPPORTED"],
    ...["UNABLE_TO_GET_ISSUER_CERT", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "UNABLE_TO_GET_CRL", "CERT_HAS_EXPIRED"],
    ...["CERT_NOT_YET_VALID", "CERT_CHAIN_TOO_LONG", "CERT_REVOKED", "SELF_SIGNED_CERT_IN_CHAIN", "CRL_HAS_EXPIRED"],
    ...["DEPTH_ZERO_SELF_SIGNED_CERT", "HOSTNAME_MISMATCH", "INVALID_CA", "INVALID_PURPOSE", "PATH_LENGTH_EXCEEDED"],
    ...["ERROR_IN_CERT_NOT_AFTER_FIELD", "ERROR_IN_CRL_NEXT_UPDATE_FIELD", "UND_ERR_PRX_TLS"],
  ],
  reset: [
    "ECONNRESET",
    "EPIPE",
    "ECONNABORTED",
    "UND_ERR_SOCKET",
    "UND_ERR_ABORTED",
    "ENOENT",
    "toString",
    "__proto__",
  ],
  malformed: ["UND_ERR_HEADERS_OVERFLOW"],
};

const ROWS = Object.entries(KINDS).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const));

test.each(ROWS)("%s is of the kind %s, before the headers and in the body", (code, kind) => {
  expect(transportFailure(coded(code), false).kind).toBe(kind);
  expect(transportFailure(coded(code), true).kind).toBe(kind);
});

describe("a length that was announced", () => {
  const mismatch = coded(
    "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
    "Response body length does not match content-length header",
  );

  test("and not reached is a connection cut off, once the headers had come", () => {
    expect(transportFailure(mismatch, true).kind).toBe("reset");
  });

  test("twice, and not alike, is no HTTP", () => {
    expect(transportFailure(mismatch, false).kind).toBe("malformed");
  });
});

test.each([
  ["bad response", "malformed"],
  ["bad upgrade", "malformed"],
  ["other side closed", "reset"],
  ["a bad response", "reset"],
  ["", "reset"],
])("undici's own closing for %j is of the kind %s", (message, kind) => {
  expect(transportFailure(coded("UND_ERR_SOCKET", message), false).kind).toBe(kind);
});

test("only undici's own closing is told by its message", () => {
  expect(transportFailure(coded("ECONNRESET", "bad response"), false).kind).toBe("reset");
});

test.each([
  ["Invalid header token", "malformed"],
  ["Expected HTTP/", "malformed"],
  ["Response does not match the HTTP/1.1 protocol (Invalid EOF state)", "reset"],
])("the parser's %j is of the kind %s", (message, kind) => {
  expect(transportFailure(parserError(message), true)).toEqual({ kind, message });
});

test("a name server is busy by the code of the error, not by a host that is called like it", () => {
  expect(isNameServerBusy(coded("EAI_AGAIN", "getaddrinfo EAI_AGAIN eks.example"))).toBe(true);
  expect(isNameServerBusy(coded("ENOTFOUND", "getaddrinfo ENOTFOUND EAI_AGAIN.example"))).toBe(false);
});

describe("a proxy", () => {
  test("that refuses a tunnel lets nothing through", () => {
    const message = "Proxy response (403) !== 200 when HTTP Tunneling";
    const error = tunnelError(coded("UND_ERR_ABORTED", message), "proxy.example:3128");
    expect(transportFailure(error, false)).toEqual({
      kind: "refused",
      message: `the proxy proxy.example:3128 lets nothing through: ${message}`,
    });
  });

  test.each([
    ["ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:9"],
    ["ENOTFOUND", "getaddrinfo ENOTFOUND proxy.example"],
  ])("that cannot be reached is named: %s", (code, message) => {
    const error = tunnelError(coded(code, message), "proxy.example:3128");
    expect(transportFailure(error, false)).toEqual({
      kind: "refused",
      message: `the proxy proxy.example:3128 cannot be reached: ${message}`,
    });
  });

  test("that closes the connection opens none", () => {
    const message = "the proxy proxy.example:3128 closed the connection: other side closed";
    const error = tunnelError(coded("UND_ERR_SOCKET", "other side closed"), "proxy.example:3128");
    expect(transportFailure(error, false)).toEqual({ kind: "refused", message });
  });

  test("that does not speak HTTP opens none", () => {
    const message = "the proxy proxy.example:3128 does not speak HTTP: Expected HTTP/";
    const error = tunnelError(parserError("Expected HTTP/"), "proxy.example:3128");
    expect(transportFailure(error, false)).toEqual({ kind: "refused", message });
  });

  test("is not meant by an endpoint's words that are like ours", () => {
    expect(transportFailure(coded("ECONNRESET", "the proxy closed the connection"), false).kind).toBe("reset");
  });

  test("is not meant by an endpoint's words further on", () => {
    expect(transportFailure(coded("ECONNRESET", "no Proxy response (403)"), false).kind).toBe("reset");
  });
});

describe("the message", () => {
  test.each<[what: string, error: unknown, message: string]>([
    ["names the code once", coded("ECONNRESET", "read ECONNRESET"), "read ECONNRESET"],
    [
      "names the code where the error does not",
      coded("CERT_HAS_EXPIRED", "certificate has expired"),
      "certificate has expired (CERT_HAS_EXPIRED)",
    ],
    ["is the code where there is no other", coded("ECONNRESET", ""), "ECONNRESET"],
    ["is a plain one where there is neither", new Error(""), "connection failed"],
    ["is one line", coded("EPROTO", "write EPROTO\n  80:error:\tx"), "write EPROTO 80:error: x"],
    ["is that of a text that was thrown", "gone", "gone"],
    [
      "names each address tried",
      Object.assign(new AggregateError([new Error("a"), new Error("b")], ""), { code: "ECONNREFUSED" }),
      "a; b (ECONNREFUSED)",
    ],
  ])("%s", (_what, error, message) => {
    expect(transportFailure(error, false).message).toBe(message);
  });

  test("is one line and not empty, whatever was thrown", () => {
    fc.assert(
      fc.property(fc.anything(), fc.boolean(), (thrown, inBody) => {
        const { kind, message } = transportFailure(thrown, inBody);
        expect(Object.keys(KINDS)).toContain(kind);
        expect(message).toMatch(/^[^\n]+$/);
      }),
    );
  });
});

test.each<[unknown, string | undefined]>([
  [undefined, undefined],
  [null, undefined],
  ["ECONNRESET", undefined],
  [{ code: 7 }, undefined],
  [{ code: "X" }, "X"],
  [Object.create({ code: "X" }), "X"],
])("the code of %p is %p", (error, code) => {
  expect(errorCode(error)).toBe(code);
});
