import { expect, test } from "@jest/globals";
import { silenced, systemConsole, wantsColour, widthOf } from "#cli/console.ts";

test.each<[isTerminal: boolean, env: NodeJS.ProcessEnv, coloured: boolean]>([
  [true, { TERM: "xterm" }, true],
  [false, { TERM: "xterm" }, false],
  [true, { TERM: "dumb" }, false],
  [true, { TERM: "xterm", NO_COLOR: "1" }, false],
  [true, { TERM: "xterm", NO_COLOR: "" }, true],
  [true, { TERM: "xterm", NODE_DISABLE_COLORS: "1" }, false],
  [false, { FORCE_COLOR: "1" }, true],
  [false, { FORCE_COLOR: "" }, true],
  [false, { FORCE_COLOR: "true" }, true],
  [true, { TERM: "xterm", FORCE_COLOR: "0" }, false],
  [true, { TERM: "xterm", FORCE_COLOR: "false" }, false],
  [false, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
])("terminal %s with %j: colours %s", (isTerminal, env, coloured) => {
  expect(wantsColour(isTerminal, env)).toBe(coloured);
});

test.each([
  ["1", "\u001b[31mbad\u001b[39m"],
  ["0", "bad"],
])("FORCE_COLOR=%s paints as util.styleText does, or not at all", (forced, painted) => {
  expect(systemConsole({ FORCE_COLOR: forced }).paint("bad", "bad")).toBe(painted);
});

test("a silenced console still prints JSON", () => {
  const said: unknown[] = [];
  const say = (value: unknown): void => void said.push(value);
  const console = silenced({ ...systemConsole({}), print: say, note: say, json: say });
  console.print("result");
  console.note("progress");
  console.json({ kept: true });
  expect(said).toEqual([{ kept: true }]);
});

test.each<[columns: number | undefined, said: string | undefined, width: number]>([
  [120, "60", 120],
  [undefined, "60", 60],
  [undefined, undefined, 80],
  [undefined, "", 80],
  [undefined, "abc", 80],
  [undefined, "Infinity", 80],
  [0, undefined, 80],
  [0, "60", 60],
  [7, undefined, 40],
])("a terminal of %s columns, COLUMNS=%j: %d", (columns, said, width) => {
  expect(widthOf(columns, { COLUMNS: said })).toBe(width);
});
