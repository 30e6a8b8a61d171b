import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { DereferencedDocument } from "./dereference.ts";

/** What a name of a contract may be made of: it ends in requests, ids, file names and commands. */
interface NameForm {
  readonly form: RegExp;
  readonly noun: string;
}

const TOKEN = "!#$%&'*+.^_`|~0-9A-Za-z-";

export const NAME_FORMS = {
  signing: { form: /^[a-z0-9-]{1,63}$/, noun: "a signing name: lower-case letters, digits and -, at most 63" },
  operation: { form: /^[A-Za-z_][A-Za-z0-9_.-]{0,199}$/, noun: "a name of letters, digits, _, . and -, at most 200" },
  error: { form: /^[A-Za-z0-9_.-]{1,200}$/, noun: "a name of letters, digits, _, . and -, at most 200" },
  header: {
    form: new RegExp(`^[${TOKEN}]{1,200}$`),
    noun: "a header's name as RFC 9110 has it, at most 200 characters",
  },
  member: { form: /^[!-~]{1,200}$/, noun: "a name of printable ASCII without spaces, at most 200 characters" },
  path: {
    form: /^(?!.*\/\.{1,2}(?:\/|$))\/[A-Za-z0-9._~!$&'()*+,;=:@%/?{}-]*$/,
    noun: "a path of a URL, with labels such as {name} and no part that leads up",
  },
} as const satisfies Readonly<Record<string, NameForm>>;

/** The name as it is. Throws a ContractError that points at `key` of `holder` where it has not the form of its sort. */
export function nameOf(
  document: DereferencedDocument,
  sort: keyof typeof NAME_FORMS,
  name: string,
  { holder, key }: { readonly holder: JsonObject; readonly key: string | undefined },
): string {
  const { form, noun } = NAME_FORMS[sort];
  if (form.test(name)) return name;
  throw document.problem(holder, key, `${inFew(name)} cannot be used`, `give it ${noun}`);
}

/** Characters that a message shows of a name. */
const SHOWN = 80;

export function inFew(name: JsonValue): string {
  const text = JSON.stringify(name);
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}
