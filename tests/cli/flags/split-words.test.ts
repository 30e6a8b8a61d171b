import { expect, test } from "@jest/globals";
import { splitWords } from "#cli/flags/split-words.ts";

test.each<[line: string, words: string[]]>([
  ["", []],
  ["moto_server -p 5000", ["moto_server", "-p", "5000"]],
  [`--out 'a b' "c d" e\\ f`, ["--out", "a b", "c d", "e f"]],
  ["--select register.* --skip list.?", ["--select", "register.*", "--skip", "list.?"]],
  ["serve --port {port}\n--host $HOST", ["serve", "--port", "{port}", "--host", "$HOST"]],
  ["a # the rest is a comment", ["a"]],
])("%j", (line, words) => {
  expect(splitWords(line, "here")).toEqual(words);
});

test.each([`'open`, `"open`, "ends with \\", "a > b", "a | b", "a && b"])("%j is refused with its place", (line) => {
  expect(() => splitWords(line, "--command")).toThrow(/^--command: /);
});
