import { createRequire } from "node:module";
import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { renderHar } from "#reports/har/har.ts";
import { aCase, anEvidence, aRecord, aSheet, body } from "#tests/reports/producers.ts";
import { ALL_RECORDS, failing } from "#tests/reports/records.ts";

interface Har {
  readonly log: {
    readonly version: string;
    readonly pages: readonly { readonly id: string; readonly title: string; readonly comment: string }[];
    readonly entries: readonly {
      readonly pageref: string;
      readonly startedDateTime: string;
      readonly time: number;
      readonly request: { readonly method: string; readonly postData?: { readonly text: string } };
      readonly response: { readonly status: number; readonly content: object };
      readonly comment: string;
      readonly _error?: string;
    }[];
  };
}

const require = createRequire(import.meta.url);
const schemas = require("har-schema") as Record<string, object>;
const ajv = new Ajv({ strict: false, validateFormats: false });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-06.json") as object);
for (const schema of Object.values(schemas)) ajv.addSchema(schema);
const validate = ajv.getSchema("har.json#");

const read = (record: typeof failing) => JSON.parse(renderHar(record)) as Har;

function kept(...cases: Parameters<typeof aCase>[0][]): Har {
  return read(aRecord({ requirements: aSheet({ "register.name.pattern": { cases: cases.map(aCase) } }) }));
}

const requirement = "register.name.pattern";
const entryOf = (exchange: ReturnType<typeof anEvidence>) =>
  kept({ requirement, id: "the/case", exchanges: [exchange] }).log.entries.find(
    ({ pageref }) => pageref === "the/case",
  );

test.each(Object.entries(ALL_RECORDS))("har-schema takes the archive of the record %s", (_name, record) => {
  expect(validate?.(read(record))).toBe(true);
});

test("har-schema refuses an archive that lacks a timing, so that it is no rubber stamp", () => {
  const har = JSON.parse(renderHar(failing)) as { log: { entries: { timings?: object }[] } };
  delete har.log.entries[0]?.timings;
  expect(validate?.(har)).toBe(false);
});

test("every case that is kept is a page, once", () => {
  const ids = failing.requirements.flatMap(({ cases }) => cases.map(({ id }) => id));
  expect(read(failing).log.pages.map(({ id }) => id)).toEqual([...new Set(ids)]);
});

test("a comment names the case, each requirement and what came", () => {
  const [page] = read(failing).log.pages.filter(({ comment }) => comment.startsWith("register.name.max-length: fail"));
  const [entry] = read(failing).log.entries.filter(({ pageref }) => pageref === page?.id);
  expect(page?.comment).toContain("received");
  expect(entry?.comment).toBe(`case ${String(page?.id)}\n${String(page?.comment)}`);
});

test("a case kept for two requirements has its exchange once", () => {
  const exchanges = [anEvidence()];
  const record = aRecord({
    requirements: aSheet({
      [requirement]: { cases: [aCase({ requirement, id: "both", exchanges })] },
      "api.error.status": { cases: [aCase({ requirement: "api.error.status", id: "both", exchanges })] },
    }),
  });
  const entries = read(record).log.entries.filter(({ pageref }) => pageref === "both");
  expect(entries).toHaveLength(1);
  expect(entries[0]?.comment).toContain("api.error.status: ");
});

test("entries stand in the order in which they were sent", () => {
  const at = (startedAt: number) => ({ ...anEvidence(), startedAt });
  const { entries } = kept(
    { requirement, id: "late", exchanges: [at(2_000)] },
    { requirement, id: "early", exchanges: [at(1_000), at(3_000)] },
  ).log;
  const refs = entries.map(({ pageref }) => pageref).filter((ref) => ref === "late" || ref === "early");
  expect(refs).toEqual(["early", "late", "early"]);
});

describe("an exchange", () => {
  test("has its time and its bodies as text", () => {
    const entry = entryOf({
      ...anEvidence({ requestBody: "{}", responseBody: body('{"a":1}') }),
      durationMs: 12.5,
    });
    expect(entry?.time).toBe(12.5);
    expect(entry?.request.postData?.text).toBe("{}");
    expect(entry?.response.content).toMatchObject({ text: '{"a":1}' });
  });

  test("has bytes that are no text as base64, and says so", () => {
    const bytes = { base64: "/w==", bytes: 1, truncated: false };
    const exchange = anEvidence({ responseBody: bytes });
    const entry = entryOf({ ...exchange, request: { ...exchange.request, body: bytes } });
    expect(entry?.request.postData).toMatchObject({ text: "/w==", _encoding: "base64" });
    expect(entry?.response.content).toMatchObject({ text: "/w==", encoding: "base64", size: 1 });
  });

  test("without a response has status 0 and the reason", () => {
    const failure = { kind: "reset", message: "socket hang up" } as const;
    const entry = entryOf({ ...anEvidence(), response: undefined, failure });
    expect(entry?.response.status).toBe(0);
    expect(entry?._error).toBe("reset: socket hang up");
  });

  test("says where its body is cut", () => {
    const entry = entryOf(anEvidence({ responseBody: { text: "abc", bytes: 99_000, truncated: true } }));
    expect(entry?.response.content).toMatchObject({ size: 99_000, comment: "the beginning of at least 99000 bytes" });
  });

  test("has a query that cannot be decoded as it was sent", () => {
    const exchange = anEvidence();
    const entry = entryOf({ ...exchange, request: { ...exchange.request, url: "http://h/clusters?a=%zz&b=%20&c" } });
    expect(entry?.request).toMatchObject({
      queryString: [
        { name: "a", value: "%zz" },
        { name: "b", value: " " },
        { name: "c", value: "" },
      ],
    });
  });
});

test("the same record gives the same bytes", () => {
  expect(renderHar(failing)).toBe(renderHar(structuredClone(failing)));
});
