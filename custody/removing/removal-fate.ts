/** What became of what was to be removed: it is removed, was never there, or is left, and why. */
export type RemovalFate =
  { readonly state: "removed" } | { readonly state: "absent" } | { readonly state: "left"; readonly reason: string };
