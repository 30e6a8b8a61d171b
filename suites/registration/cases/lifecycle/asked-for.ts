import { judgeRefusedAs } from "#suites/oracles/refused-as.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import { check, wanting } from "#suites/oracles/finding.ts";
import { isQuotaRefusal, quotaInWords } from "#suites/oracles/quota.ts";
import type { KindSettings } from "#suites/plan/target-kind-settings.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { registerFirst, scenario } from "#suites/registration/session/scenario.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";
import { otherCallerCases } from "#suites/registration/cases/protocol/other-callers.ts";
import { listUntil } from "#suites/registration/session/steps/list-until.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";
import { STATE_REFUSALS } from "#spec/requirements/refusals.ts";

/** Cases of more clusters than a run has alive otherwise, and of other callers: only where they are asked for. */
export function askedForCases(settings: KindSettings): Case[] {
  const { features, kind, maxLive } = settings;
  const { quota, "default-page": page } = features;
  const many = (count: number): Pick<Case, "live" | "registers" | "exclusive"> => ({
    live: Math.min(count, maxLive),
    registers: count,
    exclusive: true,
  });
  const hasRoom = kind !== "aws" && (typeof quota !== "number" || quota > PAGE);
  return [
    ...(typeof quota === "number" ? [{ ...quotaCase(quota), ...many(quota + 1) }] : []),
    ...(page === "required" && hasRoom ? [{ ...PAGE_CASE, ...many(PAGE + 1) }] : []),
    ...otherCallerCases(settings),
  ];
}

function quotaCase(quota: number): Case {
  return scenario({
    id: "lifecycle/quota",
    requirements: ["register.quota"],
    summary: `register ${quota} clusters, then one more`,
    run: (session) => registerBeyond(session, quota),
  });
}

/** Clusters of others, and such as are only just gone, count towards the quota too: then nothing is said. */
async function registerBeyond(session: CaseSession, quota: number): Promise<void> {
  const { others } = session.context;
  for (let nth = 1; nth <= quota; nth += 1) {
    const reply = await session.register(freshInput(session, nth));
    if (isQuotaRefusal(reply)) {
      session.disturb();
      const received = `registration ${nth} refused: ${quotaInWords(others)}`;
      return session.judge(
        "register.quota",
        { grade: "unclear", expected: `${quota} registrations accepted`, received },
        reply.exchange,
      );
    }
    if (!isSuccess(reply)) return;
  }
  const beyond = await session.register(freshInput(session, quota + 1));
  const finding = judgeRefusedAs(beyond, STATE_REFUSALS.quotaReached);
  const isShared = others !== undefined && (others.count > 0 || others.atLeast) && finding.grade === "missed";
  session.judge("register.quota", isShared ? { ...finding, grade: "unclear" } : finding, beyond.exchange);
}

function freshInput(session: CaseSession, nth: number): ReturnType<ReturnType<CaseSession["inputs"]>["minimal"]> {
  return session.registration.minimal(session.salt(String(nth)));
}

/** Names on a page where no size is asked for. */
const PAGE = 100;

const PAGE_CASE = scenario({
  id: "lifecycle/default-page",
  requirements: ["list.default-page"],
  summary: `register ${PAGE + 1} clusters and list them without asking for a size of page`,
  needs: [OPERATIONS.register, OPERATIONS.list],
  run: async (session) => {
    const names: string[] = [];
    for (let nth = 1; nth <= PAGE + 1; nth += 1) {
      names.push((await registerFirst(session, freshInput(session, nth))).name);
    }
    const { pages, items, last, end } = await listUntil(session, (all) => names.every((name) => all.includes(name)));
    if (end !== "whole") return;
    const longest = Math.max(0, ...pages.map((page) => page.length));
    const missing = names.filter((name) => !items.includes(name)).length;
    const expected = `every name, and at most ${PAGE} on a page`;
    const received = `${missing} names missing, ${longest} on the longest of ${pages.length} pages`;
    const finding = check(missing === 0 && longest <= PAGE, expected, received);
    session.judge("list.default-page", wanting(finding, { list: { has: names, pageSize: PAGE } }), last.exchange);
  },
});
