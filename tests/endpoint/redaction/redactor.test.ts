import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createRedactor } from "#endpoint/redaction/redactor.ts";

const redactor = createRedactor({ secrets: ["wJalrXUtnFEMI/K7MDENG", "test"], salt: "salt" });

function redacted(body: string): string {
  return Buffer.from(redactor.body(Buffer.from(body))).toString();
}

describe("headers", () => {
  test("Authorization keeps what is no secret", () => {
    const scope = "20261124/us-east-1/eks/aws4_request, SignedHeaders=host;x-amz-date, Signature=";
    const value = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope}${"0a".repeat(32)}`;
    const [[name, shown] = ["", ""]] = redactor.headers([["Authorization", value]]);
    expect(name).toBe("Authorization");
    expect(shown).toMatch(
      /^AWS4-HMAC-SHA256 Credential=\[redacted 11 chars [0-9a-f]{6}\]\/20261124\/us-east-1\/eks\/aws4_request, SignedHeaders=host;x-amz-date, Signature=\[redacted 64 chars [0-9a-f]{6}\]$/,
    );
  });

  test.each([
    ["authorization", "Bearer abc"],
    ["authorization", "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE"],
    ["X-Amz-Security-Token", "FwoGZXIvYXdz"],
    ["Set-Cookie", "session=abc"],
  ])("%s: %s is taken out whole", (name, value) => {
    expect(redactor.headers([[name, value]])).toEqual([
      [name, expect.stringMatching(new RegExp(`^\\[redacted ${value.length} chars [0-9a-f]{6}\\]$`))],
    ]);
  });

  test("others stay, but for secrets in them", () => {
    expect(
      redactor.headers([
        ["X-A", "b"],
        ["X-B", "k=wJalrXUtnFEMI/K7MDENG;"],
      ]),
    ).toEqual([
      ["X-A", "b"],
      ["X-B", expect.stringMatching(/^k=\[redacted 21 chars \w{6}\];$/)],
    ]);
  });
});

describe("bodies", () => {
  test("activation id and code are marked in place, the rest is byte for byte the same", () => {
    const before =
      '{ "cluster": {"connectorConfig" : {"activationId":"id-1", "activationCode" :\t"co\\"de", "provider":"é"}} }';
    const mark = String.raw`\[redacted \d+ chars [0-9a-f]{6}\]`;
    expect(redacted(before)).toMatch(
      new RegExp(
        `^{ "cluster": {"connectorConfig" : {"activationId":"${mark}", "activationCode" :\t"${mark}", "provider":"é"}} }$`,
      ),
    );
  });

  test("a code that the body repeats elsewhere is marked there too", () => {
    const after = redacted('{"message":"use hunter2-hunter2","activationCode":"hunter2-hunter2"}');
    expect(after).not.toContain("hunter2");
    expect(new Set(after.match(/\[redacted[^\]]*\]/g)).size).toBe(1);
  });

  test.each([
    ["cut short", '{"activationCode":"secret-secr'],
    ["cut within an escape", '{"activationCode":"secret-secr\\'],
    ["with a broken escape", '{"activationCode":"\\\nsecret-secr"}'],
    ["in another case", '{"ActivationCode":"secret-secr"}'],
    ["twice", '{"activationCode":"secret-secr","activationCode":"secret-secr2"}'],
    ["no JSON", 'oops: "activationCode": "secret-secr" <html>'],
  ])("%s", (_name, body) => expect(redacted(body)).not.toContain("secret"));

  test.each([
    ["a number", '{"activationCode":98765432109876543210}', "98765432"],
    [
      "a number that reads as another",
      '{"seen":98765432109876540000,"activationCode":98765432109876543210}',
      "98765432",
    ],
    ["a negative number with a fraction", '{"activationId": -12345678.5e+3, "a":1}', "12345678"],
    ["a number cut short", '{"activationCode":98765432', "98765432"],
    ["bytes", '{"activationCode":[115,101,99,114,101,116,33]}', "115"],
    ["bytes said again", '{"seen":[115, 101, 99, 114, 101],"activationCode":[115,101,99,114,101]}', "115"],
    ["several texts", '{"activationCode":["first-half","second-half"]}', "second"],
    ["an object", '{"activationCode":{"value":"secret-secr","n":[1]}}', "secret"],
    ["an object cut short", '{"activationCode":{"value":["secret-secr', "secret"],
    ["a word without quotes", '{activation: 1, "activationCode": secret_secr-x}', "secret"],
    ["a list within the other", '{"activationId":[{"activationCode":"secret-secr"}]}', "secret"],
  ])("%s is no better hidden than a text", (_what, body, secret) => {
    const shown = redacted(body);
    expect(shown).not.toContain(secret);
    expect(shown).toMatch(/\[redacted \d+ chars [0-9a-f]{6}\]/);
  });

  test.each([1, 2, 3, 4])("a code under %i layers of JSON inside JSON is marked, wherever it is said", (layers) => {
    const code = `secret-${layers}"secr-et`;
    let body = JSON.stringify({ connectorConfig: { activationCode: code } });
    for (let layer = 1; layer <= layers; layer += 1) body = JSON.stringify({ message: body });
    expect(redacted(`${body} ${code}`)).not.toContain("secr");
  });

  test("the names within a value are no secrets elsewhere", () => {
    const { text } = createRedactor({ salt: "s" });
    text('{"activationCode":{"cluster-name":"secret-secr"}}');
    expect(text("cluster-name secret-secr")).toMatch(/^cluster-name \[redacted 11 chars \w{6}\]$/);
  });

  test("the rest of a body with a number for a code is the same, and still JSON", () => {
    const shown = redacted('{"a":[1,"b"],"activationCode":98765432109876543210,"activationExpiry":1.5}');
    expect(JSON.parse(shown)).toEqual({
      a: [1, "b"],
      activationCode: expect.stringMatching(/^\[redacted 20 chars \w{6}\]$/),
      activationExpiry: 1.5,
    });
  });

  test("what is missing, empty or no string still shows as such", () => {
    for (const body of ['{"activationCode":""}', '{"activationCode":null}', '{"activationId":7}', "{}", ""]) {
      expect(redacted(body)).toBe(body);
    }
  });

  test.each([
    ["split by what has no width", (code: string) => [...code].join("\u200b")],
    ["split by wide spaces", (code: string) => [...code].join("\u2003")],
    ["percent-encoded", encodeURIComponent],
    ["as it is", String],
  ])("a code that is no ASCII, said again %s, goes", (_how, encode) => {
    const code = "\u043a\u043b\u044e\u0447-\u043e\u0442-\u043a\u043b\u0430\u0441\u0442\u0435\u0440\u0430";
    const body = JSON.stringify({ again: encode(code), activationCode: code });
    expect(redacted(body)).toMatch(/^\{"again":"\[redacted[^"]*\]","activationCode":"\[redacted[^"]*\]"\}$/);
  });

  test("a code that is no ASCII goes from a body that is no text", () => {
    const { body } = createRedactor({ secrets: ["\u043a\u043b\u044e\u0447-secret"], salt: "s" });
    const bytes = Buffer.concat([Buffer.of(0xff), Buffer.from("<\u043a\u043b\u044e\u0447-secret>"), Buffer.of(0xfe)]);
    expect(Buffer.from(body(bytes)).toString("latin1")).toMatch(/^\u00ff<\[redacted 11 chars \w{6}\]>\u00fe$/);
  });

  test("equal codes have equal marks in bodies and in words, ASCII or not", () => {
    const mark = /\[redacted [^\]]*\]/;
    const word = '"activationCode":"\u043a\u043b\u044e\u0447-\u043e\u0442"';
    expect(mark.exec(redacted(word))?.[0]).toBe(mark.exec(redactor.text(word))?.[0]);
  });

  test("text keeps its bytes, a byte order mark and all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const bytes = Buffer.from(`\ufeff${text}`);
        expect(Buffer.from(redactor.body(bytes)).equals(bytes)).toBe(true);
      }),
    );
  });

  test("bytes that are no text stay", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect([...createRedactor({ secrets: ["wJalrXUtnFEMI/K7MDENG"] }).body(bytes)]).toEqual([...bytes]);
  });
});

test("the secrets given go, wherever they stand; short ones are no secrets", () => {
  expect(redactor.text("x wJalrXUtnFEMI/K7MDENG y test")).toMatch(/^x \[redacted 21 chars \w{6}\] y test$/);
});

test("equal secrets have equal marks, others others, and another salt makes others", () => {
  const mark = (code: string, salt = "salt") => createRedactor({ salt }).text(`"activationCode":"${code}"`);
  expect(mark("aaaaaaaaaa")).toBe(mark("aaaaaaaaaa"));
  expect(mark("aaaaaaaaaa")).not.toBe(mark("aaaaaaaaab"));
  expect(mark("aaaaaaaaaa")).not.toBe(mark("aaaaaaaaaa", "other"));
});

test("no activation code comes through, whatever it is and wherever it stands", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8, unit: "grapheme-ascii" }), fc.json(), (code, other) => {
      const needle = `needle-${code}`;
      const body = JSON.stringify({ other, cluster: { connectorConfig: { activationCode: needle } }, needle });
      expect(redacted(body)).not.toContain(JSON.stringify(needle).slice(1, -1));
    }),
  );
});

test("a secret that is kept later is taken out from then on", () => {
  const { text, keep } = createRedactor({ secrets: ["first-secret-value"], salt: "s" });
  expect(text("first-secret-value second-secret-value")).toMatch(/^\[redacted .*\] second-secret-value$/);
  keep("second-secret-value");
  expect(text("first-secret-value second-secret-value")).not.toMatch(/first-secret|second-secret/);
});

test("words about a body are redacted as the body was", () => {
  const { text } = createRedactor({ salt: "s" });
  expect(text('received "0123456789abcdef"')).toContain("0123456789abcdef");
  text('{"activationCode":["0123456789abcdef"]}');
  expect(text('received "0123456789abcdef"')).not.toContain("0123456789abcdef");
});
