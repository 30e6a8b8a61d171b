import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";

/** Certificates in PEM, good for a day: of a private CA, and of a server on loopback that it vouches for. */
export interface Certificates {
  readonly ca: string;
  readonly server: { readonly cert: string; readonly key: string };
}

/** Made anew each time, so that none is kept in the tree or runs out. */
export function makeCertificates(): Certificates {
  const ca = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const server = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const issuer = { name: "Test CA", key: ca.privateKey };
  return {
    ca: certificate({ subject: "Test CA", publicKey: ca.publicKey, extension: IS_CA, issuer }),
    server: {
      cert: certificate({ subject: "localhost", publicKey: server.publicKey, extension: FOR_LOOPBACK, issuer }),
      key: server.privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    },
  };
}

interface Request {
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly extension: Buffer;
  readonly issuer: { readonly name: string; readonly key: KeyObject };
}

/** X.509 v3 in DER, RFC 5280 section 4.1. */
function certificate({ subject, publicKey, extension, issuer }: Request): string {
  const day = 24 * 60 * 60 * 1000;
  const toBeSigned = sequence(
    tagged(0xa0, integer(2)),
    integer(1),
    ECDSA_WITH_SHA256,
    commonName(issuer.name),
    sequence(time(Date.now() - day), time(Date.now() + day)),
    commonName(subject),
    publicKey.export({ type: "spki", format: "der" }),
    tagged(0xa3, sequence(extension)),
  );
  const der = sequence(toBeSigned, ECDSA_WITH_SHA256, bits(sign("sha256", toBeSigned, issuer.key)));
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

function tagged(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const head = length < 0x80 ? [tag, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

function sequence(...contents: readonly Buffer[]): Buffer {
  return tagged(0x30, ...contents);
}

function integer(value: number): Buffer {
  return tagged(0x02, Buffer.from([value]));
}

function identifier(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, "hex"));
}

function bits(bytes: Buffer): Buffer {
  return tagged(0x03, Buffer.from([0]), bytes);
}

function time(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/\.\d+|[-:T]/g, "");
  return tagged(0x18, Buffer.from(digits));
}

function commonName(name: string): Buffer {
  return sequence(tagged(0x31, sequence(identifier("550403"), tagged(0x0c, Buffer.from(name)))));
}

const TRUE = tagged(0x01, Buffer.from([0xff]));
const ECDSA_WITH_SHA256 = sequence(identifier("2a8648ce3d040302"));
/** basicConstraints, critical. */
const IS_CA = sequence(identifier("551d13"), TRUE, tagged(0x04, sequence(TRUE)));
/** subjectAltName: localhost and 127.0.0.1. */
const FOR_LOOPBACK = sequence(
  identifier("551d11"),
  tagged(0x04, sequence(tagged(0x82, Buffer.from("localhost")), tagged(0x87, Buffer.from([127, 0, 0, 1])))),
);
