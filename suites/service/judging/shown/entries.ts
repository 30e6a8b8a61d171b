import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { childPointer } from "#spec/json/json-pointer.ts";
import { jsonText } from "#spec/json/json-text.ts";
import { ownMember } from "#spec/json/own-member.ts";
import { check, type Finding } from "#suites/oracles/finding.ts";
import { receivedValue } from "#suites/oracles/member-finding.ts";
import type { MemberForm } from "#suites/record/condition.ts";
import type { Difference } from "#suites/record/record.ts";
import { formsOf } from "#suites/service/inputs/member-forms.ts";
import { isEchoed } from "./echo.ts";

/** One entry of a map, or one item of a list, which has no key. */
export interface KeyedItem {
  readonly key?: string;
  readonly value: JsonValue;
}

export function entriesOf(value: JsonValue | undefined): readonly KeyedItem[] {
  if (Array.isArray(value)) return value.map((item: JsonValue): KeyedItem => ({ value: item }));
  return isJsonObject(value) ? Object.entries(value).map(([key, each]): KeyedItem => ({ key, value: each })) : [];
}

/** Those of before and those added; what is added under a key takes the place of what was there. */
export function together(before: readonly KeyedItem[], added: readonly KeyedItem[]): readonly KeyedItem[] {
  const isReplaced = ({ key }: KeyedItem): boolean => key !== undefined && added.some((one) => one.key === key);
  return [...before.filter((one) => !isReplaced(one)), ...added];
}

interface EntriesDue {
  readonly there: readonly KeyedItem[];
  /** One that was removed. */
  readonly gone?: KeyedItem;
}

interface EntriesFound {
  readonly finding: Finding;
  /** What would have met it; undefined of a list, whose order is its own. */
  readonly members: readonly MemberForm[] | undefined;
}

/** Whether what is shown has each entry that is due, and not the one that is gone. `at`: where an answer shows it. */
export function entriesFinding(shown: JsonValue | undefined, { there, gone }: EntriesDue, at: string): EntriesFound {
  const has = (entry: KeyedItem): boolean =>
    entriesOf(shown).some(({ key, value }) => key === entry.key && isEchoed(entry.value, value));
  const lacking = there.filter((entry) => !has(entry));
  const staying = entriesOf(shown).findIndex(
    ({ key, value }) => gone !== undefined && key === gone.key && (key !== undefined || isEchoed(gone.value, value)),
  );
  const differences = [
    ...lacking.map(({ key, value }): Difference => differenceAt(at, shown, { key, value })),
    ...(staying < 0 || gone === undefined ? [] : [stillThere(childPointer(at, gone.key ?? String(staying)), gone)]),
  ];
  const received = differences.map((one) => `${one.at} is ${one.received}`).join(", ");
  const isMet = differences.length === 0;
  const finding = check(
    isMet,
    "the entries as they were changed",
    isMet ? "as they were changed" : received,
    differences,
  );
  const isMap = [...there, ...(gone === undefined ? [] : [gone])].every(({ key }) => key !== undefined);
  return { finding, members: isMap ? formsOfEntries(at, lacking, staying < 0 ? undefined : gone) : undefined };
}

function differenceAt(at: string, shown: JsonValue | undefined, { key, value }: KeyedItem): Difference {
  if (key === undefined) return { at, expected: `an item ${jsonText(value)}`, ...receivedValue(shown, jsonText) };
  const there = isJsonObject(shown) ? ownMember(shown, key) : undefined;
  return { at: childPointer(at, key), expected: jsonText(value), ...receivedValue(there, jsonText) };
}

function stillThere(at: string, { value }: KeyedItem): Difference {
  return { at, expected: "absent", ...receivedValue(value, jsonText) };
}

function formsOfEntries(
  at: string,
  lacking: readonly KeyedItem[],
  staying: KeyedItem | undefined,
): MemberForm[] | undefined {
  const forms = lacking.map(({ key = "", value }) => formsOf(value, childPointer(at, key)));
  if (!forms.every((each) => each !== undefined)) return undefined;
  return [
    ...forms.flat(),
    ...(staying === undefined ? [] : [{ at: childPointer(at, staying.key ?? ""), absent: true }]),
  ];
}
