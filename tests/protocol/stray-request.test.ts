import { describe, expect, test } from "@jest/globals";
import type { Header } from "#protocol/exchange.ts";
import { strayRequest } from "#protocol/stray-request.ts";

const at = (...headers: Header[]) => strayRequest({ path: "/clusters", headers }, ["emulator.lan", "EKS"]);
const LOCAL: Header = ["Host", "127.0.0.1:4568"];

describe("a host that no name server can make another's passes", () => {
  test.each([
    "127.0.0.1:4568",
    "localhost:4568",
    "LOCALHOST",
    "localhost.:80",
    "eks.localhost:1",
    "[::1]:4568",
    "192.168.0.9:80",
    "emulator.lan:8080",
    "Emulator.LAN",
    "eks:4567",
  ])("%s", (host) => expect(at(["host", host])).toBeUndefined());

  test("and so does a request of HTTP/1.0 without one", () => expect(at()).toBeUndefined());
});

describe("another host is refused", () => {
  test.each([
    "evil.example",
    "evil.example:4568",
    "localhost.evil.example",
    "127.0.0.1.evil.example:4568",
    "notlocalhost",
    "evil.example@127.0.0.1",
    "evil.example#.localhost",
    "evil.example/.localhost",
    "[::1].evil.example",
    "[evil.example]:1",
    "1.2.3.4.5",
    "x.emulator.lan",
    "",
    "127.0.0.1, evil.example",
  ])("%j", (host) =>
    expect(at(["host", host])).toMatchObject({ status: 403, why: expect.stringContaining("--allow-host") }),
  );

  test("also as the second of two", () => {
    expect(at(LOCAL, ["HOST", "evil.example"])).toMatchObject({ status: 403 });
  });
});

describe("what a web page of another origin sends is refused", () => {
  test.each<[Header]>([
    [["Sec-Fetch-Site", "cross-site"]],
    [["sec-fetch-site", "same-site"]],
    [["Sec-Fetch-Site", "made-up"]],
    [["Origin", "https://evil.example"]],
    [["Origin", "null"]],
    [["Origin", "http://localhost:3000"]],
    [["Origin", "http://127.0.0.1:45680"]],
    [["ORIGIN", ""]],
  ])("%j", (header) =>
    expect(at(LOCAL, header)).toMatchObject({ status: 403, why: expect.stringContaining("web page") }),
  );

  test.each<[Header]>([
    [["Sec-Fetch-Site", "none"]],
    [["Sec-Fetch-Site", "same-origin"]],
    [["Origin", "http://127.0.0.1:4568"]],
    [["sec-fetch-mode", "cors"]],
  ])("but not %j", (header) => expect(at(LOCAL, header)).toBeUndefined());

  test("also where a second header of the name says otherwise", () => {
    expect(at(LOCAL, ["Sec-Fetch-Site", "none"], ["Sec-Fetch-Site", "cross-site"])).toMatchObject({ status: 403 });
  });
});

test.each(["http://evil.example/clusters", "*", "evil.example:443", "HTTPS://127.0.0.1/", ""])(
  "a target that is no path is refused: %j",
  (path) =>
    expect(strayRequest({ path, headers: [LOCAL] }, [])).toMatchObject({
      status: 400,
      why: expect.stringContaining("a path"),
    }),
);
