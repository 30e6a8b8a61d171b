import { Document, isSeq, parseDocument } from "yaml";
import type { RunRecord } from "../../../suites/record/record.ts";

/**
 * An expectations file that covers the failures of a run: the entries of the file that the run was given, comments
 * and all, and behind them the failures that are new, each below its sentence, their reasons left to be filled in. An
 * empty reason is refused, so nothing is accepted by accident. Undefined when nothing failed that was not expected.
 */
export function expectationsTemplate(record: RunRecord, given = ""): string | undefined {
  const failing = record.requirements.filter(({ verdict, expectedFailure }) => verdict === "fail" && !expectedFailure);
  if (failing.length === 0) return undefined;
  const before = parseDocument(given);
  const document = isSeq(before.contents) ? before : withComment(before.commentBefore ?? before.comment);
  const day = record.run.startedAt.slice(0, 10);
  const head = ` Failures of ${record.target.endpoint} on ${day}: give each a reason, and a link\n`;
  failing.forEach(({ id, title }, index) => {
    const entry = document.createNode({ pattern: id, reason: "" });
    entry.commentBefore = `${index === 0 ? head : ""} ${title}`;
    document.add(entry);
  });
  return document.toString();
}

function withComment(comment: string | null): Document {
  const document = new Document([]);
  document.commentBefore = comment;
  return document;
}
