const SIZES = ["B", "KB", "MB", "GB"] as const;

/** `1 requirement`, `2 requirements`. */
export function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** Thousands apart: `12,345`. The same in every locale, so that reports are too. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Milliseconds as people say them: `0.4 ms`, `812 ms`, `2.4 s`, `3 min 12 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 10) return `${Number(milliseconds.toFixed(1))} ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${Number((milliseconds / 1000).toFixed(1))} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Bytes with a unit, in powers of 1,024: `940 B`, `4.8 MB`. */
export function byteSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < SIZES.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : Number(value.toFixed(1))} ${SIZES[unit] ?? "B"}`;
}

/** Milliseconds since the epoch as `2026-11-24 14:25:47 UTC`. */
export function instant(epochMilliseconds: number): string {
  if (!Number.isFinite(epochMilliseconds) || Math.abs(epochMilliseconds) > 8.64e15) return "unknown time";
  return new Date(epochMilliseconds)
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, " UTC");
}

/** Cuts at a number of UTF-16 units without splitting a surrogate pair. */
export function head(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

/** The same, and says with an ellipsis that it cut. */
export function brief(text: string, length: number): string {
  return text.length <= length ? text : `${head(text, length)}…`;
}
