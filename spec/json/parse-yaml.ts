import { isScalar, parseDocument, visit, YAMLParseError, type Document, type LineCounter, type YAMLMap } from "yaml";

/**
 * A YAML 1.2 document, and so JSON, with its errors; a key that stands twice in a map is one of them. The parser's own
 * look for such keys compares each with each: 60,000 of them took it a minute.
 */
export function parseYaml(text: string, lines?: LineCounter): Document.Parsed {
  const document = parseDocument(text, {
    prettyErrors: false,
    uniqueKeys: false,
    ...(lines === undefined ? {} : { lineCounter: lines }),
  });
  visit(document, {
    Map(_, map) {
      const repeated = repeatedKey(map);
      if (repeated !== undefined) document.errors.push(repeated);
    },
  });
  return document;
}

function repeatedKey({ items }: YAMLMap): YAMLParseError | undefined {
  const seen = new Set<unknown>();
  for (const { key } of items) {
    if (!isScalar(key)) continue;
    if (seen.has(key.value)) {
      const [start, end] = key.range ?? [0, 0];
      return new YAMLParseError([start, end], "DUPLICATE_KEY", "Map keys must be unique");
    }
    seen.add(key.value);
  }
  return undefined;
}
