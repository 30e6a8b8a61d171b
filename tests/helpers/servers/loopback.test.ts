import { expect, test } from "@jest/globals";
import { closeOpened, httpServer, onCleanUp } from "./loopback.ts";

test("what a test opened is closed, newest first, and once", async () => {
  const closed: string[] = [];
  const url = await httpServer((_request, response) => void response.end("answered"));
  onCleanUp(async () => void closed.push(`newer, while the server says ${await (await fetch(url)).text()}`));
  onCleanUp(() => Promise.resolve(void closed.push("newest")));
  await closeOpened();
  await closeOpened();
  expect(closed).toEqual(["newest", "newer, while the server says answered"]);
  await expect(fetch(url)).rejects.toThrow("fetch failed");
});
