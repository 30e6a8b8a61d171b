import { jsonText } from "#spec/json/json-text.ts";
import { check, type Finding } from "#suites/oracles/finding.ts";
import { receivedValue } from "#suites/oracles/member-finding.ts";

const ARN = /^arn:[^:]+:[^:]+:[^:]*:[^:]*:./;
/** One that names an account, up to that. */
const OF_ACCOUNT = /^arn:[^:]+:[^:]+:[^:]*:\d{12}(?=:)/;
/** What stands in an ARN as it is, wherever it stands. */
const PLAIN_NAME = /^[\w-]+$/;

interface ArnShown {
  /** The ARN of what it belongs to. */
  readonly of: string | undefined;
  /** What it was called by whoever made it. */
  readonly name?: string | undefined;
  /** Where the answer has the ARN. */
  readonly at: string;
}

/**
 * Whether there is an ARN that has the parts of one, those that say where it is as that of what it belongs to, and names
 * the resource.
 */
export function arnFinding(arn: string | undefined, { of, name, at }: ArnShown): Finding {
  const [own, above] = [arn, of].map((text) => OF_ACCOUNT.exec(text ?? "")?.[0]);
  const isElsewhere = above !== undefined && own !== above;
  const isNamed = name === undefined || !PLAIN_NAME.test(name) || arn?.includes(name) === true;
  const where = isElsewhere ? `an ARN that begins with ${above}` : "an ARN of six parts";
  const expected = isNamed || name === undefined ? where : `${where} that holds ${name}`;
  const isRight = ARN.test(arn ?? "") && !isElsewhere && isNamed;
  return check(isRight, expected, isRight ? expected : (arn ?? "none"), [
    { at, expected, ...receivedValue(arn, jsonText) },
  ]);
}
