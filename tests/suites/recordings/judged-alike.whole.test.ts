import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createRedactor } from "#endpoint/redaction/redactor.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { Exchange, Header, WireRequest, WireResponse } from "#protocol/exchange.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { openProxiedRun, operationOf, type SeenEntry } from "#suites/proxied/proxied-run.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { readRecording } from "#suites/recordings/recording.ts";
import { contract } from "#tests/suites/bundled-contract.ts";
import { exchangeOf, fakeTarget } from "#tests/suites/fake-target.ts";
import { STARTED_AT } from "#tests/suites/made-replies.ts";
import { testRun } from "#tests/suites/test-run.ts";
import { written } from "./made-har.ts";

function judged(seen: readonly (readonly [Exchange, SeenEntry?])[]): RunRecord {
  const run = openProxiedRun({ ...testRun(), request: "request" });
  for (const [exchange, entry] of seen) run.see(exchange, entry);
  return run.end();
}

/** Each requirement with its verdict, counts, and what was expected and received. */
const findings = ({ requirements, operations }: RunRecord) => [
  requirements.map(({ id, verdict, counts, cases }) => ({
    id,
    verdict,
    counts,
    cases: cases.map(({ judgement: { expected, received } }) => ({ expected, received })),
  })),
  operations,
];

function recorded(exchanges: readonly Exchange[], redactor?: ReturnType<typeof createRedactor>) {
  const { exchanges: read, leftOut } = readRecording(written(exchanges, redactor), contract, "http://127.0.0.1");
  return { leftOut, record: judged(read.map(({ exchange, ...entry }) => [exchange, entry])) };
}

const register = (input: JsonObject): WireRequest => {
  const connectorConfig = { roleArn: "arn:aws:iam::123456789012:role/connector", provider: "OTHER" };
  const request = encodeInput(contract.operation("RegisterCluster"), { name: "a", connectorConfig, ...input });
  if (request === undefined) throw new Error("it does not fit into a request");
  return request;
};

const TYPE: Header = ["Content-Type", "application/json"];
const body = fc.oneof(
  fc.json().map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.string({ unit: "binary" }).map((text) => Buffer.from(text)),
  fc
    .constantFrom('{"clusters":["a","a"]}', '{"cluster":{"name":5}}', '{"message":"no"}', "\uFFFD", "")
    .map((text) => Buffer.from(text)),
);
const request = fc.oneof(
  fc
    .constantFrom("/clusters", "/clusters/a", "/clusters?maxResults=0", "/clusters?maxResults=x&include=all")
    .map((path): WireRequest => ({ method: "GET", path, headers: [["host", "127.0.0.1"]] })),
  fc
    .constantFrom("/cluster-registrations/a", "/cluster-registrations/%F0")
    .map((path): WireRequest => ({ method: "DELETE", path, headers: [["host", "127.0.0.1"]] })),
  fc
    .record({ name: fc.oneof(fc.string(), fc.constantFrom("a", "b")), tags: fc.dictionary(fc.string(), fc.string()) })
    .map(register),
  body.map((bytes): WireRequest => ({
    method: "POST",
    path: "/cluster-registrations",
    headers: [TYPE],
    ...(bytes.length === 0 ? {} : { body: bytes }),
  })),
);
const response = fc.record({
  status: fc.constantFrom(200, 201, 204, 302, 400, 403, 404, 409, 429, 500, 501, 503),
  headers: fc.constantFrom<Header[]>(
    [TYPE],
    [
      ["content-type", "text/html"],
      ["x-a", "b"],
    ],
    [TYPE, ["x-amzn-ErrorType", "ServerException"]],
    [TYPE, ["x-amzn-errortype", "InvalidParameterException"]],
    [["date", "Tue, 24 Nov 2026 12:00:00 GMT"]],
  ),
  body,
  truncated: fc.constant(false),
});

test("any exchange is judged alike, live and from the HAR that our reports make of it", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(request, response), { maxLength: 12 }), (pairs) => {
      const exchanges = pairs.map(([sent, answer]: [WireRequest, WireResponse], at) =>
        exchangeOf(sent, answer, STARTED_AT + 1000 * at),
      );
      const { record, leftOut } = recorded(exchanges);
      expect(leftOut.filter(({ why }) => why !== "not of this service")).toEqual([]);
      // How much chance explains depends on how many requests there are; a recording has those of the service alone.
      const own = exchanges.filter((exchange) => operationOf(exchange.request, contract) !== undefined);
      expect(findings(record)).toEqual(findings(judged(own.map((exchange) => [exchange]))));
    }),
    { numRuns: 100 },
  );
});

describe("traffic to the reference server, with a fault and with secrets redacted", () => {
  const tags = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key-${index}`, "value"]));
  const ordinary = [register({ tags: { a: "ä" } }), register({ name: "b", tags }), register({ name: "c" })];

  test.each([undefined, "tags-limit-not-enforced", "tags-not-shown", "created-at-iso", "activation-id-same-for-all"])(
    "is judged alike but for activations: %s",
    async (fault) => {
      const target = fakeTarget(undefined, { fault });
      const exchanges: Exchange[] = [];
      for (const [at, sent] of ordinary.entries()) {
        exchanges.push({ ...(await target.send(sent)).last, startedAt: STARTED_AT + at * 1000 });
      }
      const { record, leftOut } = recorded(exchanges, createRedactor({ ofOthers: true }));
      expect(leftOut).toEqual([]);
      const live = judged(exchanges.map((exchange) => [exchange]));
      const failing = ({ requirements }: RunRecord) =>
        requirements.flatMap(({ id, verdict }) => (verdict === "fail" ? [id] : []));
      const isShown = (id: string): boolean => !/^register\.activation\.(id|id-uuid|code|fresh)$/.test(id);
      expect(failing(record)).toEqual(failing(live).filter(isShown));
      expect(record.requirements.find(({ id }) => id === "register.echo.tags")?.verdict).not.toBe("not-applicable");
      expect(record.requirements.find(({ id }) => !isShown(id))?.verdict).toBe("not-applicable");
    },
  );
});

test("a finding names the entry, in its case and in what is told of it", async () => {
  const { last } = await fakeTarget(undefined, { fault: "created-at-iso" }).send(register({}));
  const record = judged([[last, { entry: 12 }]]);
  const [result] = record.requirements.flatMap(({ cases }) => cases.filter(({ verdict }) => verdict === "fail"));
  expect(result).toMatchObject({ id: "proxied/register/12", summary: "entry 12: POST /cluster-registrations" });
});
