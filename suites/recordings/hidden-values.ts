import type { Exchange } from "#protocol/exchange.ts";
import { marksIn } from "#endpoint/redaction/mark.ts";
import { activationMembers } from "#endpoint/redaction/activation-values.ts";

/** Words and signs that stand in place of what somebody kept to himself. */
const IN_PLACE = /\bredacted\b|\*{3}/i;
/** The same for values that are random letters and digits otherwise. */
const IN_PLACE_OF_RANDOM = /redact|remove|hidden|mask|filter|omit|secret|\*{3}|x{4}|\.{3}|…|[<>[\]]/i;

/** Whether a text has something in place of what it said. */
export function hides(text: string): boolean {
  return marksIn().test(text) || IN_PLACE.test(text);
}

/** What of an answer is hidden: values that activate a cluster, as they should be, or any. */
export function hiddenIn({ response }: Pick<Exchange, "response">): "nothing" | "activation" | "anything" {
  const text = Buffer.from(response?.body ?? []).toString();
  const activations = activationMembers(text).flat();
  const isHidden = activations.some((each) => IN_PLACE_OF_RANDOM.test(each.text));
  const ends = [0, ...activations.map(({ to }) => to)];
  const rest = ends.map((end, at) => text.slice(end, activations[at]?.from));
  if (hides(rest.join("\n"))) return "anything";
  return isHidden ? "activation" : "nothing";
}
