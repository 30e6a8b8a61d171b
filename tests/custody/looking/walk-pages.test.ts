import { describe, expect, test } from "@jest/globals";
import { MOST_IDLE, type Walking, walkPages } from "#custody/looking/walk-pages.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { aReply } from "#tests/suites/made-replies.ts";

interface MadePage {
  readonly items?: readonly string[];
  readonly next?: string;
  readonly status?: number;
}

/** Walks pages that are made one after the other; `asked` has the tokens that were sent. */
async function walk(make: (number: number) => MadePage, options: Partial<Walking> = {}) {
  const asked: (string | undefined)[] = [];
  const pages = new Map<Reply, MadePage>();
  const ask = (token: string | undefined): Promise<Reply> => {
    asked.push(token);
    const page = make(asked.length);
    const reply = aReply({ status: page.status ?? 200, body: {} });
    pages.set(reply, page);
    return Promise.resolve(reply);
  };
  const walked = await walkPages({
    ask,
    itemsOn: (reply) => pages.get(reply)?.items,
    tokenOn: (reply) => pages.get(reply)?.next,
    most: 40,
    ...options,
  });
  return { ...walked, asked };
}

describe("a walk ends", () => {
  test("with the page that names no other, whole", async () => {
    const walked = await walk((number) =>
      number < 3 ? { items: [`a${number}`], next: `t${number}` } : { items: ["z"] },
    );
    expect(walked).toMatchObject({ end: "whole", items: ["a1", "a2", "z"], pages: [["a1"], ["a2"], ["z"]] });
    expect(walked.asked).toEqual([undefined, "t1", "t2"]);
    expect(walked.replies).toHaveLength(3);
  });

  test.each([
    ["a refusal", { items: ["b"], status: 400 }],
    ["an answer without a list", {}],
  ])("with %s, which is no page", async (_what, page: MadePage) => {
    const walked = await walk((number) => (number === 1 ? { items: ["a"], next: "t" } : page));
    expect(walked).toMatchObject({ end: "no page", items: ["a"], pages: [["a"]] });
    expect(walked.replies).toHaveLength(2);
  });

  test("with a token of before, whatever comes with it", async () => {
    const walked = await walk((number) => ({ items: [`a${number}`], next: number % 2 === 0 ? "even" : "odd" }));
    expect(walked).toMatchObject({ end: "circular", items: ["a1", "a2", "a3"] });
  });

  test("after pages that have nothing new, unless they may be empty", async () => {
    const idle = (number: number): MadePage =>
      number <= MOST_IDLE + 1 ? { items: [], next: String(number) } : { items: ["last"] };
    expect(await walk(idle)).toMatchObject({ end: "endless", items: [] });
    expect(await walk(idle, { mostIdle: Infinity })).toMatchObject({ end: "whole", items: ["last"] });
  });

  test("where no more is read, or can be asked for", async () => {
    const endless = (number: number): MadePage => ({ items: [`a${number}`], next: String(number) });
    expect(await walk(endless, { most: 2 })).toMatchObject({ end: "cut off", items: ["a1", "a2"] });
    const unasked = await walk(endless, { ask: () => Promise.resolve(undefined) });
    expect(unasked).toMatchObject({ end: "cut off", last: undefined, pages: [] });
  });
});
