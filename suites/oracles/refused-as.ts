import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isRefusedAs, isUnreachable, type Reply } from "#protocol/answers/reply.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import { isJsonObject } from "#spec/json/json.ts";
import type { ProperRefusal } from "#spec/requirements/refusals.ts";
import { refusal } from "#suites/record/condition.ts";
import type { Finding } from "./finding.ts";
import { anyOf } from "./refusal-words.ts";

/**
 * Met or tolerated by one of these errors, best in a JSON body; unclear if the answer is throttled or missing, missed
 * otherwise.
 */
export function judgeRefusedAs(reply: Reply, proper: readonly ProperRefusal[]): Finding {
  const words = { expected: anyOf(proper.filter(({ grade }) => grade === "met")), received: describeReply(reply) };
  const match = proper.find(
    (one) => isRefusedAs(reply, one) && (one.grade === "tolerated" || isJsonObject(reply.json)),
  );
  if (match?.grade === "met") return { grade: "met", ...words };
  if (match !== undefined) return { grade: "tolerated", ...words, alternative: `${match.status} ${match.name}` };
  if (isUnreachable(reply) || isThrottled(reply)) return { grade: "unclear", ...words };
  // A form of an answer has no text: one that is right by what it says is left out.
  const forms = proper.filter(({ text }) => text === undefined);
  const answers = forms.map(({ status, name, grade }) => refusal(status, name, grade === "met" ? true : undefined));
  return { grade: "missed", ...words, condition: { answers } };
}
