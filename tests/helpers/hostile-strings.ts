/** What an endpoint may send to mislead whoever reads a terminal, or the CI system that reads a log. */
export const HOSTILE_STRINGS: readonly string[] = [
  "\u001b[2J\u001b[H",
  "\u001b[31mred\u001b[0m",
  "\u001b[8mconcealed",
  "\u001b]0;title\u0007",
  "\u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\",
  "\u001bP0;1|17/ab\u001b\\",
  "\u009b2J",
  "\u009d0;title\u009c",
  "\u0090dcs\u009c",
  "bell\u0007",
  "back\b\b\bspace",
  "carriage\rreturn",
  "form\ffeed",
  "vertical\u000btab",
  "nul\u0000byte",
  "delete\u007f",
  "shift\u000eout\u000f",
  "\u202egnp.exe",
  "\u202d\u202e\u202c",
  "\u2066isolate\u2069",
  "\u2067right\u2069",
  "\u200eleft\u200fright",
  "zero\u200bwidth\u200d",
  "\ufeffmark",
  "soft\u00adhyphen",
  "line\u2028separator\u2029",
  "next\u0085line",
  "tag\u{e0041}character",
  "half\ud800pair",
  "::error::injected",
  "::error file=a.js,line=1::injected",
  "a line\n::stop-commands::token",
  "a line\r\n  ::add-mask::x",
  "\t::set-output name=x::y",
  "within ::warning title=x::injected",
  "##[command]injected",
  "##[add-path]/evil",
  "##vso[task.setvariable variable=x]y",
  "text ##vso[task.complete result=Succeeded;]",
  "##teamcity[buildStatus status='SUCCESS']",
];

/** Characters that no output may hold, but for the line feeds and tabs of its own layout. */
const CONTROL = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
// A command ends in its line.
const COMMAND = /^\s*::|::[a-z][\w-]*([^\S\n][^\n]*)?::|##\s*(vso|teamcity)?\s*\[/im;

/** What of an output would act on a terminal or a CI system; undefined where nothing does. */
export function actsOnReaders(output: string): string | undefined {
  const [found] = CONTROL.exec(output) ?? COMMAND.exec(output) ?? [];
  return found === undefined ? undefined : JSON.stringify(found);
}
