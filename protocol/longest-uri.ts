/** The length in octets that every server should accept (RFC 9110, section 4.1); HTTP may refuse a longer URL with 414. */
export const LONGEST_URI = 8_000;
