/** Why an entry of a recording is not judged, in words that follow its number. */
export type Lacks = string;
