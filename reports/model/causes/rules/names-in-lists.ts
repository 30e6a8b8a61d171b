/** The error of a name that is taken: invalid names that are refused with it were taken before. */
export const NAME_IS_TAKEN = "ResourceInUseException";

/** Members of a list that show what other requests were given, by the member of that input. */
export const LISTED_INPUT: Readonly<Record<string, string>> = { "/clusters": "name" };
