/** The base path of an endpoint, without a trailing slash. */
export function basePathOf(endpoint: string): string {
  return new URL(endpoint).pathname.replace(/\/+$/, "");
}

/** Path and query below a base path; undefined where they are not below it. */
export function belowBase(path: string, basePath: string): string | undefined {
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : undefined;
}
