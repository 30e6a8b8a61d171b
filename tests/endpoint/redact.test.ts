import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createRedactor } from "../../endpoint/redact.ts";

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

  test("what is missing, empty or no string still shows as such", () => {
    for (const body of ['{"activationCode":""}', '{"activationCode":null}', '{"activationId":7}', "{}", ""]) {
      expect(redacted(body)).toBe(body);
    }
  });

  test("bytes that are no text stay", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect([...redactor.body(bytes)]).toEqual([...bytes]);
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
