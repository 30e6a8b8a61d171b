/** Members of a list that show what other requests were given, by the member of that input. */
export const LISTED_INPUT: Readonly<Record<string, string>> = { "/clusters": "name" };
