import type { IntendedRegistration } from "./ledger.ts";
import type { RunTag } from "../ownership/run-tag.ts";

const TOKEN = /"clientRequestToken"\s*:\s*"([^"\\]*)"/;

/** What in the text of a request's body tells a registration from others of the same name, for the journal. */
export function requestMarks(text: string, runTag: RunTag | undefined): Pick<IntendedRegistration, "token" | "tagged"> {
  const token = TOKEN.exec(text)?.[1];
  const tagged = runTag !== undefined && text.includes(`${JSON.stringify(runTag.key)}:${JSON.stringify(runTag.value)}`);
  return { token, tagged: tagged ? true : undefined };
}
