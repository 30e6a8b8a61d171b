import { expect, test } from "@jest/globals";
import { endToEnd } from "#endpoint/forwarding/end-to-end.ts";

test("headers of the connection go no further, nor do those that it names", () => {
  expect(
    endToEnd([
      ["Host", "a"],
      ["Connection", "close, X-Hop"],
      ["Keep-Alive", "timeout=5"],
      ["x-hop", "1"],
      ["Transfer-Encoding", "chunked"],
      ["X-Twice", "1"],
      ["x-twice", "2"],
    ]),
  ).toEqual([
    ["Host", "a"],
    ["X-Twice", "1"],
    ["x-twice", "2"],
  ]);
});
