/** Whether this is `npm run soak`. */
export const SOAKING = process.env["SOAK"] === "1";

/** How much of something a test does: little in `npm run test:long`, all of it in `npm run soak`. */
export function sizes(small: number, full: number): number {
  return SOAKING ? full : small;
}
