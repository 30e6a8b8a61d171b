import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ROOT } from "#tests/helpers/action-file.ts";

/** What puts a value into the words received by itself: `receivedValue` says as data, too, that it is absent. */
const IN_WORDS_ALONE = /\breceived: (?:show|typeName|jsonText|["'](?:absent|null|nothing)["'])/;

test("whatever tells what an answer has tells as data that it is absent", () => {
  const files = readdirSync(join(ROOT, "suites"), { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => file.endsWith(".ts") && !file.endsWith("member-finding.ts"));
  const byThemselves = sources.filter((file) => IN_WORDS_ALONE.test(readFileSync(join(ROOT, "suites", file), "utf8")));
  expect(byThemselves).toEqual([]);
});

const CAUSES = "reports/model/causes";

/** What tells the causes that were found. */
const TELLS = "causes-of.ts";

const OF_WORDS = /from "[./]*\/words\//;

/** A sentence that a record or an answer has. */
const SENTENCE =
  /(?<!\.)\.(?:words|received|expected|summary|quote)\b|[{,] (?:words|received|expected|summary|quote)[ ,:]/;

test("causes are found by fields: what finds them knows no words, and reads no sentence", () => {
  const files = readdirSync(join(ROOT, CAUSES), { recursive: true, encoding: "utf8" });
  const finding = files.filter((file) => file.endsWith(".ts") && !file.startsWith("words") && file !== TELLS);
  const readsWords = (file: string): boolean => {
    const text = readFileSync(join(ROOT, CAUSES, file), "utf8");
    return OF_WORDS.test(text) || SENTENCE.test(text);
  };
  expect(finding.filter(readsWords)).toEqual([]);
  expect(finding.length).toBeGreaterThan(10);
});
