/** Whether a path is one of an operation's template. */
export function fits(template: string, path: string): boolean {
  const [wanted, given] = [partsOf(template), partsOf(path)];
  return wanted.length === given.length && wanted.every((part, at) => part.startsWith("{") || part === given[at]);
}

/** What a path has in the places of a template's labels, by their names, as it stands there. */
export function labelsIn(template: string, path: string): ReadonlyMap<string, string> {
  const given = partsOf(path);
  return new Map(
    partsOf(template).flatMap((part, at) => (part.startsWith("{") ? [[part.slice(1, -1), given[at] ?? ""]] : [])),
  );
}

function partsOf(path: string): string[] {
  return (path.split("?", 1)[0] ?? "").split("/");
}
