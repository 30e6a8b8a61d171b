const TOKEN = /\s*("(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+)/gy;

/** True when an object of a well-formed JSON text names a member twice; RFC 8259 4 leaves the meaning open. */
export function hasDuplicateMembers(text: string): boolean {
  const scopes: (Set<string> | undefined)[] = [];
  let expectName = false;
  for (const [, token = ""] of text.matchAll(TOKEN)) {
    const scope = scopes.at(-1);
    if (token === "{") scopes.push(new Set());
    else if (token === "[") scopes.push(undefined);
    else if (token === "}" || token === "]") scopes.pop();
    else if (expectName && scope !== undefined) {
      const name = JSON.parse(token) as string;
      if (scope.has(name)) return true;
      scope.add(name);
    }
    expectName = token === "{" || (token === "," && scope !== undefined);
  }
  return false;
}

/** True when a string of a well-formed JSON text escapes half of a surrogate pair, which has no Unicode scalar value. */
export function hasLoneSurrogate(text: string): boolean {
  if (!/\\u[dD][89a-fA-F]/.test(text)) return false;
  for (const [, token = ""] of text.matchAll(TOKEN)) {
    if (token.includes("\\u") && !(JSON.parse(token) as string).isWellFormed()) return true;
  }
  return false;
}
