import { expect, test } from "@jest/globals";
import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { CaseClusters } from "#suites/registration/session/case-clusters.ts";
import type { RunContext } from "#suites/registration/session/run-context.ts";
import { judgeInGeneral, type AnswerToJudge } from "#suites/registration/session/judge-in-general.ts";
import { register } from "#tests/suites/bundled-contract.ts";
import { anError, aReply } from "#tests/suites/made-replies.ts";
import { testContext } from "#tests/suites/test-run.ts";

const LIST = { method: "GET", path: "/clusters", headers: [] };

function encoded(input: JsonObject): WireRequest {
  const request = encodeInput(register, input);
  if (request === undefined) throw new Error("the input does not fit into a request");
  return request;
}

/** The ids of what is found, with their grades. */
function gradesOf(
  { request, reply, ...about }: AnswerToJudge & { readonly request: WireRequest },
  context: RunContext = testContext(),
): Readonly<Record<string, string>> {
  const answered = { ...reply, exchange: { ...reply.exchange, unsigned: request } };
  return Object.fromEntries(
    judgeInGeneral({ ...about, reply: answered }, context).map(([id, { grade }]) => [id, grade]),
  );
}

const listed = (...clusters: readonly string[]): Reply => aReply({ status: 200, body: { clusters: [...clusters] } });

test("a 5xx that was asked for is no fault of the server, and is judged as an error for the rest", () => {
  const [request, reply] = [LIST, anError(500, "ServerException")];
  const asked = gradesOf({ request, reply, provoked: true });
  const { "api.no-server-error": fault, ...rest } = gradesOf({ request, reply });
  expect(fault).toBe("missed");
  expect(asked).toEqual(rest);
  expect(asked).toMatchObject({ "list.error.server.status": "met" });
});

test.each<[what: string, input: JsonObject, echo: string | undefined]>([
  ["a valid registration is judged by what was sent", {}, "missed"],
  ["one that had to be refused is not: nobody says what its cluster looks like", { tags: { "": "x" } }, undefined],
])("the success of %s", (_what, changes, echo) => {
  const context = testContext();
  const request = encoded({ ...context.inputs("RegisterCluster").minimal("salt"), ...changes });
  const found = gradesOf({ request, reply: aReply({ status: 200, body: { cluster: { name: "another" } } }) }, context);
  expect(found["register.echo.name"]).toBe(echo);
  expect(found["register.response.cluster.name"]).toBe("met");
});

test.each([
  ["another operation's success", { ...LIST, path: "/clusters/a" }, aReply({ status: 200, body: { cluster: {} } })],
  [
    "a refusal",
    encoded(testContext().inputs("RegisterCluster").minimal("salt")),
    anError(400, "InvalidParameterException"),
  ],
])("%s is not judged as a registration", (_what, request, reply) => {
  const ids = Object.keys(gradesOf({ request, reply }));
  expect(ids).toContain("api.answers");
  expect(ids.filter((id) => /^register\.(status-200|cluster|echo|arn|activation)/.test(id))).toEqual([]);
});

test("a repeat may bring the activation of before, another registration may not", async () => {
  const context = testContext();
  const request = encoded(context.inputs("RegisterCluster").full("salt"));
  const { reply } = await registered(context, request);
  expect(gradesOf({ request, reply }, context)["register.activation.fresh"]).toBe("met");
  expect(gradesOf({ request, reply, repeats: true }, context)["register.activation.fresh"]).toBeUndefined();
  expect(gradesOf({ request, reply }, context)["register.activation.fresh"]).toBe("missed");
});

async function registered(context: RunContext, request: WireRequest) {
  const clusters = new CaseClusters(context, "case");
  return { clusters, reply: await clusters.register(request, {}) };
}

test.each<[what: string, complained: boolean, name: (own: string) => string, isOwn: boolean, path: string]>([
  ["its own live cluster", true, (own) => own, true, "/clusters"],
  ["its own live cluster where every cluster was asked for", false, (own) => own, true, "/clusters?include=all"],
  ["another case's cluster", false, (own) => own, false, "/clusters"],
  ["a name of the run that has no cluster any more", false, (own) => `${own}-gone`, true, "/clusters"],
  ["a plain name, which may be somebody's EKS cluster", false, () => "a", true, "/clusters"],
])("a list without connected clusters may not show a case %s: %s", async (_what, complained, nameOf, isOwn, path) => {
  const context = testContext();
  const input = context.inputs("RegisterCluster").minimal("salt");
  const own = String(input["name"]);
  await registered(context, encoded(input));
  await registered(context, encoded({ ...input, name: "a" }));
  const name = nameOf(own);
  const found = gradesOf(
    { request: { ...LIST, path }, reply: listed(name), isOwn: (each) => isOwn && each === name },
    context,
  );
  expect(found["list.excludes-connected"]).toBe(complained ? "missed" : undefined);
});
