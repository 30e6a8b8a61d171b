import { describeReply } from "#protocol/answers/describe-reply.ts";
import { scenario } from "#suites/registration/session/scenario.ts";

const MOST = 50;

/**
 * As many tags as a cluster may have, and one of AWS's own beside them: it does not count, and who may set it, no source
 * says of a target.
 */
export const RESERVED_KEY_CASE = scenario({
  id: "tags/reserved-keys",
  requirements: ["register.tags.reserved-keys"],
  summary: `register with ${MOST} tags and one whose key begins with aws:`,
  run: async (session) => {
    const plain = session.registration.minimal(session.salt());
    const counted = Array.from({ length: MOST }, (_, at) => [`key-${at}`, "value"]);
    const tags = Object.fromEntries([...counted, ["aws:key", "value"]]) as Record<string, string>;
    const reply = await session.register({ ...plain, tags }, { purpose: "unspecified" });
    const expected = "the tag accepted, or a refusal";
    session.judge(
      "register.tags.reserved-keys",
      { grade: "observed", expected, received: describeReply(reply) },
      reply.exchange,
    );
  },
});
