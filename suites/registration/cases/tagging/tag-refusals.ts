import { plainText } from "../../../../spec/json/plain-text.ts";
import { describeReply } from "../../../../protocol/answers/describe-reply.ts";
import { isThrottled } from "../../../../protocol/answers/throttling.ts";
import { check, wanting } from "../../../oracles/finding.ts";
import { isHttpRefusal } from "../../../oracles/any-answer/http-layer.ts";
import { status } from "../../../record/condition.ts";
import type { Case } from "../../session/cluster-case.ts";
import { scenario } from "../../session/scenario.ts";
import type { CaseSession } from "../../session/session.ts";
import { arnBeside, ARN_MEMBER, taggingInput } from "../../../oracles/clusters/tagged-arn.ts";
import { registerTaggable } from "../../session/steps/tagging.ts";
import { judgeUnknownResource, UNKNOWN_RESOURCE } from "../../session/steps/unknown-resource.ts";
import { judgeShownTags } from "./change-tags.ts";
import { OPERATIONS } from "../../../../spec/registration/registered-cluster.ts";

const UNKNOWN = {
  [OPERATIONS.tag]: "tag-resource",
  [OPERATIONS.untag]: "untag-resource",
  [OPERATIONS.showTags]: "list-tags-for-resource",
};
const FIFTY = 50;

/** What is refused for the state that a cluster is in, or for there being none. */
export const TAG_REFUSAL_CASES: readonly Case[] = [
  scenario({
    id: "tags/fifty-in-all",
    requirements: ["tag-resource.fifty-in-all", "tag-resource.all-or-none"],
    summary: "register with 49 tags, put two more on it in one request, list the tags",
    needs: [OPERATIONS.register, OPERATIONS.tag],
    run: passFifty,
  }),
  ...Object.entries(UNKNOWN).map(([operation, prefix]) =>
    scenario({
      id: `tags/unknown-resource/${prefix}`,
      requirements: [`${prefix}.${UNKNOWN_RESOURCE}`],
      summary: `${operation} of a cluster that nobody registered`,
      needs: [OPERATIONS.register, operation],
      run: (session) => askForNobody(session, operation, `${prefix}.${UNKNOWN_RESOURCE}`),
    }),
  ),
];

async function passFifty(session: CaseSession): Promise<void> {
  const own = session.context.runTag === undefined ? 0 : 1;
  const tags = Object.fromEntries(Array.from({ length: FIFTY - 1 - own }, (_, index) => [`key-${index}`, `${index}`]));
  const cluster = await registerTaggable(session, "", tags);
  const reply = await session.call(OPERATIONS.tag, taggingInput(cluster.arn, { one: "more", another: "one" }));
  if (isThrottled(reply)) return;
  const finding = check(isHttpRefusal(reply), "a refusal: 3xx, 4xx or 501", describeReply(reply));
  session.judge(
    "tag-resource.fifty-in-all",
    wanting(finding, { answers: [status(300, 499), status(501)] }),
    reply.exchange,
  );
  if (isHttpRefusal(reply)) await judgeShownTags(session, "tag-resource.all-or-none", cluster, [cluster.tags]);
}

async function askForNobody(session: CaseSession, operation: string, requirement: string): Promise<void> {
  const { arn } = await registerTaggable(session, "", {});
  const nobody = plainText(session.registration.minimal(session.salt("nobody"))["name"]);
  const input = { ...session.inputs(operation).minimal(session.salt()), [ARN_MEMBER]: arnBeside(arn, nobody) };
  const reply = await session.call(operation, input);
  session.judge(requirement, judgeUnknownResource(reply), reply.exchange);
}
