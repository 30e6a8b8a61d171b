import { expect, test } from "@jest/globals";
import { sizeTable } from "#scripts/size/size-table.ts";
import { readSource } from "#scripts/size/source-file.ts";

const USER = `import { one } from "./one.ts";
/** Told. */
export function two(): number {
  // Why.

  const text = \`a
b\`;
  return [one].map((each) => {
    return each;
  }).length + text.length;
}
`;

test("a line counts that holds code, neither a blank one nor a comment", () => {
  expect(readSource("spec/two.ts", USER)).toMatchObject({ lines: 8, longestFunction: 7, imports: ["./one.ts"] });
});

test("a folder stands beside its budget, and small files and twins are listed", () => {
  const files = [
    readSource("spec/two.ts", USER),
    readSource("spec/one.ts", "export const one = 1;\n"),
    readSource("spec/deep/one.ts", 'import "#spec/two.ts";\nimport "#spec/one.ts";\n'),
    readSource("tests/one.test.ts", "export {};\n"),
  ];
  const folder = ["spec".padEnd(28), ...["11", "3", "2", "8", "7", "7500"].map((at) => at.padStart(9))].join("");
  expect(sizeTable(files)).toEqual(
    expect.arrayContaining([
      folder,
      "files under 15 lines with one user: 1",
      "  spec/two.ts, used by spec/deep/one.ts",
      "  spec/one.ts, spec/deep/one.ts",
    ]),
  );
});
