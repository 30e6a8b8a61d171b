import { expect, test } from "@jest/globals";
import { terminalPage } from "#scripts/screenshots/terminal-page.ts";

const ESCAPE = "\u001b";

/** What the page shows between its tags of preformatted text. */
function shown(output: string): string {
  return /<pre>(.*)<\/pre>/s.exec(terminalPage("tool run", output))?.[1] ?? "";
}

test("begins with the command after a prompt", () => {
  expect(shown("done")).toBe('<span style="font-weight: bold">$ tool run</span>\ndone');
});

test("styles what stands between two codes, and ends with the second", () => {
  expect(shown(`a ${ESCAPE}[31mred${ESCAPE}[39m b`)).toMatch(/\na <span style="color: #\w+">red<\/span> b$/);
});

test("leaves no code in the text, not even one without a style", () => {
  expect(shown(`${ESCAPE}[35mviolet${ESCAPE}[0m`)).toMatch(/\nviolet$/);
});

test("shows what would be markup", () => {
  expect(shown('--level <level> & "more"')).toMatch(/\n--level &lt;level> &amp; &quot;more&quot;$/);
});
