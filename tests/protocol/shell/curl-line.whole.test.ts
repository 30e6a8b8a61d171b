import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect } from "@jest/globals";
import fc from "fast-check";
import type { Header, OtherCaller, Signing, WireRequest } from "#protocol/exchange.ts";
import { curlLine } from "#protocol/shell/curl-line.ts";
import { shellQuote } from "#protocol/shell/shell-quote.ts";
import { authorization, sha256Hex } from "#protocol/signing/sigv4.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { bodyOf, closeOpened, httpServer } from "#tests/helpers/servers/loopback.ts";

afterEach(closeOpened);

const { describe, test } = needing("curl");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eks-conformance-curl-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "se/cret",
  AWS_SESSION_TOKEN: "to ken==",
};

/** Runs a line as a script of its own, as a user would paste it: what it prints. */
function shell(line: string): Promise<string> {
  const script = join(folder, "line.sh");
  writeFileSync(script, line);
  return new Promise((resolve, reject) => {
    const child = spawn("sh", [script], { env: { PATH: process.env["PATH"], ...ENVIRONMENT } });
    const printed: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => printed.push(chunk));
    child.on("error", reject);
    child.on("close", () => resolve(Buffer.concat(printed).toString()));
  });
}

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: Header[];
  readonly body: Buffer;
}

interface Options {
  readonly signing?: Signing;
  readonly sessionToken?: boolean;
}

/** What a server on loopback receives when the line for a request is run. */
async function received(
  request: WireRequest,
  options: Options = {},
): Promise<Received & { origin: string; line: string }> {
  const all: Received[] = [];
  const origin = await httpServer(async (incoming, response) => {
    const { method, url, rawHeaders } = incoming;
    const headers = rawHeaders.flatMap((name, index): Header[] =>
      index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ""]] : [],
    );
    all.push({ method, url, headers, body: await bodyOf(incoming) });
    response.end("done");
  });
  const line = curlLine(request, { region: "us-east-1", endpoint: `${origin}/base`, ...options }) ?? "";
  expect(await shell(line)).toContain("200 OK");
  expect(all).toHaveLength(1);
  return { ...(all[0] as Received), origin, line };
}

function header({ headers }: Received, name: string): string | undefined {
  return headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1];
}

function run(character: string, length: number): Buffer {
  return Buffer.alloc(length, character, "latin1");
}

const NONE = { signing: { kind: "none" } } as const;
const post = (body: Uint8Array): WireRequest => ({
  method: "POST",
  path: "/p",
  headers: [["content-type", "application/json"]],
  body,
});

describe("the body arrives byte for byte", () => {
  test.each<[string, Uint8Array]>([
    ["JSON", Buffer.from('{"name":"a"}')],
    ["nothing", Buffer.alloc(0)],
    ["single quotes", Buffer.from(`'it''s' '\\''`)],
    ["double quotes, dollars and backticks", Buffer.from('"$HOME" `id` \\n \\\\ !! $(id)')],
    ["NUL", Buffer.from([0x61, 0, 0x62])],
    ["NUL before digits", Buffer.from("\x0001\x007")],
    ["newlines", Buffer.from("\na\r\n\tb\n")],
    ["invalid UTF-8", Buffer.from([0xff, 0xfe, 0xc3, 0x28])],
    ["a byte order mark", Buffer.from("\ufeff{}")],
    ["a surrogate in UTF-8", Buffer.from([0xed, 0xa0, 0x80])],
    ["every byte", Uint8Array.from({ length: 256 }, (_, index) => index)],
    ["text of many scripts", Buffer.from("žluťoučký 👍 \u202e عربى")],
    ["an @ at the start", Buffer.from("@/etc/hostname")],
    ["an @ before a control character", Buffer.from("@\x01")],
    ["a dash at the start", Buffer.from("-n\x01")],
    ["percent signs", Buffer.from("%s %d %%\x02")],
    ["1 MB of text", Buffer.alloc(1_000_000, "ab'c")],
    [
      "runs of one byte, alone and between others",
      Buffer.concat([run("-", 600), Buffer.from("x'%"), run("\0", 512), run("\\", 9_000)]),
    ],
    ["2 MB of bytes", Buffer.alloc(2_000_000, Uint8Array.from([0, 255, 39, 92]))],
  ])("%s", async (_name, body) => {
    const result = await received(post(body), NONE);
    expect(result.body.equals(body)).toBe(true);
    expect(header(result, "content-length")).toBe(String(body.length));
    expect(result.line).not.toContain("\n");
  });

  test("in a short line, however long one byte goes on", async () => {
    const body = Buffer.concat([Buffer.from('{"a":"'), run("a", 2_000_000), Buffer.from('"}')]);
    const { line } = await received(post(body), NONE);
    expect(line.length).toBeLessThan(300);
  });

  test("whatever it is", async () => {
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.string({ unit: "binary" }).map((text) => Buffer.from(text)),
      fc
        .array(fc.tuple(fc.integer({ min: 0, max: 255 }), fc.constantFrom(1, 511, 512, 2_000)), { maxLength: 4 })
        .map((runs) => Buffer.concat(runs.map(([byte, length]) => Buffer.alloc(length, byte)))),
    );
    await fc.assert(
      fc.asyncProperty(body, async (bytes) =>
        expect([...(await received(post(bytes), NONE)).body]).toEqual([...bytes]),
      ),
      { numRuns: 12 },
    );
  });
});

describe("the rest of the request", () => {
  test("path and query as they stand, below the base path", async () => {
    for (const path of [
      "/a/%2E%2e/../b//c",
      "/a/.",
      "/.a/b..c/...",
      "/clusters?include=all&x=%20'$%7B",
      "/x[1-3]{a,b}",
      "/c;d=e&f",
    ]) {
      expect((await received({ method: "GET", path, headers: [] }, NONE)).url).toBe(`/base${path}`);
    }
  });

  test("with parts that curl would take out, which alone are to stay: a newer curl signs no such path", () => {
    const options = { region: "us-east-1", endpoint: "http://127.0.0.1" };
    const lineOf = (path: string) => curlLine({ method: "GET", path, headers: [] }, options);
    expect(lineOf("/clusters/..%2Fa?x=/../")).not.toContain("--path-as-is");
    for (const path of ["/clusters/%2e", "/clusters/../a", "/clusters/..?x"])
      expect(lineOf(path)).toContain(" --path-as-is ");
  });

  test("its headers in their order, odd values too, and none of curl's that would matter", async () => {
    const headers: Header[] = [
      ["X-Empty", ""],
      ["content-TYPE", 'application/json; charset="utf-8"'],
      ["X-Quote", "it's $HOME"],
      ["X-Latin", "caf\xe9"],
      ["X-Twice", "1"],
      ["X-Twice", "2"],
    ];
    const result = await received({ method: "PUT", path: "/", headers, body: Buffer.from("{}") }, NONE);
    expect(result.headers.filter(([name]) => !/^(host|user-agent|content-length)$/i.test(name))).toEqual(headers);
  });

  test("a body without content type keeps none, nor an accept of curl's", async () => {
    const result = await received({ method: "POST", path: "/", headers: [], body: Buffer.from("x") }, NONE);
    expect(header(result, "content-type")).toBeUndefined();
    expect(header(result, "accept")).toBeUndefined();
    expect(header(result, "expect")).toBeUndefined();
  });

  test.each(["GET", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS"])("%s without a body", async (method) => {
    const result = await received({ method, path: "/clusters/a", headers: [] }, NONE);
    expect(result.method).toEqual(method);
    expect(result.body).toHaveLength(0);
  });
});

describe("the signature", () => {
  const request: WireRequest = { ...post(Buffer.from("{}")), path: "/clusters?include=all" };

  /** What our own signer makes of the headers curl signed. */
  function expected(result: Received & { origin: string }, region = "us-east-1", service = "eks"): string {
    const names = /SignedHeaders=([^,]+)/.exec(header(result, "authorization") ?? "")?.[1]?.split(";") ?? [];
    return authorization({
      method: "POST",
      target: "/base/clusters?include=all",
      headers: result.headers
        .map(([name, value]) => [name.toLowerCase(), value] as const)
        .filter(([name]) => names.includes(name)),
      payloadHash: header(result, "x-amz-content-sha256") ?? sha256Hex(result.body),
      credentials: { accessKeyId: ENVIRONMENT.AWS_ACCESS_KEY_ID, secretAccessKey: ENVIRONMENT.AWS_SECRET_ACCESS_KEY },
      amzDate: header(result, "x-amz-date") ?? "",
      region,
      service,
    });
  }

  test("is made anew from variables of the environment", async () => {
    const old: Header[] = [
      ["x-amz-date", "20200101T000000Z"],
      ["authorization", "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/…"],
      ["x-amz-security-token", "old"],
    ];
    const result = await received({ ...request, headers: [...request.headers, ...old] });
    expect(header(result, "authorization")).toBe(expected(result));
    expect(header(result, "x-amz-security-token")).toBe(ENVIRONMENT.AWS_SESSION_TOKEN);
    expect(result.line).toContain(" --aws-sigv4 aws:amz:us-east-1:eks ");
    // By the shell's own printf and a pipe: curl's arguments are there for every user of the machine to read.
    expect(result.line).toMatch(
      /^printf '.*' "\$AWS_ACCESS_KEY_ID" "\$AWS_SECRET_ACCESS_KEY" "\$AWS_SESSION_TOKEN" \| curl /,
    );
    expect(result.line.slice(result.line.indexOf("| curl"))).not.toContain("$");
    for (const secret of ["AKIDEXAMPLE", "20200101", "old", "uthorization"]) expect(result.line).not.toContain(secret);
  });

  test("has a session token only where there is one", async () => {
    expect(header(await received(request), "x-amz-security-token")).toBeUndefined();
    expect(header(await received(request, { sessionToken: true }), "x-amz-security-token")).toBe("to ken==");
  });

  test("none: is not there", async () => {
    expect(header(await received(request, NONE), "authorization")).toBeUndefined();
  });

  test("wrong-region and wrong-service: is for another scope", async () => {
    const region = await received(request, { signing: { kind: "wrong-region", region: "eu-west-1" } });
    expect(header(region, "authorization")).toBe(expected(region, "eu-west-1"));
    const service = await received(request, { signing: { kind: "wrong-service", service: "s3" } });
    expect(header(service, "authorization")).toContain("/us-east-1/s3/aws4_request");
  });

  test.each<Signing>([{ kind: "wrong-secret" }, { kind: "unknown-key" }, { kind: "corrupt-signature" }])(
    "$kind: is wrong",
    async (signing) => {
      const value = header(await received(request, { signing }), "authorization") ?? "";
      expect(value).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKI\w+\/\d{8}\/us-east-1\/eks\/aws4_request, ?SignedHeaders=.*, ?Signature=[0-9a-f]{64}$/,
      );
      expect(value).not.toBe(expected(await received(request, { signing })));
      expect(value.includes("AKIDEXAMPLE")).toBe(signing.kind !== "unknown-key");
    },
  );

  test("other-caller: names variables of its own for whoever is to be refused", () => {
    const line = (caller: OtherCaller): string =>
      curlLine(
        { ...request, headers: [...request.headers, ["x-amz-security-token", "secret"]] },
        { region: "us-east-1", endpoint: "http://localhost:4566", signing: { kind: "other-caller", caller } },
      ) ?? "";
    expect(line("expired-token")).toContain('"$EXPIRED_TOKEN_ACCESS_KEY_ID" "$EXPIRED_TOKEN_SECRET_ACCESS_KEY"');
    expect(line("expired-token")).toContain('"$EXPIRED_TOKEN_SESSION_TOKEN" |');
    expect(line("no-permission")).toContain('"$NO_PERMISSION_ACCESS_KEY_ID" "$NO_PERMISSION_SECRET_ACCESS_KEY"');
    expect(line("no-permission")).not.toMatch(/AWS_|secret/);
  });

  test("skewed: is of another time", async () => {
    const result = await received(request, { signing: { kind: "skewed", seconds: -7_200 } });
    const [, year, month, day, hour, minute] = (
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/.exec(header(result, "x-amz-date") ?? "") ?? []
    ).map(Number);
    const age = Date.now() - Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute);
    expect(Math.abs(age - 7_200_000)).toBeLessThan(300_000);
    expect(header(result, "authorization")).toContain(`/${header(result, "x-amz-date")?.slice(0, 8)}/us-east-1/`);
  });

  test("body-not-covered: is over another body", async () => {
    const result = await received(request, { signing: { kind: "body-not-covered" } });
    expect(header(result, "x-amz-content-sha256")).toBe(sha256Hex("{} "));
    expect(header(result, "authorization")).toBe(expected(result));
  });

  test("verbatim: stands as it was given", async () => {
    const signing = { kind: "verbatim", authorization: "AWS4-HMAC-SHA256 Credential='x'" } as const;
    const result = await received(request, { signing });
    expect(header(result, "authorization")).toBe(signing.authorization);
    expect(header(result, "x-amz-date")).toMatch(/^\d{8}T\d{6}Z$/);
  });
});

test("a quoted word is one word of the shell, and the same", async () => {
  const words = ["", "a b", "'", "$x", "-n", "*", "~", "a\nb", "\\", "!", "žluť", "`id`", "a;b", "{a,b}"];
  const printed = await shell(`printf '%s\\001' ${words.map(shellQuote).join(" ")}`);
  expect(printed.split("\x01").slice(0, -1)).toEqual(words);
});

test("a body of bytes and the keys go to curl by pipes of their own", async () => {
  const result = await received(post(Buffer.from([0, 255, 10])), {});
  expect([...result.body]).toEqual([0, 255, 10]);
  expect(header(result, "authorization")).toContain("AKIDEXAMPLE");
  expect(result.line.slice(result.line.indexOf("| curl"))).not.toContain("$");
});

test.each(["$(touch spoilt)", "`touch spoilt`", "';touch spoilt;'", "a\ntouch spoilt"])(
  "a Region and a service are words of the shell, whatever they are: %j",
  async (word) => {
    for (const kind of ["sign", "corrupt-signature"] as const) {
      const line = curlLine(post(Buffer.from("{}")), {
        region: word,
        service: word,
        endpoint: "http://127.0.0.1:9",
        signing: { kind },
      });
      await shell(`cd ${shellQuote(folder)}; ${line}`);
      expect(existsSync(join(folder, "spoilt"))).toBe(false);
    }
  },
);

test.each(["-K.", "", "file:///etc/hostname", "gopher://127.0.0.1", "://x", " http://127.0.0.1"])(
  "there is no line for an endpoint that is not of HTTP: %j",
  (endpoint) => expect(curlLine(post(Buffer.from("{}")), { region: "us-east-1", endpoint })).toBeUndefined(),
);
