/** How much of something a test does: little in `npm run test:long`, all of it in `npm run soak`. */
export function sizes(small: number, full: number): number {
  return process.env["SOAK"] === "1" ? full : small;
}
