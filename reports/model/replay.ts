/** A word as a POSIX shell reads it back unchanged. */
export function shellWord(word: string): string {
  return /^[\w./:@%+=,~-]+$/.test(word) && !word.startsWith("~") ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The command that fires one case of a record again. */
export function replayLine(caseId: string, recordFile = "run.json"): string {
  return `eks-conformance replay ${shellWord(recordFile)} --case ${shellWord(caseId)}`;
}
