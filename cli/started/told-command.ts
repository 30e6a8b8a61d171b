/** A name that speaks of a secret, and the word behind it: `--password x`, `API_TOKEN=x`, `--secret-key='a b'`. */
const SECRET =
  /([\w-]*(?:secret|passw(?:or)?d|token|access.?key|api.?key|credential)[\w-]*(?:\s*=\s*|\s+))((?:'[^']*'|"(?:[^"\\]|\\[^])*"|[^\s'"])+)/gi;
const USER_INFO = /(:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g;

/** A command as records and reports may show it: what looks like a secret is left out. */
export function toldCommand(text: string): string {
  return text.replaceAll(SECRET, "$1***").replaceAll(USER_INFO, "$1***");
}
