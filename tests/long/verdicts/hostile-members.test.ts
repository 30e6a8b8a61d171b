import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { readRecord } from "../../../cli/files/read-record.ts";
import { FILES } from "../../../cli/run/results/output.ts";
import { FORMATS } from "../../../cli/run/run-flags.ts";
import { createReference } from "../../../reference/reference.ts";
import { serviceOf } from "../../../reference/service/service-of.ts";
import { createServiceReference } from "../../../reference/service/service-reference.ts";
import { childPointer } from "../../../spec/json/json-pointer.ts";
import { isJsonObject, type JsonValue } from "../../../spec/json/json.ts";
import { withFolder, withVerdict } from "../../helpers/cli-process.ts";
import { runCommand } from "../../helpers/command.ts";
import { closeOpened, httpServer, tcpServer, wholeRequest } from "../../helpers/servers/loopback.ts";
import { sizes } from "../../helpers/soak.ts";

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

/** Seconds for one run, in which it judges what it can. */
const SECONDS = sizes(3, 60);
const TIMEOUT_MS = 1_200_000;

/** The first answers are sound, so that what is there is found to be there. */
const SOUND = 12;

type Handler = ReturnType<typeof createReference>["handle"];

interface Hostile {
  readonly origin: string;
  /** Operations' answers by their places: what was replaced at least once. */
  readonly replaced: ReadonlySet<string>;
}

/** A server of sound answers, every second one with one of its members, or its message, replaced. */
async function hostile(handle: Handler, value: JsonValue): Promise<Hostile> {
  const seen = new Map<string, number>();
  const replaced = new Set<string>();
  let answers = 0;
  const origin = await httpServer(async (request, response) => {
    const { status, headers, body } = await handle(await wholeRequest(request));
    const text = Buffer.from(body).toString();
    answers += 1;
    const json = text === "" ? null : (JSON.parse(text) as JsonValue);
    const places = placesOf(json);
    const sort = `${request.method} ${(request.url ?? "").split("/").length} ${status}`;
    const nth = seen.get(sort) ?? 0;
    const isSpared = answers <= SOUND || nth % 2 === 0 || places.length === 0;
    seen.set(sort, nth + 1);
    const place = places[Math.floor(nth / 2) % places.length] ?? "";
    if (!isSpared) replaced.add(`${sort} ${place}`);
    const told = isSpared ? text : JSON.stringify(withAt(json, place, value));
    const kept = headers.filter(([name]) => name.toLowerCase() !== "content-length");
    response.writeHead(status, kept.flat()).end(told);
  });
  return { origin, replaced };
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

/** A run that may find what it likes, but has no bug, and leaves every report and a record that can be read. */
async function expectReports(origin: string, folder: string, spec: readonly string[]): Promise<void> {
  const pace = ["--cases", "1", "--seed", "7", "--time-limit", String(SECONDS), "--format", FORMATS.join(",")];
  const words = ["run", "--endpoint-url", origin, "--no-sign", "--out", folder, ...pace, ...spec];
  const { code, stderr } = await runCommand(words);
  expect(stderr).not.toContain("bug in the suite");
  expect([1, 3, 5]).toContain(code);
  expect(Object.values(FILES).filter((file) => !existsSync(join(folder, file)))).toEqual([]);
  expect(withVerdict(readRecord(join(folder, FILES.json)), "error")).toEqual([]);
}

describe("an answer's value that would be called is shown, and no bug", () => {
  test.each(VALUES)(
    "%s in a registration's life",
    (_, value) =>
      withFolder(async (folder) => {
        const { origin, replaced } = await hostile(createReference().handle, value);
        await expectReports(origin, folder, []);
        expect([...replaced]).toEqual(expect.arrayContaining(["POST 2 200 /cluster", "POST 2 400 /message"]));
      }),
    TIMEOUT_MS,
  );

  test.each(VALUES.slice(0, sizes(2, VALUES.length)))(
    "%s in all of EKS",
    (_, value) =>
      withFolder(async (folder) => {
        const { origin, replaced } = await hostile(createServiceReference(serviceOf("eks")).handle, value);
        await expectReports(origin, folder, ["--spec", "eks"]);
        expect(replaced.size).toBeGreaterThan(10);
      }),
    TIMEOUT_MS,
  );
});

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
      await expectReports(origin, folder, []);
    }),
  TIMEOUT_MS,
);
