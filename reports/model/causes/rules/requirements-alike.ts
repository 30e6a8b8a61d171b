/** Rules of every answer: where one is not met by several operations, it is what answers of its kind have in common. */
export const COMMON_RULES: readonly string[] = [
  "api.answers",
  "api.no-server-error",
  "api.json",
  "api.content-type",
  "api.error.json",
  "api.error.type",
  "api.error.type-agrees",
];

/** What any answer is to have, or any error: it says nothing of which answer is due. */
export const FORM_OF_ANSWERS: readonly string[] = [
  "api.error.json",
  "api.error.type",
  "api.error.type-agrees",
  "api.error.type-header",
  "api.request-id",
];

/** That descriptions show the tags added later, of each kind of resource: they are kept in one place, or in two. */
export const TAGS_SHOWN = /^[^.]+\.tags\.shown\.[^.]+$/;

/**
 * What a table promises of the tags of each kind of resource, such as `tag-resource.nodegroup`: it is broken for all of them
 * at once as a rule. What the sources say of tags by themselves is not.
 */
export const TAGS_OF_A_KIND =
  /^(?:(?:un)?tag|list-tags)-[^.]+\.(?!(?:route|valid|puts|other-clusters|go-with-cluster|all-or-none|fifty-in-all|takes-off|after-register)$)[^.]+$/;
