import { createHash, createHmac } from "node:crypto";
import { ALGORITHM, type CredentialScope } from "./authorization.ts";

/** Lower-case hex SHA-256. */
export function sha256Hex(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Source: SigV4, "Create a signed AWS API request", step 3; `amzDate` is YYYYMMDDTHHMMSSZ. */
export function stringToSign(amzDate: string, scope: CredentialScope, canonicalRequest: string): string {
  return [ALGORITHM, amzDate, scopeText(scope), sha256Hex(canonicalRequest)].join("\n");
}

/** The key derived from a secret for one date, region and service. Source: SigV4, "Calculate the signature". */
export function signingKey(secret: string, scope: CredentialScope): Buffer {
  const date = hmac(`AWS4${secret}`, scope.date);
  return hmac(hmac(hmac(date, scope.region), scope.service), scope.terminator);
}

export function signatureHex(key: Uint8Array, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

export type SigningKeys = (scope: CredentialScope) => Uint8Array;

/** Signing keys of one secret, kept: the derivation costs four times the signature. */
export function signingKeyCache(secret: string): SigningKeys {
  const keys = new Map<string, Uint8Array>();
  return (scope) => {
    const id = scopeText(scope);
    const key = keys.get(id) ?? signingKey(secret, scope);
    // Wrong dates and regions come without end; the right one comes back at once.
    if (keys.size >= 16) keys.clear();
    keys.set(id, key);
    return key;
  };
}

function scopeText({ date, region, service, terminator }: CredentialScope): string {
  return `${date}/${region}/${service}/${terminator}`;
}

function hmac(key: Uint8Array | string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
