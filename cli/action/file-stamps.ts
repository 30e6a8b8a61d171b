import { statSync } from "node:fs";

/** Changes when the file is written anew; undefined while it is not there. */
type Stamp = string | undefined;

/** A stamp of each file, so that what a run wrote is told from what lay there before it. */
export function stampsOf<Name extends string>(files: Readonly<Record<Name, string>>): Record<Name, Stamp> {
  const stamps = Object.entries<string>(files).map(([name, path]) => [name, stampOf(path)]);
  return Object.fromEntries(stamps) as Record<Name, Stamp>;
}

function stampOf(path: string): Stamp {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? undefined : `${stat.ino} ${stat.mtimeNs} ${stat.size}`;
}
