import type { WireRequest } from "../protocol/exchange.ts";

/** A string as one segment of a path: every byte of its UTF-8 but the unreserved, and dots where they would be a step. */
export function encodePathSegment(text: string): string {
  const bytes = Buffer.from(text);
  const encoded = Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9\-._~]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
  return encoded === "." || encoded === ".." ? encoded.replaceAll(".", "%2E") : encoded;
}

export function deregisterRequest(name: string): WireRequest {
  return { method: "DELETE", path: `/cluster-registrations/${encodePathSegment(name)}`, headers: [] };
}

export function describeRequest(name: string): WireRequest {
  return { method: "GET", path: `/clusters/${encodePathSegment(name)}`, headers: [] };
}

/** One page of all clusters, registered ones included. */
export function listRequest(nextToken: string | undefined): WireRequest {
  const page = nextToken === undefined ? "" : `&nextToken=${encodeURIComponent(nextToken)}`;
  return { method: "GET", path: `/clusters?include=all&maxResults=100${page}`, headers: [] };
}
