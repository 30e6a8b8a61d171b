import { readdirSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { deriveRequirements } from "#spec/derived/derive.ts";
import { isJsonObject } from "#spec/json/json.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import type { Requirement, Trace } from "#spec/requirement.ts";
import { loadSources, resolveTrace } from "#spec/trace.ts";

const sources = loadSources();
const contract = loadBundledContract();

describe("resolveTrace", () => {
  const texts = new Map([
    ["page.txt", "first\nType: String\nRequired: No\nType: String\nRequired: Yes\n  a (b) [c]* $"],
  ]);
  const resolve = (quote: string, source = "page.txt") => resolveTrace({ source, quote }, texts);

  test("gives the line that the quote starts on", () => {
    expect(resolve("Required: No")).toMatchObject({ line: 3, quote: "Required: No" });
  });

  test("reads any white space as any", () => {
    expect(resolve("Type: String Required: Yes")?.line).toBe(4);
  });

  test("takes characters that mean something in patterns for themselves", () => {
    expect(resolve("a (b) [c]* $")?.line).toBe(6);
    expect(resolve("a .b. [c]* $")).toBeUndefined();
  });

  test("gives the quote's own day, else the source's, else none", () => {
    expect(resolveTrace({ source: "page.txt", quote: "first", date: "2024-04-12" }, texts)?.date).toBe("2024-04-12");
    const quote = "Maximum length of 100.";
    expect(resolveTrace({ source: "register-cluster.txt", quote }, sources)?.date).toBe("2026-11-24");
    expect(resolve("first")?.date).toBe("undated");
  });

  test("finds neither an empty quote nor one of another source", () => {
    expect(resolve("  ")).toBeUndefined();
    expect(resolve("first", "other.txt")).toBeUndefined();
  });

  test("leads to the page of the API", () => {
    const trace = { source: "register-cluster.txt", quote: "Maximum length of 100." };
    expect(resolveTrace(trace, sources)).toMatchObject({
      line: 56,
      url: expect.stringContaining("API_RegisterCluster"),
    });
  });

  test("trusts the line that the contract document's reader gave", () => {
    expect(resolveTrace({ source: "openapi", quote: "maxProperties: 50", line: 7 }, texts)?.line).toBe(7);
    expect(resolveTrace({ source: "openapi", quote: "maxProperties: 50" }, texts)).toBeUndefined();
  });
});

describe("every quote stands in its source", () => {
  const unresolved = (traces: readonly Trace[]) =>
    traces
      .filter((trace) => resolveTrace(trace, sources) === undefined)
      .map(({ source, quote }) => `${source}: ${quote}`);

  test("in the contract document", () => {
    const traces = keywordTraces(contract.document);
    expect(traces.length).toBeGreaterThan(60);
    expect(unresolved(traces)).toEqual([]);
  });

  test("in what is derived from it", () => {
    expect(unresolved(deriveRequirements(contract).map(({ trace }) => trace))).toEqual([]);
  });

  test("in the requirements written by hand", async () => {
    const requirements = await handWritten();
    expect(unresolved(requirements.map(({ trace }) => trace))).toEqual([]);
  });
});

function keywordTraces(node: unknown): Trace[] {
  if (Array.isArray(node)) return node.flatMap(keywordTraces);
  if (!isJsonObject(node)) return [];
  const own = isJsonObject(node["x-trace"]) ? Object.values(node["x-trace"]) : [];
  return [...(own as unknown as Trace[]), ...Object.values(node).flatMap(keywordTraces)];
}

async function handWritten(): Promise<Requirement[]> {
  const folder = new URL("../../spec/requirements/", import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts"));
  const modules = await Promise.all(
    files.map(async (file) => (await import(new URL(file, folder).href)) as Record<string, unknown>),
  );
  const lists = modules.flatMap((module) => Object.values(module)).filter(Array.isArray) as unknown[][];
  return lists.flat().filter((entry) => isJsonObject(entry) && "trace" in entry) as unknown as Requirement[];
}
