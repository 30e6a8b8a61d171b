// Answers as the published cases of restJson1 have them.
import { expect, test } from "@jest/globals";
import { decodeAnswer } from "#protocol/answers/decode-answer.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { vectorCases, type VectorCase } from "./vectors.ts";

const LEFT_OUT: Readonly<Record<string, string>> = {};

const cases = vectorCases("rest-json-responses.json");
const taken = cases.filter(([id]) => !Object.hasOwn(LEFT_OUT, id));

needing("vectors of restJson1").describe("answers", () => {
  test("are all there, those left out too", () => {
    expect(cases).toHaveLength(91);
    expect(cases.length - taken.length).toBe(Object.keys(LEFT_OUT).length);
  });

  // Without vectors there is nothing to name, and jest wants a table that is not empty.
  test.each(taken.length === 0 ? [["none", {} as VectorCase, () => undefined as never] as const] : taken)(
    "%s",
    (_id, { response, result, error, errorCode }, operationOf) => {
      if (response === undefined) throw new Error("no response");
      const answer = decodeAnswer(operationOf(), {
        status: response.status_code,
        headers: Object.entries(response.headers ?? {}),
        body: Buffer.from(response.body ?? ""),
        truncated: false,
      });
      expect(answer).toEqual({ error: errorCode, members: result ?? error });
    },
  );
});
