/**
 * Whether a glob over dotted ids fits a text: `*` stands for any characters, `?` for one, anything else for itself. In
 * steps it takes at most the product of both lengths, whatever the glob: only the last `*` is ever gone back to, since
 * what stands before it fits wherever the next one begins.
 */
export function matchesGlob(text: string, glob: string): boolean {
  let at = 0;
  let taken = 0;
  let star: { readonly next: number; taken: number } | undefined;
  while (taken < text.length) {
    if (glob[at] === "*") {
      at += 1;
      star = { next: at, taken };
    } else if (at < glob.length && (glob[at] === "?" || glob[at] === text[taken])) {
      at += 1;
      taken += 1;
    } else if (star === undefined) {
      return false;
    } else {
      star.taken += 1;
      taken = star.taken;
      at = star.next;
    }
  }
  return /^\**$/.test(glob.slice(at));
}

export function matchesAny(id: string, globs: readonly string[]): boolean {
  return globs.some((glob) => matchesGlob(id, glob));
}
