import { causesOf } from "#reports/model/causes/causes-of.ts";
import type { RequirementResult } from "#suites/record/record.ts";
import { aCase, anEvidence, aRecord, aRequirement, body } from "#tests/reports/producers.ts";

export interface Failure
  extends Pick<RequirementResult, "id">, Partial<Pick<RequirementResult, "subject" | "operation" | "level">> {
  /** Each a case of its own. */
  readonly statuses: readonly number[];
}

export function failure({ id, statuses, ...about }: Failure): RequirementResult {
  const cases = statuses.map((status, index) =>
    aCase({
      requirement: id,
      id: `${id}/${index}`,
      verdict: "fail",
      exchanges: [anEvidence({ status, responseBody: body("{}") })],
    }),
  );
  return aRequirement({ id, verdict: "fail", cases, ...about });
}

/** Not met by an answer that names an error. */
export function answered(about: Omit<Failure, "statuses">, status: number, error: string): RequirementResult {
  const { id } = about;
  const exchange = anEvidence({ status, responseBody: body("{}") });
  const named = { ...exchange, response: exchange.response && { ...exchange.response, headers: typed(error) } };
  return aRequirement({
    verdict: "fail",
    ...about,
    cases: [aCase({ requirement: id, verdict: "fail", exchanges: [named] })],
  });
}

export const typed = (error: string) => [["x-amzn-errortype", error] as const];
export const refused = (input: string) => ({ subject: { input, side: "reject" } as const });
export const met = aRequirement({ id: "register.met", ...refused("met") });
export const titles = (...requirements: readonly RequirementResult[]) =>
  causesOf(aRecord({ requirements })).map(({ title }) => title);
