import { readRunRecord } from "./cli-process.ts";

/** What the run judged that left its results there: each requirement's id and its verdict. */
export function judgedIn(folder: string): string[] {
  const { requirements } = readRunRecord(folder);
  return requirements.filter(({ verdict }) => verdict !== "disabled").map(({ id, verdict }) => `${id} ${verdict}`);
}
