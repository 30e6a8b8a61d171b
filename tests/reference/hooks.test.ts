import { expect, test } from "@jest/globals";
import { createReference } from "#reference/server/reference.ts";
import { list, register, registration, send } from "./requests.ts";

test.each([
  ["ServerException", 500],
  ["ServiceUnavailableException", 503],
  ["ResourcePropagationDelayException", 428],
  ["ResourceLimitExceededException", 400],
  ["ClientException", 400],
  ["AccessDeniedException", 403],
])("a request provokes %s, and keeps nothing", async (error, status) => {
  const reference = createReference({ hooks: true });
  const answer = await register(reference, registration("a"), [
    ["content-type", "application/json"],
    ["X-Reference-Provoke", error],
  ]);
  expect(answer).toMatchObject({ status: status, error: error });
  expect(answer.json["message"]).toEqual(expect.any(String));
  expect(reference.clusterNames()).toEqual([]);
  expect((await register(reference, registration("a"))).status).toBe(200);
});

test("provokes on every operation", async () => {
  const headers = [["x-reference-provoke", "ServerException"]] as const;
  expect((await send(createReference({ hooks: true }), { path: "/clusters", headers })).status).toBe(500);
});

test.each(["TeapotException", "InternalFailure", ""])("%j cannot be provoked", async (error) => {
  const headers = [["x-reference-provoke", error]] as const;
  const answer = await send(createReference({ hooks: true }), { path: "/clusters", headers });
  expect(answer).toMatchObject({ status: 400, error: "InvalidParameterException" });
  expect(answer.json["message"]).toContain("ServerException");
});

test("nothing is provoked without hooks", async () => {
  const headers = [["x-reference-provoke", "ServerException"]] as const;
  expect((await send(createReference(), { path: "/clusters", headers })).status).toBe(200);
});

test("a behaviour that crashes is a 500 that tells nothing", async () => {
  const reference = createReference({
    patches: [
      (behaviours) => ({
        ...behaviours,
        listedNames: () => {
          throw new Error("a secret of the inside");
        },
      }),
    ],
  });
  const answer = await list(reference);
  expect(answer).toMatchObject({ status: 500, error: "InternalFailure" });
  expect(JSON.stringify(answer.json)).not.toContain("secret");
});

test.each([
  [
    { fault: "tag-limit-51" },
    /^no fault is called "tag-limit-51"; the closest of \d+ are tags-limit-51(, [a-z0-9-]+){4}$/,
  ],
  [{ variant: "quota-of-11" }, /^no variant is called "quota-of-11"; the closest of \d+ are quota-of-10, /],
])("an unknown id is refused with the closest that there are: %j", (options, message) => {
  expect(() => createReference(options)).toThrow(message);
});
