import { jsonText } from "../../../../spec/json/json-text.ts";
import { check, type Finding } from "../../../oracles/finding.ts";
import { receivedValue } from "../../../oracles/member-finding.ts";

const ARN = /^arn:[^:]+:[^:]+:[^:]*:[^:]*:./;
/** One that names an account, up to that. */
const OF_ACCOUNT = /^arn:[^:]+:[^:]+:[^:]*:\d{12}(?=:)/;

/**
 * Whether what is shown as an ARN has the parts of one, and those that say where it is as that of what it belongs to.
 * `at`: where the answer has it.
 */
export function arnFinding(arn: string, of: string | undefined, at: string): Finding {
  const [own, above] = [arn, of].map((text) => OF_ACCOUNT.exec(text ?? "")?.[0]);
  const isElsewhere = above !== undefined && own !== above;
  const expected = isElsewhere ? `an ARN that begins with ${above}` : "an ARN of six parts";
  const isRight = ARN.test(arn) && !isElsewhere;
  return check(isRight, expected, isRight ? expected : arn, [{ at, expected, ...receivedValue(arn, jsonText) }]);
}
