import { createHash } from "node:crypto";

export function sha256Base64(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
