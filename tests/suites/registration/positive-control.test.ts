import { describe, expect, test } from "@jest/globals";
import { runCase } from "#suites/registration/run-case.ts";
import { positiveControl, stopReason } from "#suites/registration/positive-control.ts";
import { probeOperation } from "#suites/registration/probe-operation.ts";
import type { Presence } from "#suites/session/context/presence.ts";
import { CaseSession } from "#suites/registration/session/session.ts";
import type { WireResponse } from "#protocol/exchange.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { fakeTarget, type Fate, type Script } from "#tests/suites/fake-target.ts";
import { testContext } from "#tests/suites/test-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

const ABSURD = /-zzz-no-such-operation/;
const error = (status: number, name: string): WireResponse =>
  aResponse({ status, headers: errorHeaders(name), body: { message: "no" } });
const html = (status: number): WireResponse =>
  aResponse({ status, headers: [["content-type", "text/html"]], text: "<p>" });
const cluster = aResponse({ status: 200, body: { cluster: { name: "a" } } });

function setting(script?: Script) {
  const clock = new RecordingClock();
  const target = fakeTarget(script, { now: clock.now });
  return { target, context: testContext({ target, clock }) };
}

/** What comes of asking for a cluster nobody has, when the request and the absurd path beside it are answered so. */
async function probed(answer: Fate, absurd: Fate = error(404, "UnknownOperationException"), path = "/clusters/a?b=/c") {
  const { context, target } = setting((request) => (ABSURD.test(request.path) ? absurd : answer));
  const session = new CaseSession(context, "case", 1);
  const result = await probeOperation(session, { method: "GET", path, headers: [] }, ({ status }) => status === 200);
  return { result, session, paths: target.sent.map((request) => request.path) };
}

describe("an operation is", () => {
  test.each<[Presence["status"], string, Fate, Fate]>([
    ["implemented", "answered as it must be", aResponse({ status: 200, body: {} }), html(404)],
    ["unreachable", "not connected to", "refused", "refused"],
    ["unreachable", "of no host", "dns", "dns"],
    ["unreachable", "of a host that is not trusted", "tls", "tls"],
    ["refused", "reset", "reset", "reset"],
    ["refused", "hanging", "timeout", "timeout"],
    ["refused", "no HTTP", "malformed", "malformed"],
    ["refused", "another success", aResponse({ status: 202, body: {} }), html(404)],
    ["no-access", "denied", error(403, "AccessDeniedException"), error(403, "AccessDeniedException")],
    ["no-access", "of an unknown key", error(403, "UnrecognizedClientException"), error(404, "X")],
    ["no-access", "of a bad signature", error(403, "InvalidSignatureException"), error(404, "X")],
    ["no-access", "of a signature that does not match", error(403, "SignatureDoesNotMatch"), error(404, "X")],
    ["no-access", "of an expired token", error(403, "ExpiredTokenException"), error(404, "X")],
    ["no-access", "not authorised", error(401, "NotAuthorized"), error(404, "X")],
    ["not-implemented", "an unknown operation", error(404, "UnknownOperationException"), error(400, "X")],
    ["not-implemented", "said not to be", error(501, "NotImplementedException"), error(400, "X")],
    ["not-implemented", "an action of no service", error(400, "InvalidAction"), error(404, "X")],
    [
      "not-implemented",
      "not signed for, as gateways say of what they do not know",
      error(403, "MissingAuthenticationTokenException"),
      error(400, "X"),
    ],
    ["not-implemented", "a path of HTML", html(404), error(400, "X")],
    ["not-implemented", "an empty 404", aResponse({ status: 404 }), error(400, "X")],
    ["not-implemented", "a method not allowed", aResponse({ status: 405, body: {} }), error(400, "X")],
    ["not-implemented", "a status for that", html(501), error(400, "X")],
    [
      "not-implemented",
      "answered as an absurd path is",
      error(400, "InvalidRequestException"),
      error(400, "InvalidRequestException"),
    ],
    ["refused", "refused with another status than an absurd path", error(400, "X"), error(404, "X")],
    ["refused", "refused with another type than an absurd path", error(400, "X"), error(400, "Y")],
    [
      "refused",
      "refused in another format than an absurd path",
      error(400, "X"),
      aResponse({ status: 400, headers: [["x-amzn-errortype", "X"]], body: {} }),
    ],
    ["refused", "refused, while an absurd path gets no answer", error(400, "X"), "reset"],
    ["refused", "failing, as an absurd path is", error(500, "ServerException"), error(500, "ServerException")],
    [
      "refused",
      "unavailable, as an absurd path is",
      error(503, "ServiceUnavailableException"),
      error(503, "ServiceUnavailableException"),
    ],
    [
      "refused",
      "a 404 in JSON of its own",
      error(404, "ResourceNotFoundException"),
      error(404, "UnknownOperationException"),
    ],
  ])("%s when it is %s", async (status, _what, answer, absurd) => {
    expect((await probed(answer, absurd)).result.status).toBe(status);
  });

  test("compared with a path beside its own, and only where that may tell", async () => {
    expect((await probed(error(400, "X"))).paths).toEqual([
      "/clusters/a?b=/c",
      "/clusters-zzz-no-such-operation/a?b=/c",
    ]);
    expect((await probed(error(400, "X"), html(404), "/clusters?a=b")).paths[1]).toBe(
      "/clusters-zzz-no-such-operation?a=b",
    );
    expect((await probed(aResponse({ status: 200, body: {} }))).paths).toHaveLength(1);
    expect((await probed("refused")).paths).toHaveLength(1);
  });

  test("told in words", async () => {
    expect((await probed("refused")).result.reason).toBe("no answer");
    expect((await probed("reset")).result.reason).toBe("no response (reset: no answer)");
    expect((await probed(error(400, "X"), error(400, "X"))).result.reason).toBe(
      "400 X, as for a path that does not exist: no",
    );
    expect((await probed(error(400, "X"))).result.reason).toBe("400 X: no");
  });

  test("judged like any other answer, but for one that is not there and for the absurd path", async () => {
    const broken = (await probed(error(400, "X"))).session;
    expect(broken.judgements.map(({ exchange }) => exchange)).toEqual(broken.judgements.map(() => 0));
    expect(broken.judgements.length).toBeGreaterThan(0);
    expect((await probed(html(404), html(404))).session.judgements).toEqual([]);
  });
});

describe("the positive control", () => {
  async function controlled(script?: Script) {
    const { context, target } = setting(script);
    const { judgements, found } = await runCase(context, positiveControl());
    const own = judgements.filter(({ requirement }) => requirement === "register.route");
    return {
      result: found,
      own: own.map(({ verdict }) => verdict),
      judgements: own,
      target,
    };
  }

  test("passes with the first valid registration, which is removed", async () => {
    const { result, own, target, judgements } = await controlled();
    expect(result?.status).toBe("implemented");
    expect(own).toEqual(["pass"]);
    expect(judgements[0]?.expected).toBe("200 from POST /cluster-registrations");
    expect(target.log.map((line) => line.split(" ")[0])).toEqual(["POST", "DELETE"]);
    expect(target.reference.clusterNames()).toEqual([]);
  });

  test("tries a full one, then a minimal one again, before it fails", async () => {
    const { result, own, target } = await controlled((request) =>
      ABSURD.test(request.path) ? html(404) : error(400, "InvalidParameterException"),
    );
    expect(result?.status).toBe("refused");
    expect(own).toEqual(["fail"]);
    const tried = target.sent
      .filter(({ path }) => path === "/cluster-registrations")
      .map(({ body }) => new TextDecoder().decode(body));
    expect(tried.map((body) => body.includes("clientRequestToken"))).toEqual([false, true, false]);
    expect(new Set(tried).size).toBe(3);
  });

  test("passes when only a full registration is taken", async () => {
    const { result, own } = await controlled((request) => {
      if (request.method === "DELETE") return cluster;
      if (ABSURD.test(request.path)) return html(404);
      const text = new TextDecoder().decode(request.body);
      return text.includes("clientRequestToken") ? cluster : error(400, "InvalidParameterException");
    });
    expect(result?.status).toBe("implemented");
    expect(own).toEqual(["pass"]);
  });

  test("does not ask three times where nobody answers, or nothing is there", async () => {
    for (const answer of ["refused", "reset", "timeout"] as const) {
      const { target } = await controlled(() => answer);
      expect(new Set(target.sent.map(({ body }) => new TextDecoder().decode(body))).size).toBeLessThanOrEqual(2);
      expect(target.log.filter((line) => line.startsWith("POST")).length).toBeLessThanOrEqual(4);
    }
    const { target, result } = await controlled(() => html(404));
    expect(result?.status).toBe("not-implemented");
    expect(target.log).toHaveLength(2);
  });

  test.each<[Fate, Presence["status"], string]>([
    ["refused", "unreachable", "inconclusive"],
    [error(403, "AccessDeniedException"), "no-access", "inconclusive"],
    [html(404), "not-implemented", "fail"],
    [html(401), "turned-away", "inconclusive"],
    [aResponse({ status: 301, headers: [["location", "https://elsewhere.example/x"]] }), "turned-away", "inconclusive"],
    [error(403, "MissingAuthenticationTokenException"), "not-implemented", "fail"],
    [error(500, "ServerException"), "refused", "fail"],
    [aResponse({ status: 201, body: { cluster: {} } }), "refused", "fail"],
    ["timeout", "refused", "fail"],
  ])("%#: %s is %s", async (answer, status, verdict) => {
    const { result, own } = await controlled(() => answer);
    expect(result?.status).toEqual(status);
    expect(own).toEqual([verdict]);
  });

  test("turned away as everything is: the reason says how, and where a redirect leads to", async () => {
    const away = aResponse({ status: 308, headers: [["Location", "https://user:word@elsewhere.example/x"]] });
    const { result } = await controlled(() => away);
    expect(stopReason(result ?? { status: "refused", reason: "" })).toBe(
      "nothing of the endpoint is seen: it answers whatever is asked for with 308, which leads to https://elsewhere.example",
    );
  });

  test("denied access: the reason says what the caller needs where the error says that it is about permissions", async () => {
    const policy = "eks-conformance iam-policy";
    const { result } = await controlled(() => error(403, "AccessDeniedException"));
    expect(stopReason(result ?? { status: "refused", reason: "" })).toContain(policy);
    const { result: other } = await controlled(() => error(403, "UnrecognizedClientException"));
    expect(stopReason(other ?? { status: "refused", reason: "" })).not.toContain(policy);
    const named = { status: "no-access", reason: "403 InvalidSignatureException by AccessDenied" } as const;
    expect(stopReason(named)).not.toContain(policy);
  });

  test("turned away where a list is not, is not there", async () => {
    const { result } = await controlled((request, _number, work) => (request.method === "POST" ? html(401) : work()));
    expect(result?.status).toBe("not-implemented");
  });
});
