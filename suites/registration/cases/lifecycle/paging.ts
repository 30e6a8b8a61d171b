import { clusterMade } from "#suites/registration/session/cluster-made.ts";
import { plainText } from "#spec/json/plain-text.ts";
import { check, wanting, type Finding } from "#suites/oracles/finding.ts";
import { haveEachOnce, judgeEachOnce, judgePageSize } from "#suites/oracles/pages.ts";
import { isLongList, listAll, type Listing } from "#suites/registration/session/steps/listing.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { namesOn, nextTokenOf } from "#custody/looking/shown-cluster.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import { registerFirst } from "#suites/registration/session/scenario.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";
import { MEMBERS, LISTING } from "#spec/registration/registered-cluster.ts";
import { clusterPages } from "#spec/registration/contract-words.ts";
import { listUntil, walkUntil } from "#suites/registration/session/steps/list-until.ts";

interface Walks {
  /** A cluster each. */
  readonly slots: readonly string[];
  /** Names a page, a walk each. */
  readonly sizes: readonly number[];
}

/** Registers clusters, and judges how a list of them comes in small pages. */
export async function judgePaging(session: CaseSession, { slots, sizes }: Walks): Promise<void> {
  const { minimal } = session.registration;
  const own: string[] = [];
  for (const [at, slot] of slots.entries()) {
    const input = minimal(session.salt(slot));
    // A list may be ordered by capitals in one place, and without regard to them in another.
    const name = at % 2 === 0 ? input["name"] : inCapitals(plainText(input["name"]), session.context.namePrefix);
    own.push((await registerFirst(session, { ...input, [MEMBERS.name.name]: name ?? null })).name);
  }
  await listUntil(session, (names) => own.every((name) => names.includes(name)));
  for (const size of sizes) {
    const listing = await walkUntilWhole(session, own, size);
    await judgeSmallPages(session, listing, { size, there: own });
  }
}

/** But for the prefix, by which the run knows its names. */
function inCapitals(name: string, prefix: string): string {
  return name.startsWith(prefix) ? prefix + name.slice(prefix.length).toUpperCase() : name;
}

interface SmallPages {
  readonly size: number;
  /** Each is named once. */
  readonly there: readonly string[];
  /** What the pages are compared with, if not with themselves: see unlessStirred. */
  readonly before?: Listing;
}

/** Judges a walk in small pages, which in an account of hundreds of clusters is not read to its end. */
export async function judgeSmallPages(
  session: CaseSession,
  walked: Listing,
  { size, there, before = walked }: SmallPages,
): Promise<void> {
  const isLong = await isLongList(session, walked);
  const unlessLong = (finding: Finding): Finding =>
    isLong ? { ...finding, grade: "unclear", received: "more clusters than pages are read" } : finding;
  const sized = judgePageSize(walked, size);
  const found = sized.grade === "missed" ? sized : judgeEachOnce(walked, there, () => true);
  // A list that goes on for ever is no long one.
  const paged: Finding = found.grade === "unclear" ? { ...found, grade: "missed" } : found;
  const wanted = wanting(paged, { list: { once: there, pageSize: size } });
  session.judge("list.paging", unlessLong(await unlessStirred(session, wanted, before)), walked.last.exchange);
  session.judge("list.last-page", unlessLong(lastPageFinding(walked)), walked.last.exchange);
}

/**
 * No source says that pages are of one moment: where other clusters come and go between two of them, a name may move from
 * one page to another.
 */
async function unlessStirred(session: CaseSession, finding: Finding, walked: Listing): Promise<Finding> {
  if (finding.grade !== "missed" || walked.end !== "whole") return finding;
  const [then, now] = [walked, await listAll(session, { all: true })].map(({ items }) =>
    [...new Set(items)]
      .filter((name) => !session.context.keeper.states.has(clusterMade(name)))
      .sort()
      .join(),
  );
  return then === now
    ? finding
    : { ...finding, grade: "unclear", received: `${finding.received}, while others changed` };
}

/** A read that is behind may leave clusters out, but is paged all the same: what is wrong with its pages is wrong for good. */
function walkUntilWhole(session: CaseSession, own: readonly string[], size: number): Promise<Listing> {
  return walkUntil(session, { all: true, size }, (walked) => {
    const isWrongForGood = walked.end !== "whole" || judgePageSize(walked, size).grade === "missed";
    return isWrongForGood || haveEachOnce(walked.items, own);
  });
}

/** A list that was walked to its end says so. */
export function lastPageFinding({ last, end }: Listing): Finding {
  const token = clusterPages().outputToken;
  const names = LISTING.at.slice(1);
  if (namesOn(last) === undefined || !isSuccess(last)) {
    const received = isSuccess(last) ? `an answer without a list of ${names}` : describeReply(last);
    return wanting(check(false, `pages with a list of ${names} each, the last without ${token}`, received), {
      list: {},
    });
  }
  const ending = nextTokenOf(last) ?? null;
  const received = ending === null ? `no ${token}` : ending === "" ? `an empty ${token}` : `a ${token}`;
  const finding = check(end === "whole" && ending === null, `a last page without ${token}`, received);
  return wanting(finding, { list: {} });
}
