import { posix } from "node:path";
import { groupedBy } from "#spec/grouped-by.ts";
import type { SourceFile } from "./source-file.ts";

/** Code lines each top folder may have; two of them share one. */
const BUDGETS: ReadonlyMap<string, number> = new Map([
  ["spec", 7_500],
  ["generators", 3_500],
  ["protocol", 1_100],
  ["endpoint", 2_700],
  ["custody", 2_700],
  ["suites", 16_000],
  ["reports", 8_500],
  ["reference", 8_000],
  ["cli", 6_000],
  ["scripts", 2_200],
  ["tests", 45_000],
]);
/** Code lines of all folders but the tests. */
const PRODUCT_BUDGET = 58_000;
/** A file below this with one user belongs to its user. */
const SMALL = 15;

/** The lines of the table, those of a second level below their top folder's, then what to look at. */
export function sizeTable(files: readonly SourceFile[]): string[] {
  const product = files.filter((file) => !isTest(file));
  return [
    ["folder", "lines", "files", "median", "longest", "function", "budget"].map(cell).join(""),
    ...[...groupsOf(files, 1)].flatMap(([top, inTop]) => [
      row(top, inTop, BUDGETS.get(top)),
      ...[...groupsOf(inTop, 2)].map(([folder, within]) => row(`  ${folder}`, within)),
    ]),
    row("product", product, PRODUCT_BUDGET),
    ...listed(`files under ${String(SMALL)} lines with one user`, smallWithOneUser(product)),
    ...listed("base names that stand twice in a top folder", twins(product)),
  ];
}

function row(name: string, files: readonly SourceFile[], budget?: number): string {
  const lines = files.map((file) => file.lines).sort((a, b) => a - b);
  const cells = [
    lines.reduce((sum, each) => sum + each, 0),
    lines.length,
    lines[Math.floor(lines.length / 2)] ?? 0,
    lines.at(-1) ?? 0,
    Math.max(0, ...files.map((file) => file.longestFunction)),
    budget ?? "",
  ];
  return [name, ...cells.map(String)].map(cell).join("");
}

function cell(text: string, at: number): string {
  return at === 0 ? text.padEnd(28) : text.padStart(9);
}

function groupsOf(files: readonly SourceFile[], depth: number): ReadonlyMap<string, SourceFile[]> {
  const deep = files.filter((file) => file.path.split("/").length > depth);
  const groups = groupedBy(deep, (file) => file.path.split("/").slice(0, depth).join("/"));
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function listed(title: string, lines: readonly string[]): string[] {
  return ["", `${title}: ${String(lines.length)}`, ...lines.map((line) => `  ${line}`)];
}

function smallWithOneUser(product: readonly SourceFile[]): string[] {
  const users = groupedBy(
    product.flatMap((user) => user.imports.map((named) => ({ user: user.path, used: importedFile(user.path, named) }))),
    ({ used }) => used,
  );
  return product.flatMap(({ path, lines }) => {
    const of = [...new Set(users.get(path)?.map(({ user }) => user))];
    return lines < SMALL && of.length === 1 ? [`${path}, used by ${String(of[0])}`] : [];
  });
}

/** The file that an import names, from the root of the checkout. */
function importedFile(from: string, named: string): string {
  return named.startsWith("#") ? named.slice(1) : posix.join(posix.dirname(from), named);
}

function twins(product: readonly SourceFile[]): string[] {
  const same = groupedBy(product, ({ path }) => `${String(path.split("/")[0])} ${posix.parse(path).name}`);
  return [...same.values()].filter((of) => of.length > 1).map((of) => of.map(({ path }) => path).join(", "));
}

function isTest({ path }: SourceFile): boolean {
  return path.startsWith("tests/");
}
