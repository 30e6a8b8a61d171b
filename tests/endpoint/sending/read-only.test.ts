import { afterEach, expect, test } from "@jest/globals";
import { closeOpened, httpServer } from "#tests/helpers/servers/loopback.ts";
import { LIST, openTarget, REGISTER } from "#tests/endpoint/open-target.ts";

afterEach(closeOpened);

test.each([
  ["a POST", REGISTER],
  ["a DELETE", { ...LIST, method: "DELETE" }],
  ["a method in another case", { ...LIST, method: "get" }],
  ["a HEAD", { ...LIST, method: "HEAD" }],
  ["a GET with a body", { ...LIST, body: Buffer.from("{}") }],
])("%s does not leave where only reading is allowed, not even to clean up", async (_what, request) => {
  let arrived = 0;
  const origin = await httpServer((_request, response) => {
    arrived += 1;
    response.end("{}");
  });
  const target = openTarget(origin, { readOnly: true });
  await expect(target.send(request)).rejects.toThrow("is not sent: this run only reads");
  await expect(target.withoutAbort().send(request)).rejects.toThrow("is not sent: this run only reads");
  expect((await target.send(LIST)).last.response?.status).toBe(200);
  expect(arrived).toBe(1);
});
