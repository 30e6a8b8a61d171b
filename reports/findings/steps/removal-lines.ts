import { signingWords } from "../../../protocol/shell/curl-line.ts";
import { shellQuote } from "../../../protocol/shell/shell-quote.ts";
import { isService } from "../../../suites/record/is-service.ts";
import { hasHeader, isOfOtherCaller, isSigned, type ScriptedFinding, SESSION_TOKEN } from "../shell/script-head.ts";

/** Looking at what may be there, and removing what the script made, on every exit. */
export function removalLines(found: ScriptedFinding): string[] {
  return [
    ...(isService(found.record) ? serviceRemoval(found) : clusterRemoval(found)),
    'trap \'ended=$?; clean; rm -rf "$dir"; exit "$ended"\' EXIT',
    "trap 'exit 130' HUP INT TERM",
  ];
}

const READ = { method: "GET", path: "/", headers: [] };

function signedWords({ record: { target, contract }, example }: ScriptedFinding): string[] {
  if (!isSigned(example.exchanges)) return [];
  const own = example.exchanges.filter((exchange) => !isOfOtherCaller(exchange));
  const sessionToken = own.some((exchange) => hasHeader(exchange, SESSION_TOKEN));
  return signingWords(
    READ,
    { kind: "sign" },
    {
      region: target.region,
      service: contract.signingName,
      endpoint: "",
      sessionToken,
    },
  );
}

const REMOVE = `curl -q -g -s --max-time 10 -o "$dir/removed" -w '%{http_code}'`;

function clusterRemoval(found: ScriptedFinding): string[] {
  const { operations } = found.record;
  const to = (id: string, otherwise: string, name: string): string => {
    const path = operations.find((one) => one.id === id)?.path ?? otherwise;
    const [before = "", after = ""] = path.split("{name}");
    const url = `"$endpoint"${shellQuote(before)}${name}${after === "" ? "" : shellQuote(after)}`;
    return [...signedWords(found), url].join(" ");
  };
  return [
    `look() { send look ${to("DescribeCluster", "/clusters/{name}", '"$(percent "$1")"')}; }`,
    `remove() { ${REMOVE} -X DELETE ${to("DeregisterCluster", "/cluster-registrations/{name}", '"$1"')}; }`,
    "clean() {",
    '  sort -u "$dir/registered" >"$dir/remove"; : >"$dir/registered"; : >"$dir/claimed"',
    "  while read -r name; do",
    "    for pause in 1 2 0; do",
    '      removed=$(remove "$name" </dev/null)',
    "      case $removed in 2??|404) break ;; esac",
    '      sleep "$pause"',
    "    done",
    '    case $removed in 2??|404) ;; *) echo "left behind: $name" >&2 ;; esac',
    '  done <"$dir/remove"',
    "}",
  ];
}

/** What was made last goes first; what belongs to it may take a while to be gone. */
function serviceRemoval(found: ScriptedFinding): string[] {
  const signed = signedWords(found)
    .map((word) => ` ${word}`)
    .join("");
  return [
    "# call STEP METHOD PATH [BODY]: sends a request. look: likewise. undo: it is to be sent at the end.",
    "call() {",
    "  called=$1; method=$2; path=$3; body=${4-}",
    `  set -- -X "$method"${signed}`,
    `  [ -z "$body" ] || set -- "$@" -H 'content-type: application/json' --data-binary "$body"`,
    '  send "$called" "$@" "$endpoint$path"',
    "}",
    'look() { call look "$@"; }',
    ': >"$dir/undo"',
    `undo() { printf '%s\\t%s\\t%s\\n' "$1" "$2" "\${3-}" >>"$dir/undo"; }`,
    "clean() {",
    '  awk \'{ line[NR] = $0 } END { for (i = NR; i > 0; i--) print line[i] }\' "$dir/undo" >"$dir/undoing"; : >"$dir/undo"',
    `  while IFS='${"\t"}' read -r method path body; do`,
    "    waited=0",
    "    while :; do",
    '      call removed "$method" "$path" "$body" </dev/null',
    "      if like removed 200 299 || like removed 404 404; then break; fi",
    '      if [ "$waited" -ge "$patience" ]; then echo "left behind: $path" >&2; break; fi',
    "      sleep 1; waited=$((waited + 1))",
    "    done",
    '  done <"$dir/undoing"',
    "}",
  ];
}
