import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Reference } from "#reference/server/patched-reference.ts";
import { createReference } from "#reference/server/reference.ts";
import { list, register, registration } from "./requests.ts";

async function pages(reference: Reference, maxResults: number): Promise<string[][]> {
  const found: string[][] = [];
  let query = `?include=all&maxResults=${maxResults}`;
  while (found.length < 50) {
    const { json } = await list(reference, query);
    found.push(json["clusters"] as string[]);
    if (!Object.hasOwn(json, "nextToken")) return found;
    query = `?include=all&maxResults=${maxResults}&nextToken=${encodeURIComponent(String(json["nextToken"]))}`;
  }
  throw new Error("the pages never end");
}

describe("ListClusters", () => {
  test("leaves connected clusters out unless asked to include all", async () => {
    const reference = createReference({ existing: { eks: ["plain"] } });
    await register(reference, registration("connected"));
    expect((await list(reference)).json).toEqual({ clusters: ["plain"] });
    expect((await list(reference, "?include=")).json).toEqual({ clusters: ["plain"] });
    expect((await list(reference, "?include=all")).json).toEqual({ clusters: ["connected", "plain"] });
    expect((await list(reference, "?include=%61ll&include=all&other=1")).json).toEqual({
      clusters: ["connected", "plain"],
    });
  });

  test.each(["ALL", "All", "all,all", "none", "all%20"])("refuses include=%s", async (value) => {
    const answer = await list(createReference(), `?include=${value}`);
    expect(answer).toMatchObject({ status: 400, error: "InvalidParameterException" });
  });

  test("refuses one bad include among good ones", async () => {
    expect((await list(createReference(), "?include=all&include=ALL")).error).toBe("InvalidParameterException");
  });

  test.each([
    "true",
    "1.001",
    "1.",
    "1.0",
    "2ABC",
    "0x42",
    "Infinity",
    "NaN",
    "2147483648",
    "9".repeat(40),
    "",
    "1e1",
    "%201",
    "1,2",
  ])("maxResults=%s is no integer", async (value) => {
    const answer = await list(createReference(), `?maxResults=${value}`);
    expect(answer).toMatchObject({ status: 400, error: "SerializationException" });
  });

  test.each(["0", "-1", "101", "2147483647", "-2147483648"])("maxResults=%s is out of range", async (value) => {
    const answer = await list(createReference(), `?maxResults=${value}`);
    expect(answer).toMatchObject({ status: 400, error: "InvalidParameterException" });
  });

  test.each(["1", "100", "007"])("maxResults=%s is taken", async (value) => {
    expect((await list(createReference(), `?maxResults=${value}`)).status).toBe(200);
  });

  test.each(["", "x", "garbage", "====", "eyJhIjoxfQ", "%00"])("nextToken=%s is refused", async (token) => {
    const answer = await list(createReference(), `?nextToken=${token}`);
    expect(answer).toMatchObject({ status: 400, error: "InvalidParameterException" });
  });

  test("refuses a token that was tampered with", async () => {
    const { json } = await list(createReference({ existing: { eks: ["a", "b"] } }), "?maxResults=1");
    const token = String(json["nextToken"]);
    const tampered = `${token.slice(0, -1)}${token.endsWith("A") ? "Q" : "A"}`;
    expect((await list(createReference(), `?nextToken=${token}`)).status).toBe(200);
    expect((await list(createReference(), `?nextToken=${tampered}`)).error).toBe("InvalidParameterException");
  });

  test("gives 100 names at a time when not told otherwise", async () => {
    const names = Array.from({ length: 101 }, (_, index) => `a${index}`).sort();
    const { json } = await list(createReference({ existing: { eks: names } }));
    expect(json["clusters"]).toEqual(names.slice(0, 100));
    expect(json["nextToken"]).toEqual(expect.any(String));
  });

  test("pages through every name once, in order, in full pages", async () => {
    const name = fc.stringMatching(/^[0-9A-Za-z][A-Za-z0-9\-_]{0,5}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(name, { maxLength: 12 }),
        fc.integer({ min: 1, max: 14 }),
        async (names, size) => {
          const found = await pages(createReference({ existing: { registered: names } }), size);
          expect(found.flat()).toEqual([...names].sort());
          for (const page of found.slice(0, -1)) expect(page).toHaveLength(size);
          expect(found).toHaveLength(Math.max(1, Math.ceil(names.length / size)));
        },
      ),
    );
  });

  // A faulty server may have taken it.
  test("goes on after the empty name", async () => {
    expect(await pages(createReference({ existing: { registered: ["a", ""] } }), 1)).toEqual([[""], ["a"]]);
  });

  test("goes on after a name that has gone meanwhile", async () => {
    const reference = createReference({ existing: { registered: ["a", "b", "c"] } });
    const first = await list(reference, "?include=all&maxResults=1");
    await reference.handle({ method: "DELETE", path: "/cluster-registrations/a", headers: [], body: new Uint8Array() });
    const rest = await list(reference, `?include=all&nextToken=${String(first.json["nextToken"])}`);
    expect(rest.json).toEqual({ clusters: ["b", "c"] });
  });
});
