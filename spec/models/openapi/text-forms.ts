import type { TimestampFormat } from "#spec/contract/operation.ts";

/** Bytes in base64 with its padding (RFC 4648, section 4). */
export const BASE64 = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";

const DAY = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const TIME = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]";

/** Texts that are a time in a format, those of days that every month has. Source: restJson1, timestamp formats. */
export const TIMESTAMP_PATTERNS: Readonly<Record<TimestampFormat, string | undefined>> = {
  "epoch-seconds": undefined,
  "date-time": `^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T${TIME}Z$`,
  "http-date": `^${DAY}, (0[1-9]|1[0-9]|2[0-8]) ${MONTH} (19|20)[0-9]{2} ${TIME} GMT$`,
};
