import { expect, test } from "@jest/globals";
import { reduceText } from "#generators/reduce/reduce-text.ts";

async function reduced(text: string, fails: (candidate: string) => boolean): Promise<string> {
  let smallest = text;
  await reduceText(
    text,
    (length) => "a".repeat(length),
    (candidate) => {
      const accepted = fails(candidate);
      if (accepted) smallest = candidate;
      return Promise.resolve(accepted);
    },
  );
  return smallest;
}

test("where length alone matters, a plain text of the least length is left", async () => {
  expect(await reduced("q".repeat(90), (text) => text.length >= 65)).toBe("a".repeat(65));
});

test("where a part matters, the part is left", async () => {
  expect(await reduced("some 🚀 text", (text) => text.includes("🚀"))).toBe("🚀");
});
