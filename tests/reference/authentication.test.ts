import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import type { Header, ReferenceRequest } from "#reference/message.ts";
import { createReference } from "#reference/server/reference.ts";
import { bytes, send, type Answer } from "./requests.ts";
import { BODY, CREDENTIALS, NOW, signed } from "./signed-request.ts";
import type { ReferenceCredentials } from "#reference/server/settings.ts";

const MINUTE = 60_000;

function deliver(request: ReferenceRequest, credentials: ReferenceCredentials = CREDENTIALS): Promise<Answer> {
  const reference = createReference({ auth: true, credentials, region: "us-west-2", now: () => NOW });
  return send(reference, request);
}

function withHeader(request: ReferenceRequest, name: string, change: (value: string) => string): ReferenceRequest {
  const headers = request.headers.map(([key, value]): Header => [key, key === name ? change(value) : value]);
  return { ...request, headers };
}

function withoutHeader(request: ReferenceRequest, name: string): ReferenceRequest {
  return { ...request, headers: request.headers.filter(([key]) => key !== name) };
}

describe("accepts", () => {
  test("what the SDK's signer signs", async () => {
    expect((await deliver(await signed())).status).toBe(200);
  });

  test.each(["/clusters/a%20b%2Fc", "/clusters/%25", "/clusters/a!'()*", "/clusters/%C3%A9"])(
    "the path %s",
    async (path) => {
      expect((await deliver(await signed({ method: "GET", path }))).error).toBe("ResourceNotFoundException");
    },
  );

  test("a query with repeats and characters that need encoding", async () => {
    const query = { include: ["all", "all"], maxResults: "5", other: "~!*'() +/=&" };
    expect((await deliver(await signed({ method: "GET", path: "/clusters", query }))).status).toBe(200);
  });

  test.each([-15 * MINUTE, 15 * MINUTE])("a clock that is %d ms off", async (skew) => {
    expect((await deliver(await signed({ at: NOW + skew }))).status).toBe(200);
  });

  test("a session token that is still good", async () => {
    const credentials = { ...CREDENTIALS, sessionToken: "token", expiresAt: NOW + 1 };
    expect((await deliver(await signed({ credentials }), credentials)).status).toBe(200);
  });

  test("headers with spaces and other headers that are not signed", async () => {
    const request = await signed({ headers: { "x-amz-meta": "  a   b  " } });
    const headers: Header[] = [...request.headers, ["user-agent", "x"], ["accept", "*/*"]];
    expect((await deliver({ ...request, headers })).status).toBe(200);
  });

  test("a request without x-amz-content-sha256, whose body the signature covers", async () => {
    const request = await signed({ checksum: false });
    expect(request.headers.map(([name]) => name)).not.toContain("x-amz-content-sha256");
    expect((await deliver(request)).status).toBe(200);
    expect((await deliver({ ...request, body: bytes(`${BODY} `) })).error).toBe("InvalidSignatureException");
  });
});

describe("refuses", () => {
  const refusals: [what: string, request: () => Promise<ReferenceRequest>, error: string, says: string][] = [
    [
      "no Authorization",
      async () => withoutHeader(await signed(), "authorization"),
      "MissingAuthenticationTokenException",
      "no Authorization",
    ],
    [
      "another scheme",
      async () => withHeader(await signed(), "authorization", () => "Bearer x"),
      "IncompleteSignatureException",
      "must start with",
    ],
    [
      "no Signature",
      async () => withHeader(await signed(), "authorization", (v) => v.replace(/, Signature=.*/, "")),
      "IncompleteSignatureException",
      "needs a Signature",
    ],
    ["no date", async () => withoutHeader(await signed(), "x-amz-date"), "IncompleteSignatureException", "X-Amz-Date"],
    [
      "a date that is none",
      async () => withHeader(await signed(), "x-amz-date", () => "20310506"),
      "IncompleteSignatureException",
      "X-Amz-Date",
    ],
    [
      "a 13th month",
      async () => withHeader(await signed(), "x-amz-date", () => "20311306T070809Z"),
      "IncompleteSignatureException",
      "X-Amz-Date",
    ],
    [
      "an unknown key",
      () => signed({ credentials: { ...CREDENTIALS, accessKeyId: "AKIDOTHER" } }),
      "UnrecognizedClientException",
      "not known",
    ],
    [
      "another secret",
      () => signed({ credentials: { ...CREDENTIALS, secretAccessKey: "b" } }),
      "InvalidSignatureException",
      "does not match",
    ],
    ["another Region", () => signed({ region: "us-east-1" }), "InvalidSignatureException", "the Region us-west-2"],
    ["another service", () => signed({ service: "s3" }), "InvalidSignatureException", "the service eks"],
    ["a request of long ago", () => signed({ at: NOW - 15 * MINUTE - 1000 }), "InvalidSignatureException", "past"],
    ["a request of the future", () => signed({ at: NOW + 15 * MINUTE + 1000 }), "InvalidSignatureException", "future"],
    [
      "a session token nobody gave out",
      () => signed({ credentials: { ...CREDENTIALS, sessionToken: "x" } }),
      "UnrecognizedClientException",
      "not known",
    ],
    [
      "a corrupt signature",
      async () => withHeader(await signed(), "authorization", (v) => v.replace(/.$/, (c) => (c === "0" ? "1" : "0"))),
      "InvalidSignatureException",
      "does not match",
    ],
    [
      "a short signature",
      async () => withHeader(await signed(), "authorization", (v) => v.slice(0, -1)),
      "InvalidSignatureException",
      "does not match",
    ],
    [
      "another scope date",
      async () => withHeader(await signed(), "authorization", (v) => v.replace("/20310506/", "/20310505/")),
      "InvalidSignatureException",
      "another date",
    ],
    [
      "another terminator",
      async () => withHeader(await signed(), "authorization", (v) => v.replace("aws4_request", "aws5_request")),
      "InvalidSignatureException",
      "the service eks",
    ],
    [
      "another body",
      async () => ({ ...(await signed()), body: bytes(BODY.replace("OTHER", "GKE")) }),
      "InvalidSignatureException",
      "x-amz-content-sha256",
    ],
    [
      "another body and its hash",
      async () => {
        const body = bytes(BODY.replace("OTHER", "GKE"));
        const hash = createHash("sha256").update(body).digest("hex");
        return { ...withHeader(await signed(), "x-amz-content-sha256", () => hash), body };
      },
      "InvalidSignatureException",
      "does not match",
    ],
    [
      "an unsigned payload",
      async () => withHeader(await signed(), "x-amz-content-sha256", () => "UNSIGNED-PAYLOAD"),
      "InvalidSignatureException",
      "x-amz-content-sha256",
    ],
    [
      "another path",
      async () => ({ ...(await signed()), path: "/cluster-registrations/" }),
      "InvalidSignatureException",
      "does not match",
    ],
    [
      "another query",
      async () => ({ ...(await signed()), path: "/cluster-registrations?a=b" }),
      "InvalidSignatureException",
      "does not match",
    ],
    [
      "another method",
      async () => ({ ...(await signed()), method: "PUT" }),
      "InvalidSignatureException",
      "does not match",
    ],
    [
      "another signed header",
      async () => withHeader(await signed(), "content-type", () => "application/json;a=b"),
      "InvalidSignatureException",
      "does not match",
    ],
    [
      "a date moved by a second",
      async () => withHeader(await signed(), "x-amz-date", () => "20310506T070810Z"),
      "InvalidSignatureException",
      "does not match",
    ],
    [
      "a host that is not signed",
      async () => withHeader(await signed(), "authorization", (v) => v.replace(";host;", ";")),
      "InvalidSignatureException",
      "host header",
    ],
  ];

  test.each(refusals)("%s", async (_what, request, error, says) => {
    const answer = await deliver(await request());
    expect(answer).toMatchObject({ status: 403, error: error });
    expect(answer.json["message"]).toContain(says);
  });

  const session = { ...CREDENTIALS, sessionToken: "token", expiresAt: NOW + MINUTE };

  test.each<[string, ReferenceCredentials, ReferenceCredentials, string]>([
    ["that has expired", { ...session, expiresAt: NOW }, session, "ExpiredTokenException"],
    ["that is another one", session, { ...session, sessionToken: "other" }, "UnrecognizedClientException"],
    ["that is missing", session, CREDENTIALS, "UnrecognizedClientException"],
  ])("a session token %s", async (_what, expected, used, error) => {
    const answer = await deliver(await signed({ credentials: used }), expected);
    expect(answer).toMatchObject({ status: 403, error: error });
  });

  test("before it says anything else about a request", async () => {
    const answer = await deliver({ method: "PUT", path: "/nowhere", headers: [], body: bytes("{") });
    expect(answer.error).toBe("MissingAuthenticationTokenException");
  });
});

test("a server goes on from one day to the next", async () => {
  let now = NOW;
  const reference = createReference({ auth: true, credentials: CREDENTIALS, region: "us-west-2", now: () => now });
  for (let day = 0; day < 40; day += 1) {
    now += 24 * 60 * MINUTE;
    const request = await signed({ method: "GET", path: "/clusters", at: now });
    expect((await send(reference, request)).status).toBe(200);
  }
});

test("a Date header does where there is no X-Amz-Date", async () => {
  const request = withoutHeader(await signed(), "x-amz-date");
  const headers: Header[] = [...request.headers, ["date", new Date(NOW).toUTCString()]];
  // What was signed had an x-amz-date, so the signature fails now; the checks of the date passed before that.
  expect((await deliver({ ...request, headers })).json["message"]).toContain("does not match");
});

test("auth without credentials cannot be had", () => {
  expect(() => createReference({ auth: true })).toThrow("pass credentials");
});

test("without auth, no header is needed and none is looked at", async () => {
  const reference = createReference({ auth: false, credentials: CREDENTIALS });
  expect((await send(reference, { path: "/clusters" })).status).toBe(200);
  expect((await send(reference, { path: "/clusters", headers: [["authorization", "x"]] })).status).toBe(200);
});
