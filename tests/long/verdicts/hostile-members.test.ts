import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { readRecord } from "#cli/files/reading/read-record.ts";
import { recordViolation } from "#cli/files/reading/record-schema.ts";
import { FILES, render } from "#cli/run/results/output.ts";
import { FORMATS } from "#cli/run/run-flags.ts";
import { planRequirements } from "#cli/run/select.ts";
import type { Target } from "#endpoint/target.ts";
import type { WireRequest, WireResponse } from "#protocol/exchange.ts";
import { childPointer } from "#spec/json/json-pointer.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import { serviceRequirements } from "#spec/resources/service-requirements.ts";
import { contractTold } from "#suites/record/parts/contract-told.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { runService } from "#suites/service/run/service-run.ts";
import { withFolder, withVerdict } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { sizes } from "#tests/helpers/soak.ts";
import { closeOpened, tcpServer } from "#tests/helpers/servers/loopback.ts";
import { widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { fewOfEach, SETTINGS, startedEvent, testRun } from "#tests/suites/test-run.ts";

afterEach(closeOpened);

/** Values whose members have the names of what JavaScript calls when it makes text of a value, or reads it. */
const VALUES: readonly (readonly [string, JsonValue])[] = [
  ["toString", { toString: 1 }],
  ["valueOf and no text", { valueOf: 1, toString: null }],
  ["toJSON", { toJSON: 1, then: 1 }],
  ["__proto__", JSON.parse('{"__proto__":{"toString":1,"length":3}}') as JsonValue],
  ["constructor and length", { constructor: { name: 1 }, length: 1e9, hasOwnProperty: 1 }],
  ["a list of them", [{ toString: 1 }, [{ valueOf: 1 }]]],
];

const TIMEOUT_MS = 1_200_000;

/** The first answers are sound, so that what is there is found to be there. */
const SOUND = 12;

type Work = () => Promise<WireResponse>;

/** Makes every second answer one with one of its members, or its message, replaced; says which ones were. */
function replacing(value: JsonValue) {
  const seen = new Map<string, number>();
  const replaced = new Set<string>();
  let answers = 0;
  const change = async ({ method, path }: WireRequest, work: Work): Promise<WireResponse> => {
    const response = await work();
    answers += 1;
    const json = parsedJson(new TextDecoder().decode(response.body)) ?? null;
    const places = placesOf(json);
    const sort = `${method} ${path.split("/").length} ${response.status}`;
    const nth = seen.get(sort) ?? 0;
    seen.set(sort, nth + 1);
    if (answers <= SOUND || nth % 2 === 0 || places.length === 0) return response;
    const place = places[Math.floor(nth / 2) % places.length] ?? "";
    replaced.add(`${sort} ${place}`);
    return { ...response, body: new TextEncoder().encode(JSON.stringify(withAt(json, place, value))) };
  };
  return { change, replaced };
}

function placesOf(value: JsonValue, at = ""): string[] {
  const entries = Array.isArray(value) ? [...value.entries()] : isJsonObject(value) ? Object.entries(value) : [];
  return entries.flatMap(([key, inner]) => [childPointer(at, key), ...placesOf(inner, childPointer(at, key))]);
}

function withAt(whole: JsonValue, place: string, value: JsonValue, at = ""): JsonValue {
  if (at === place) return value;
  if (Array.isArray(whole)) return whole.map((item, index) => withAt(item, place, value, childPointer(at, index)));
  if (!isJsonObject(whole)) return whole;
  return Object.fromEntries(
    Object.entries(whole).map(([key, inner]) => [key, withAt(inner, place, value, childPointer(at, key))]),
  );
}

/** It may find what it likes, but has no bug; every report can be made of it, and it can be read again. */
function expectReports(record: RunRecord): void {
  expect(withVerdict(record, "error")).toEqual([]);
  expect(recordViolation(JSON.parse(JSON.stringify(record)))).toBeUndefined();
  for (const format of FORMATS) expect(render(record, format)).not.toBe("");
}

/** A run each. */
const IN_A_LIFE = VALUES.slice(0, sizes(2, VALUES.length));

test.each(IN_A_LIFE)(
  "a value of %s in a registration's life is shown, and no bug",
  async (_, value) => {
    const { change, replaced } = replacing(value);
    const clock = new RecordingClock();
    const target = fakeTarget((request, _number, work) => change(request, work), { now: clock.now });
    expectReports(await runSuite(testRun({ clock, target, plan: fewOfEach })));
    expect([...replaced]).toEqual(expect.arrayContaining(["POST 2 200 /cluster", "POST 2 400 /message"]));
  },
  TIMEOUT_MS,
);

test.each(VALUES)(
  "a value of %s in the answers of a whole service is shown, and no bug",
  async (_, value) => {
    const { contract, table } = widgets();
    const asked = planRequirements(serviceRequirements(contract, table), {
      ...{ select: [], skip: [], level: "INFO", features: {}, expectations: [] },
    });
    const { change, replaced } = replacing(value);
    const sound = widgetTarget();
    const send: Target["send"] = async (request, options) => {
      const { last, earlier } = await sound.send(request, options);
      const { response } = last;
      if (response === undefined) return { last, earlier };
      return { last: { ...last, response: await change(request, () => Promise.resolve(response)) }, earlier };
    };
    const target = { ...sound, send };
    const base = testRun({
      contract,
      started: { ...startedEvent(7, asked), contract: contractTold(contract) },
      settings: SETTINGS,
    });
    const endpoint = { ...base.endpoint, target, cleanUpTarget: target };
    expectReports(await runService({ ...base, endpoint, table }));
    expect(replaced.size).toBeGreaterThan(5);
  },
  TIMEOUT_MS,
);

test(
  "odd headers, reasons and error types of a target leave a record that can be read",
  () =>
    withFolder(async (folder) => {
      const heads = [
        "HTTP/1.1 200 \u001b[31m`id`\r\nX-\u00e9: 1\r\n",
        "HTTP/1.1 400 $(id)\r\nx-amzn-errortype: ##vso[a]\u001b]52;\u0007$(id)\r\n!#$%&'*+.^_`|~: `id`\r\n",
        "HTTP/1.1 409 x\r\nx-amzn-errortype: constructor\r\ncontent-encoding: constructor\r\n",
        "HTTP/1.1 200 ok\r\nx a: 1\r\n",
      ];
      let nth = 0;
      const origin = await tcpServer((socket) => {
        socket.on("error", () => undefined);
        socket.once("data", () => {
          const body = '{"message":{"toString":1}}';
          const head = heads[nth++ % heads.length] ?? "";
          socket.end(`${head}content-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`, "latin1");
        });
      });
      const words = ["run", "--endpoint-url", origin, "--no-sign", "--out", folder, "--cases", "0", "--seed", "7"];
      const { code, stderr } = await runCommand([...words, "--select", "register.name.*"]);
      expect(stderr).not.toContain("bug in the suite");
      expect([1, 3, 5]).toContain(code);
      expect(readRecord(join(folder, FILES.json)).run.seed).toBe(7);
    }),
  TIMEOUT_MS,
);
