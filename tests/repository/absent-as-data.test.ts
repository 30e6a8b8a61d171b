import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ROOT } from "../helpers/action-file.ts";

/** What puts a value into the words received by itself: `receivedValue` says as data, too, that it is absent. */
const IN_WORDS_ALONE = /\breceived: (?:show|typeName|jsonText|["'](?:absent|null|nothing)["'])/;

test("whatever tells what an answer has tells as data that it is absent", () => {
  const files = readdirSync(join(ROOT, "suites"), { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => file.endsWith(".ts") && !file.endsWith("member-finding.ts"));
  const byThemselves = sources.filter((file) => IN_WORDS_ALONE.test(readFileSync(join(ROOT, "suites", file), "utf8")));
  expect(byThemselves).toEqual([]);
});
