/**
 * What a promise that follows from the table is called where the requirements of registered clusters say the same in
 * their own words; none where these have it that the sources are silent.
 */
export const CALLED_OTHERWISE: ReadonlyMap<string, string | undefined> = new Map([
  ["register.taken", "register.error.taken-name"],
  ["register.undone", "register.rejected-leaves-no-state"],
  ["register.names", "register.echo.name"],
  ["register.answered", undefined],
  ["register.created", "register.created-at"],
  ["register.shown", "describe.after-register"],
  ["register.shown.optional", "describe.after-register"],
  ["register.tags.shown", "describe.after-register"],
  ["register.token", "register.token.replay"],
  ["register.token.distinct", "register.token.case-sensitive"],
  ["register.parallel.distinct", "register.parallel.distinct-names"],
  ["describe.unknown", "describe.error.unknown-name"],
  ["describe.names", "describe.after-register"],
  ["describe.agrees", "describe.after-register"],
  ["deregister.unknown", "deregister.error.unknown-name"],
  ["deregister.alone", "describe.after-register"],
  ["deregister.gone", "describe.after-deregister"],
  ["deregister.ends", "describe.after-deregister"],
  ["deregister.names", "deregister.answer"],
  ["deregister.agrees", "deregister.same-cluster"],
  ["deregister.parallel.same-resource", "register.parallel.deregister"],
  ["list.listed.registered-cluster", "list.include-all"],
  ["list.unasked.registered-cluster", "list.excludes-connected"],
  ["list.unlisted.registered-cluster", "list.after-deregister"],
  ["list.pages.size", "list.paging"],
  ["list.pages.whole", "list.paging"],
  ["list.pages.end", "list.last-page"],
  ["list.pages.bad-token", undefined],
  ["register.taken.keeps", "register.rejected-leaves-no-state"],
  ["register.tags.gone", "tag-resource.go-with-cluster"],
  ["tag-resource.unknown", "tag-resource.error.unknown-resource"],
  ["untag-resource.unknown", "untag-resource.error.unknown-resource"],
  ["list-tags-for-resource.unknown", "list-tags-for-resource.error.unknown-resource"],
  ["tag-resource.registered-cluster", "tag-resource.puts"],
  ["tag-resource.tags.own", "tag-resource.other-clusters"],
  ["tag-resource.tags.whole", "tag-resource.all-or-none"],
  ["tag-resource.tags.most", "tag-resource.fifty-in-all"],
  ["tag-resource.tags.shown.registered-cluster", "describe.after-tagging"],
  ["untag-resource.registered-cluster", "untag-resource.takes-off"],
  ["list-tags-for-resource.registered-cluster", "list-tags-for-resource.after-register"],
]);

/** The same ids, as the requirements of registered clusters have them. */
export function asCalled(ids: readonly string[]): readonly string[] {
  const called = ids.flatMap((id) => (CALLED_OTHERWISE.has(id) ? (CALLED_OTHERWISE.get(id) ?? []) : id));
  return [...new Set(called)];
}
