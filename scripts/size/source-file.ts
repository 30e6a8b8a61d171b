import ts from "typescript";

/** What `npm run size` counts of a source file. */
export interface SourceFile {
  /** From the root of the checkout, with `/`. */
  readonly path: string;
  /** Lines that hold code; a line that holds only blanks or a comment is none. */
  readonly lines: number;
  /** Code lines of its longest function, that function's own functions included; 0 without any. */
  readonly longestFunction: number;
  /** The modules it imports, as it writes them. */
  readonly imports: readonly string[];
}

export function readSource(path: string, text: string): SourceFile {
  const kind = path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const code = codeLines(file);
  const imports: string[] = [];
  let longestFunction = 0;
  const visit = (node: ts.Node): void => {
    const named = moduleOf(node);
    if (named !== undefined) imports.push(named);
    if (ts.isFunctionLike(node)) longestFunction = Math.max(longestFunction, countOf(code, file, node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { path, lines: code.size, longestFunction, imports };
}

function codeLines(file: ts.SourceFile): ReadonlySet<number> {
  const lines = new Set<number>();
  const visit = (node: ts.Node): void => {
    // What a comment documents is among its parts, too.
    if (ts.isJSDoc(node)) return;
    const parts = node.getChildren(file);
    if (parts.length > 0) parts.forEach(visit);
    else if (node.getEnd() > node.getStart(file)) for (const line of linesOf(file, node)) lines.add(line);
  };
  visit(file);
  return lines;
}

function countOf(code: ReadonlySet<number>, file: ts.SourceFile, node: ts.Node): number {
  return linesOf(file, node).filter((line) => code.has(line)).length;
}

function linesOf(file: ts.SourceFile, node: ts.Node): number[] {
  const first = file.getLineAndCharacterOfPosition(node.getStart(file)).line;
  const last = file.getLineAndCharacterOfPosition(node.getEnd()).line;
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function moduleOf(node: ts.Node): string | undefined {
  const named =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
        ? node.arguments[0]
        : undefined;
  return named !== undefined && ts.isStringLiteral(named) ? named.text : undefined;
}
