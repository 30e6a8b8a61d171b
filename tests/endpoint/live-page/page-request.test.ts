import { describe, expect, test } from "@jest/globals";
import { pageAsked } from "#endpoint/live-page/page-request.ts";
import { isPageToken, newPageToken } from "#endpoint/live-page/page-token.ts";
import type { Header } from "#protocol/exchange.ts";

const TOKEN = newPageToken();
const PORT = 4321;
const HOST: Header = ["Host", `127.0.0.1:${PORT}`];

const asked = (path: string, headers: readonly Header[] = [HOST], method = "GET") =>
  pageAsked({ method, path, headers }, PORT, TOKEN);

describe("a token", () => {
  test("has 192 bits, is another one each time, and fits into an address", () => {
    const drawn = Array.from({ length: 100 }, newPageToken);
    expect(new Set(drawn).size).toBe(100);
    for (const token of drawn) {
      expect(Buffer.from(token, "base64url")).toHaveLength(24);
      expect(encodeURIComponent(token)).toBe(token);
    }
  });

  test.each(["", TOKEN.slice(1), `${TOKEN}x`, TOKEN.toUpperCase().toLowerCase(), "\u0000".repeat(32), "é".repeat(9)])(
    "is not %j",
    (given) => {
      expect(isPageToken(given, TOKEN)).toBe(false);
    },
  );

  test("is itself", () => {
    expect(isPageToken(TOKEN, TOKEN)).toBe(true);
  });
});

describe("who has the address, and opens it by himself, gets", () => {
  test.each([
    ["", "page"],
    ["events", "events"],
    ["report", "report"],
  ])("/TOKEN/%s", (name, part) => {
    expect(asked(`/${TOKEN}/${name}`)).toEqual({ part });
    expect(asked(`/${TOKEN}/${name}`, [["host", `LOCALHOST:${PORT}`]])).toEqual({ part });
  });

  test("/TOKEN/exchange/NUMBER", () => {
    expect(asked(`/${TOKEN}/exchange/12`)).toEqual({ part: "exchange", number: 12 });
  });

  test.each<[string, readonly Header[]]>([
    ["a browser's address bar", [HOST, ["Sec-Fetch-Site", "none"]]],
    ["the page itself", [HOST, ["Sec-Fetch-Site", "same-origin"], ["Origin", `http://127.0.0.1:${PORT}`]]],
  ])("for %s", (_words, headers) => {
    expect(asked(`/${TOKEN}/`, headers)).toEqual({ part: "page" });
  });
});

describe("nobody gets anything", () => {
  test.each<[string, readonly Header[], number]>([
    ["without a Host", [], 403],
    ["with two", [HOST, HOST], 403],
    ["for a name that was rebound to this address", [["Host", `evil.example:${PORT}`]], 403],
    ["for another port", [["Host", "127.0.0.1:80"]], 403],
    ["for no port", [["Host", "127.0.0.1"]], 403],
    ["for an address that begins alike", [["Host", `127.0.0.1:${PORT}0`]], 403],
    ["from a page elsewhere", [HOST, ["Origin", "https://evil.example"]], 403],
    ["from a page that says no origin", [HOST, ["Origin", "null"]], 403],
    ["from another port of this machine", [HOST, ["Origin", "http://127.0.0.1:8080"]], 403],
    ["from a page that names itself by another of our names", [HOST, ["Origin", `http://localhost:${PORT}`]], 403],
    ["through a link elsewhere", [HOST, ["Sec-Fetch-Site", "cross-site"]], 403],
    ["from another port, as the browser says", [HOST, ["Sec-Fetch-Site", "same-site"]], 403],
    ["with two sites", [HOST, ["Sec-Fetch-Site", "same-origin"], ["Sec-Fetch-Site", "cross-site"]], 403],
  ])("%s", (_words, headers, status) => {
    expect(asked(`/${TOKEN}/`, headers)).toMatchObject({ status });
  });

  test.each([
    "/",
    "",
    "*",
    TOKEN,
    `/${TOKEN}`,
    `//${TOKEN}/`,
    `/x/${TOKEN}/`,
    `/${TOKEN.slice(0, -1)}/`,
    `/${TOKEN}/events/`,
    `/${TOKEN}/../`,
    `/${TOKEN}/constructor`,
    `/${TOKEN}/exchange`,
    `/${TOKEN}/exchange/`,
    `/${TOKEN}/exchange/0`,
    `/${TOKEN}/exchange/1e3`,
    `/${TOKEN}/exchange/1/2`,
    `/${TOKEN}/events/1`,
    `/${TOKEN}/?x`,
    `/%00/`,
    `http://127.0.0.1:${PORT}/${TOKEN}/`,
  ])("at %j", (path) => {
    expect(asked(path)).toMatchObject({ status: 404 });
  });

  test.each(["POST", "PUT", "OPTIONS", "CONNECT", "TRACE"])("with %s", (method) => {
    expect(asked(`/${TOKEN}/`, [HOST], method)).toMatchObject({ status: 405 });
  });

  test("and a refusal quotes nothing of what was asked", () => {
    const refused = [
      asked("/<script>/"),
      asked("/", [["Host", "<script>"]]),
      asked("/", [HOST, ["Origin", "<script>"]]),
    ];
    expect(JSON.stringify(refused)).not.toContain("<script>");
  });
});
