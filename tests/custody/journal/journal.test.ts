import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { beginJournal, memoryJournal, openJournal, readJournal } from "#custody/journal/journal.ts";
import type { IntendEntry, JournalEntry } from "#custody/journal/journal-entry.ts";
import { msUntilSettled, outstanding } from "#custody/journal/outstanding.ts";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eks-conformance-journal-"));
  file = join(folder, "run", "journal.ndjson");
});
afterEach(() => rmSync(folder, { recursive: true }));

function intend(name: string, rest: Partial<IntendEntry> = {}): IntendEntry {
  return { event: "intend", name, runId: "run-1", case: "case-1", at: 1_000, ...rest };
}

const names = (entries: Iterable<JournalEntry>) => outstanding(entries).map(({ name }) => name);

describe("a file", () => {
  test("holds each entry once written, before it is closed", () => {
    const journal = openJournal(file, { sync: false });
    journal.write(intend("a", { token: "t" }));
    expect(readFileSync(file, "utf8")).toBe(
      '{"event":"intend","name":"a","runId":"run-1","case":"case-1","at":1000,"token":"t"}\n',
    );
    journal.close();
  });

  test("holds outcomes back until the next request, or the end", () => {
    const journal = openJournal(file, { sync: false });
    journal.write(intend("a"));
    journal.write({ event: "created", name: "a", at: 1 });
    expect(readJournal(file)).toHaveLength(1);
    journal.write(intend("b"));
    expect(readJournal(file).map(({ event }) => event)).toEqual(["intend", "created", "intend"]);
    journal.write({ event: "left", name: "b", at: 1, reason: "x".repeat(70_000) });
    expect(readJournal(file)).toHaveLength(4);
    journal.write({ event: "removed", name: "b", at: 1 });
    journal.close();
    expect(readJournal(file)).toHaveLength(5);
  });

  test("is appended to, after a line that a crash cut off as well", () => {
    openJournal(file, { sync: true }).close();
    writeFileSync(file, `${JSON.stringify(intend("a"))}\n{"event":"intend","na`);
    const journal = openJournal(file, { sync: true });
    journal.write(intend("b"));
    journal.close();
    expect(names(readJournal(file))).toEqual(["a", "b"]);
  });

  describe("that a run begins", () => {
    const settled = [intend("a"), { event: "absent", name: "a", runId: "run-1", at: 1_001, proved: true }] as const;
    const lines = (entries: readonly JournalEntry[]) => entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
    const begun = (before: string) => {
      openJournal(file, { sync: false }).close();
      writeFileSync(file, before);
      beginJournal(file, { sync: true }).close();
      return readFileSync(file, "utf8");
    };

    test("starts anew where everything before is settled", () => {
      expect(begun(lines(settled))).toBe("");
    });

    test("keeps all that is before where one name is open", () => {
      const before = lines([...settled, intend("b")]);
      expect(begun(before)).toBe(before);
    });

    test.each(['{"event":"renamed","name":"a","at":1}\n', "my notes\n", '{"event":"intend","na'])(
      "keeps all that is before where a line says what nobody can read: %j",
      (line) => {
        const before = lines(settled) + line;
        expect(begun(before).startsWith(before)).toBe(true);
      },
    );

    test("is made where there is none", () => {
      beginJournal(file, { sync: false }).close();
      expect(readFileSync(file, "utf8")).toBe("");
    });
  });

  test("brings back any name whatever", () => {
    const name = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("", "\0", "a\nb", "\ud800", "\udfff\ud800", "__proto__", "\u2028", "x".repeat(1024 * 1024)),
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 5 }), (all) => {
        rmSync(file, { force: true });
        const journal = openJournal(file, { sync: false });
        for (const one of all) journal.write(intend(one));
        journal.close();
        expect(names(readJournal(file))).toEqual(all);
      }),
      { numRuns: 30 },
    );
  });

  test("lines that are no entry are passed over", () => {
    openJournal(file, { sync: false }).close();
    const lines = [
      "",
      "null",
      "[]",
      "7",
      '{"event":"intend"}',
      '{"event":"x","name":"n","at":1}',
      '{"event":"left","name":3,"at":1}',
    ];
    appendFileSync(file, `${lines.join("\n")}\n${JSON.stringify(intend("a"))}`);
    expect(readJournal(file)).toEqual([intend("a")]);
  });

  test("that cannot be used is an error of one line", () => {
    writeFileSync(join(folder, "file"), "");
    const message = /^The journal .* cannot be used: .*\. Give another folder with --out\.$/;
    expect(() => openJournal(join(folder, "file", "journal"), { sync: false })).toThrow(message);
    expect(() => readJournal(join(folder, "nowhere"))).toThrow(message);
    expect(existsSync(join(folder, "nowhere"))).toBe(false);
    const closed = openJournal(file, { sync: false });
    closed.close();
    expect(() => closed.write(intend("a"))).toThrow(expect.objectContaining({ name: "JournalError" }));
  });
});

describe("what may still exist", () => {
  const at = 2_000;

  test("is what was intended, unless it was removed or found absent since", () => {
    const entries: JournalEntry[] = [
      ...["kept", "removed", "absent", "left", "again"].map((name) => intend(name)),
      { event: "created", name: "kept", at },
      { event: "removed", name: "removed", at },
      { event: "absent", name: "absent", at },
      { event: "left", name: "left", at, reason: "403" },
      { event: "removed", name: "again", at },
      intend("again", { at: 3_000 }),
      { event: "created", name: "never intended", at },
    ];
    expect(outstanding(entries)).toMatchObject([
      { name: "kept", intend: intend("kept"), created: true },
      { name: "left", intend: intend("left"), created: false },
      { name: "again", intend: intend("again", { at: 3_000 }), created: false },
    ]);
  });

  test.each<[string, string, boolean]>([
    ["refused, while another of the name is under way", "intend intend absent", true],
    ["refused, both", "intend intend absent absent", false],
    ["refused, and the other created then", "intend intend absent created", true],
    ["created, and the other refused then", "intend intend created absent", true],
    ["created, refused the second time, removed", "intend created intend absent removed", false],
    ["created, found gone", "intend created absent", false],
    ["removed after a lost reply, and created by the next attempt", "intend removed created", true],
    ["left, and removed later", "intend created left removed", false],
    ["removed by an answer's word, and there at the end", "intend created removed left", true],
    ["found absent, and there at the end", "intend absent left", true],
    ["there at the end, and removed by a sweep", "intend created removed left removed", false],
    ["registered again", "intend created removed intend", true],
  ])("%s", (_name, events, open) => {
    const entries = events.split(" ").map((event) => ({ ...intend("a"), event }) as JournalEntry);
    expect(names(entries)).toEqual(open ? ["a"] : []);
  });

  test("is counted for each run by itself: one that meets the cluster of another's name proves nothing of it", () => {
    const entries: JournalEntry[] = [
      intend("a"),
      { event: "created", name: "a", runId: "run-1", at },
      intend("a", { runId: "run-2" }),
      { event: "absent", name: "a", runId: "run-2", at, proved: true },
    ];
    expect(outstanding(entries)).toMatchObject([{ name: "a", intend: intend("a"), created: true }]);
    expect(names([...entries, { event: "removed", name: "a", runId: "run-1", at, proved: true }])).toEqual([]);
  });

  test("is settled by an outcome without a run as the last one to ask for the name has it", () => {
    expect(names([intend("a"), { event: "removed", name: "a", at }])).toEqual([]);
    const both = [intend("a"), intend("a", { runId: "run-2" }), { event: "absent", name: "a", at } as const];
    expect(outstanding(both).map(({ intend }) => intend.runId)).toEqual(["run-1"]);
  });

  test("is the same from a file, from memory and from the open journal", () => {
    const event = fc.constantFrom("intend", "created", "removed", "absent", "left");
    const entry = fc.record({ event, name: fc.constantFrom("a", "b", "c"), at: fc.nat() });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (all) => {
        rmSync(file, { force: true });
        const entries = all.map((one) => ({ runId: "r", case: "c", ...one }) as JournalEntry);
        const journals = [openJournal(file, { sync: false }), memoryJournal()];
        for (const journal of journals) entries.forEach((one) => journal.write(one));
        const expected = outstanding(entries);
        for (const journal of journals) expect(journal.outstanding()).toEqual(expected);
        expect(outstanding(readJournal(file))).toEqual(expected);
        journals.forEach((journal) => journal.close());
      }),
      { numRuns: 50 },
    );
  });
});

describe("until the latest request of a journal counts as carried out, if it ever is", () => {
  const entries: JournalEntry[] = [
    { ...intend("a"), at: 1_000 },
    { ...intend("b"), at: 5_000 },
    { event: "created", name: "b", at: 9_000 },
  ];

  test.each([
    ["as long as reads may lag", 5_000, 3_000],
    ["what is left of that", 7_000, 1_000],
    ["nothing later on", 8_000, 0],
    ["no longer, whatever the clock of the run's machine says", 0, 3_000],
  ])("it takes %s", (_what, now, ms) => expect(msUntilSettled(entries, 3_000, now)).toBe(ms));

  test("it takes nothing where there was none", () => expect(msUntilSettled([], 3_000, 1)).toBe(0));
});
