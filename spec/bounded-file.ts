// eslint-disable-next-line no-restricted-imports -- openSync reads here.
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/**
 * Bytes of a file at most, whoever wrote it: of settings, which take much more room once they are read; of
 * models, four times the largest; of what a run appends to line by line, and is read so; of anything else.
 */
export const SETTINGS_BYTES = 1_000_000;
export const MODEL_BYTES = 16_000_000;
export const LOG_BYTES = 256_000_000;
export const FILE_BYTES = 64_000_000;

const CHUNK = 1_000_000;

/** A file, or what a packed one unpacks to, is larger than anything of its sort has to be. */
export class TooLargeError extends Error {
  override readonly name = "TooLargeError";

  constructor(limit: number) {
    super(`it has more than ${limit / 1_000_000} MB; give one of fewer`);
  }
}

/**
 * Reads a file of at most `limit` bytes. A device or a pipe says nothing of its size, so what comes is counted. Throws
 * TooLargeError, and what Node throws of a file that cannot be read.
 */
export function readBounded(file: string | URL, limit = FILE_BYTES): Buffer {
  const descriptor = openSync(file, "r");
  try {
    if (fstatSync(descriptor).size > limit) throw new TooLargeError(limit);
    const chunks: Buffer[] = [];
    for (let total = 0; ;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const read = readSync(descriptor, chunk);
      if (read === 0) return Buffer.concat(chunks, total);
      total += read;
      if (total > limit) throw new TooLargeError(limit);
      chunks.push(chunk.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
}
