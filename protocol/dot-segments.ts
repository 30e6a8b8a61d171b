/** Whether a path has parts that a client may take out, and what is before them with it: `.` or `..`, percent-encoded, too. */
export function hasDotSegments(path: string): boolean {
  return /\/(?:\.|%2e){1,2}(?:\/|$)/i.test(path.split("?", 1)[0] ?? "");
}
