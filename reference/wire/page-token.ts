import { createHash } from "node:crypto";

const CHECKSUM_LENGTH = 16;

/** The token of the page that starts after this, good for one list alone. */
export function pageToken(after: string, list = ""): string {
  const checksum = createHash("sha256").update(`${list}${after}`).digest("hex").slice(0, CHECKSUM_LENGTH);
  return Buffer.from(`${checksum}${after}`).toString("base64url");
}

/** What the page of a token starts after; undefined where the token is none of that list. */
export function pageStart(token: string, list = ""): string | undefined {
  const after = Buffer.from(token, "base64url").toString().slice(CHECKSUM_LENGTH);
  return pageToken(after, list) === token ? after : undefined;
}
