import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect } from "@jest/globals";
import fc from "fast-check";
import type { FailureKind } from "#protocol/exchange.ts";
import { findingFile } from "#reports/findings/finding-file.ts";
import type { Condition } from "#suites/record/condition.ts";
import type { BodyEvidence, Evidence } from "#suites/record/parts/kept-evidence.ts";
import { hurlProgram } from "#tests/helpers/needs/hurl-program.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { bodyOf, closeOpened, httpServer } from "#tests/helpers/servers/loopback.ts";
import { aCase, anEvidence, aRecord, aRequirement } from "#tests/reports/producers.ts";

const { describe, test } = needing("Hurl");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eks-conformance-hurl-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await closeOpened();
});

/** What means something in a Hurl file, or to a shell, a terminal or a CI system. */
const MEANT = [
  ...[
    "{{secret}}",
    "{{newUuid}}",
    "{",
    "}}",
    "`",
    "```",
    "\\",
    '"',
    "'",
    "#",
    " ",
    "é",
    "👍",
    "\0",
    "\ud800",
    "\u202e",
  ],
  ...["# @cookie_storage_clear", "#@cookie_storage_set: a", "\n", "\r\n", "HTTP 200", "[Asserts]", "$(id)", "${x}"],
  ...["\nGET http://elsewhere.invalid\n", "\n[Options]\noutput: /tmp/x\n", "file,/etc/hostname;", "base64,AAAA;"],
  ...["\u001b]52;c;AAAA\u0007", "##vso[task.setvariable]", "::error::x", "ecf-abcdefg-x"],
];
const joined = (parts: readonly string[]): string => parts.join("");
const hostile = fc.array(fc.oneof(fc.constantFrom(...MEANT), fc.string({ unit: "binary", maxLength: 4 }))).map(joined);
const inPath = fc
  .array(
    fc.oneof(
      fc.constantFrom("{{secret}}", "{", "}", "`", '"', "'", "%7B%7B", "?", "&a=", "/"),
      fc.string({ maxLength: 4 }),
    ),
  )
  .map(
    (parts) =>
      `/${joined(parts)
        .replace(/[^!-~]|[#\\]/g, "x")
        .replace(/^\/+/, "")}`,
  );
const inHeader = fc.constantFrom("a b", "{{secret}} #", "a # b", "\\n\\u{41}", "", "`{{{{", "file,/etc/hostname;");
const body = fc.oneof(
  hostile.map((text): BodyEvidence => {
    const sent = text.toWellFormed();
    return { text: sent, bytes: Buffer.byteLength(sent), truncated: false };
  }),
  fc.uint8Array({ minLength: 1, maxLength: 30 }).map((bytes): BodyEvidence => {
    return { base64: Buffer.from(bytes).toString("base64"), bytes: bytes.length, truncated: false };
  }),
);

const exchange = fc
  .record({
    method: fc.constantFrom("GET", "PUT", "DELETE", "PATCH", "OPTIONS"),
    // Nothing is sent that may change what is somebody's: another part of a path than a name of ours.
    path: inPath.map((path) => `/ecf-abcdefg-x${path.replaceAll("/", "")}`),
    headers: fc.array(
      fc.tuple(
        fc.constantFrom("accept", "Content-Language", "content-type", "user-agent", "AMZ-SDK-Request"),
        inHeader,
      ),
      {
        maxLength: 3,
      },
    ),
    body: fc.option(body, { nil: undefined }),
    kind: hostile,
  })
  .map(({ body: sent, kind, ...request }): Evidence => {
    const url = `http://127.0.0.1:4566${request.path}`;
    const whole = { ...request, url, ...(sent === undefined ? {} : { body: sent }) };
    return { ...anEvidence({ status: 200 }), request: whole, failure: { kind: kind as FailureKind, message: kind } };
  });

const at = hostile.map((text) => `/${text}`);
const json = fc
  .oneof(hostile, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null))
  .map((value) => JSON.stringify(value));
const condition: fc.Arbitrary<Condition> = fc.oneof(
  hostile.map((error) => ({ answers: [{ from: 400, to: 400, error }] })),
  fc
    .array(fc.record({ at, equals: json }), { maxLength: 2 })
    .map((members) => ({ answers: [{ from: 404, to: 404 }], members })),
  fc
    .array(fc.record({ at, among: fc.array(json, { minLength: 1, maxLength: 3 }), matches: hostile }), { maxLength: 2 })
    .map((members) => ({ answers: [{ from: 400, to: 499 }], members })),
  fc.record({ at, item: at, token: hostile, next: at, has: fc.constant(["ecf-abcdefg-x"]) }).map((list) => ({ list })),
  hostile.map((mediaType) => ({ mediaType })),
);

interface Written {
  readonly exchanges: readonly Evidence[];
  readonly text: string;
}

/** A record in which every text is a stranger's, and the file of its finding. */
const written: fc.Arbitrary<Written | undefined> = fc
  .record({
    exchanges: fc.array(exchange, { minLength: 1, maxLength: 3 }),
    condition,
    words: fc.array(hostile, { minLength: 6, maxLength: 6 }),
  })
  .map(({ exchanges, condition: wanted, words }) => {
    const [expected = "", received = "", title = "", id = "", region = "", signingName = ""] = words;
    const judgement = { requirement: "a.b", verdict: "fail", expected, received, condition: wanted } as const;
    const example = aCase({ id, verdict: "fail", judgement, exchanges });
    const requirement = aRequirement({ id: "a.b", title, verdict: "fail", cases: [example] });
    const plain = aRecord({ requirements: [requirement] });
    const target = { ...plain.target, region, endpoint: `http://127.0.0.1:1/${region}` };
    const record = { ...plain, target, contract: { ...plain.contract, signingName } };
    const file = findingFile({ record, requirement, example });
    return "text" in file ? { exchanges, text: file.text } : undefined;
  });

interface ParsedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: readonly { readonly name: string; readonly value: string }[];
  readonly options?: readonly { readonly name: string }[];
  readonly comments?: readonly string[];
}

/** Whether a comment is of the first entry, which makes what is new each time. */
const isBeginning = ({ comments = [] }: ParsedRequest): boolean => comments.at(-1)?.startsWith(" Whatever") === true;

function parsed(text: string): Promise<readonly ParsedRequest[]> {
  const file = join(folder, "finding.hurl");
  writeFileSync(file, text);
  return new Promise((resolve, reject) => {
    execFile(hurlProgram("hurlfmt") ?? "", ["--out", "json", file], (error, stdout, stderr) => {
      if (error !== null) return reject(new Error(`${stderr}\n${text}`));
      const { entries } = JSON.parse(stdout) as { entries: readonly { readonly request: ParsedRequest }[] };
      resolve(entries.map(({ request }) => request));
    });
  });
}

const anew = (text: string): string => text.replace(/(ecf-)abcdefg(?=-)/gi, "$1{{run}}");

describe("whatever a record says, Hurl reads the file of a finding", () => {
  test("as the requests that were sent, with no option but a file's own", async () => {
    await fc.assert(
      fc.asyncProperty(written, async (file) => {
        fc.pre(file !== undefined);
        const requests = (await parsed(file.text)).filter((one) => !isBeginning(one));
        const found = requests.map(({ method, url, headers = [] }) => ({ method, url, headers }));
        const wanted = file.exchanges.map(({ request: { method, path, headers } }) => {
          return {
            method,
            url: `{{endpoint}}${anew(path)}`,
            headers: headers.map(([name, value]) => ({ name, value })),
          };
        });
        // A list is asked for page by page, by a path of its own.
        if (file.text.includes("{{more}}")) expect(found).toHaveLength(wanted.length);
        else expect(found).toEqual(wanted);
        const options = requests.flatMap(({ options = [] }) => options.map(({ name }) => name));
        expect(options.filter((name) => !/^(path-as-is|retry|retry-interval|variable)$/.test(name))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("and sends the same bytes", async () => {
    await fc.assert(
      fc.asyncProperty(written, async (file) => {
        fc.pre(file !== undefined && !file.text.includes("{{more}}"));
        const received: string[] = [];
        const origin = await httpServer(async (incoming, response) => {
          const sent = (await bodyOf(incoming)).toString("latin1");
          received.push(`${incoming.method} ${incoming.url}\n${sent}`);
          response.end("{}");
        });
        const hasBeginning = isBeginning((await parsed(file.text))[0] ?? { method: "", url: "" });
        await run(file.text.replace(/\[Asserts\]\n(?:.+\n)*/g, ""), origin);
        const wanted = file.exchanges.map(({ request: { method, path, body: sent } }) => {
          const bytes = sent?.text === undefined ? Buffer.from(sent?.base64 ?? "", "base64") : Buffer.from(sent.text);
          return `${method} ${path}\n${bytes.toString("latin1")}`;
        });
        const old = (text: string): string => text.replace(/(ecf-)\d{7}(?=-)/gi, "$1abcdefg");
        expect(received.slice(hasBeginning ? 1 : 0).map(old)).toEqual(
          wanted.map((text) => text.replace(/(ecf-)abcdefg(?=-)/gi, "$1abcdefg")),
        );
      }),
      { numRuns: 25 },
    );
  });
});

function run(text: string, endpoint: string): Promise<void> {
  const file = join(folder, "finding.hurl");
  writeFileSync(file, text);
  const env = { PATH: process.env["PATH"], HURL_VARIABLE_endpoint: endpoint };
  const child = spawn(hurlProgram("hurl") ?? "", ["--test", "--continue-on-error", file], { env, stdio: "ignore" });
  return new Promise((resolve) => child.once("close", () => resolve()));
}
