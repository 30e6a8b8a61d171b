/** Reads JSON strictly and prints a line for each value: pointer, type, value; no value but its type where it is none. */
const FLATTEN = String.raw`
function space() { while (p <= n && index(" \t\r\n", substr(s, p, 1)) > 0) p++ }
function emit(at, type, what) { out[++lines] = at "\t" type "\t" what }
function value(at,   c, w) {
  if (bad || depth > 200) { bad = 1; return }
  space(); c = substr(s, p, 1); w = substr(s, p, 400)
  if (c == "{") object(at)
  else if (c == "[") list(at)
  else if (c == "\"") emit(at, "string", text())
  else if (match(w, /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/)) { emit(at, "number", substr(w, 1, RLENGTH)); p += RLENGTH }
  else if (match(w, /^(true|false)/)) { emit(at, "boolean", substr(w, 1, RLENGTH)); p += RLENGTH }
  else if (substr(w, 1, 4) == "null") { emit(at, "null", "null"); p += 4 }
  else bad = 1
}
function object(at,   mine, count, key, c) {
  mine = ++lines; count = 0; p++; depth++; space()
  if (substr(s, p, 1) == "}") p++
  else while (!bad) {
    space(); if (substr(s, p, 1) != "\"") { bad = 1; break }
    key = text(); gsub(/~/, "~0", key); gsub(/\//, "~1", key)
    space(); if (substr(s, p, 1) != ":") { bad = 1; break }
    p++; value(at "/" key); count++; space(); c = substr(s, p, 1); p++
    if (c == "}") break
    if (c != ",") bad = 1
  }
  depth--; out[mine] = at "\tobject\t" count
}
function list(at,   mine, count, c) {
  mine = ++lines; count = 0; p++; depth++; space()
  if (substr(s, p, 1) == "]") p++
  else while (!bad) {
    value(at "/" count); count++; space(); c = substr(s, p, 1); p++
    if (c == "]") break
    if (c != ",") bad = 1
  }
  depth--; out[mine] = at "\tarray\t" count
}
function text(   r, raw, w, c, k) {
  p++; r = ""; raw = ""
  while (p <= n && !bad) {
    w = substr(s, p, 200)
    k = match(w, /["\\]/) ? RSTART - 1 : length(w)
    if (k > 0) { w = substr(w, 1, k); if (w ~ /[\001-\037]/) bad = 1; raw = raw w; r = r w; p += k; continue }
    c = substr(s, p, 1)
    if (c == "\"") { p++; if (!utf8(raw)) bad = 1; return r }
    c = substr(s, p + 1, 1); p += 2
    if (c == "\\") r = r "\\\\"
    else if (c == "\"" || c == "/") r = r c
    else if (c == "u") r = r unicode()
    else if (c != "" && index("bfnrt", c) > 0) r = r "\\" c
    else bad = 1
  }
  bad = 1
}
function digits(at,   i, v, h) {
  v = 0
  for (i = 0; i < 4; i++) { h = index("0123456789abcdef", tolower(substr(s, at + i, 1))); if (h == 0 || substr(s, at + i, 1) == "") { bad = 1; return 0 } v = v * 16 + h - 1 }
  return v
}
function unicode(   v, low) {
  v = digits(p); p += 4
  if (v >= 55296 && v < 56320 && substr(s, p, 2) == "\\u") {
    low = digits(p + 2)
    if (low >= 56320 && low < 57344) { p += 6; v = 65536 + (v - 55296) * 1024 + low - 56320 }
  }
  if (v == 92) return "\\\\"
  if (v == 8) return "\\b"; if (v == 9) return "\\t"; if (v == 10) return "\\n"; if (v == 12) return "\\f"; if (v == 13) return "\\r"
  if (v < 32 || (v >= 55296 && v < 57344)) return sprintf("\\u%04x", v)
  if (v < 128) return sprintf("%c", v)
  if (v < 2048) return chr[192 + int(v / 64)] chr[128 + v % 64]
  if (v < 65536) return chr[224 + int(v / 4096)] chr[128 + int(v / 64) % 64] chr[128 + v % 64]
  return chr[240 + int(v / 262144)] chr[128 + int(v / 4096) % 64] chr[128 + int(v / 64) % 64] chr[128 + v % 64]
}
function utf8(t,   i, m, o, need, low, high) {
  if (t !~ /[^\001-\177]/) return 1
  m = length(t); need = 0; low = 128; high = 191
  for (i = 1; i <= m; i++) {
    o = ord[substr(t, i, 1)]
    if (need > 0) { if (o < low || o > high) return 0; need--; low = 128; high = 191 }
    else if (o < 128) continue
    else if (o >= 194 && o < 224) need = 1
    else if (o >= 224 && o < 240) { need = 2; if (o == 224) low = 160; if (o == 237) high = 159 }
    else if (o >= 240 && o < 245) { need = 3; if (o == 240) low = 144; if (o == 244) high = 143 }
    else return 0
  }
  return need == 0
}
BEGIN { for (i = 1; i < 256; i++) { chr[i] = sprintf("%c", i); ord[chr[i]] = i } }
{ s = s sep $0; sep = "\n" }
END {
  p = 1; n = length(s); value(""); space()
  if (bad || p <= n) print "\tnone\t"
  else for (i = 1; i <= lines; i++) print out[i]
}`;

/** Letters and digits after the first are moved on within their kind, each position by as much: equal texts stay equal, and texts that differ keep to differ. */
const FRESH = String.raw`
function move(c, kind,   at) { at = index(kind, c); return substr(kind, (at - 1 + int(rand() * length(kind))) % length(kind) + 1, 1) }
BEGIN {
  t = ENVIRON["TEXT"]; seed = ENVIRON["SEED"] + 0; n = length(t)
  hex = t ~ /^[0-9A-Fa-f-]+$/; srand(seed)
  for (i = 1; i <= n; i++) {
    c = substr(t, i, 1)
    if (seed > 0 && i > 1) {
      if (index("0123456789", c)) c = move(c, "0123456789")
      else if (hex && index("abcdef", c)) c = move(c, "abcdef")
      else if (hex && index("ABCDEF", c)) c = move(c, "ABCDEF")
      else if (index("abcdefghijklmnopqrstuvwxyz", c)) c = move(c, "abcdefghijklmnopqrstuvwxyz")
      else if (index("ABCDEFGHIJKLMNOPQRSTUVWXYZ", c)) c = move(c, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
      else rand()
    }
    printf "%s", c
  }
}`;

const PERCENT = String.raw`
BEGIN { for (i = 33; i < 127; i++) if ((c = sprintf("%c", i)) ~ /[A-Za-z0-9._~-]/) plain[sprintf("%02x", i)] = c }
{ for (i = 1; i <= NF; i++) printf "%s", (all != "all" && ($i in plain)) ? plain[$i] : "%" toupper($i) }`;

/** What every script brings with it: POSIX sh, awk, od, sed, grep and date, curl, and gzip for an endpoint that compresses. */
export const SHELL_LIBRARY = `
cannot() { echo "cannot tell: $1" >&2; exit 2; }

dir=\${TMPDIR:-/tmp}/finding.$$
(umask 077 && mkdir "$dir") || cannot "no folder $dir"
: >"$dir/registered"; : >"$dir/claimed"

# The members of an answer's body, one a line: pointer, type, value.
flatten='${FLATTEN}'

# send STEP CURL-WORDS...: sends until the answer is not about the pace, and keeps it under the step's number.
send() {
  step=$1; shift; pause=1
  while :; do
    : >"$dir/$step.body"; : >"$dir/$step.head"
    code=$(curl -q -g -sS --path-as-is --max-time "\${LIMIT:-15}" -o "$dir/$step.body" -D "$dir/$step.head" -w '%{http_code}' "$@" 2>"$dir/$step.error")
    ended=$?
    case $ended in
      0) ;;
      2|3|4|5|6|7|26|35|53|58|59|60|77|80|83|90|91) cannot "$(cat "$dir/$step.error")" ;;
      *) code=000 ;;
    esac
    [ "$(wc -c <"$dir/$step.body")" -le 1048576 ] || code=000
    case $code in 429|503) ;; *) break ;; esac
    [ "$pause" -le "\${PATIENCE:-8}" ] || break
    sleep "$pause"; pause=$((pause * 2))
  done
  printf '%s' "$code" >"$dir/$step.code"
  case $(header "$step" content-encoding) in gzip|x-gzip) expand "$step" ;; esac
  awk "$flatten" "$dir/$step.body" >"$dir/$step.members"
  echo "  $step: $(code "$step") $(error "$step")" >&2
}

# expand STEP: its body as it was before it was compressed, though not more than anybody reads.
expand() {
  gzip -dc <"$dir/$1.body" 2>"$dir/$1.error" | head -c 1048577 >"$dir/$1.plain"
  [ -s "$dir/$1.plain" ] || return 0
  mv "$dir/$1.plain" "$dir/$1.body"
}

code() { cat "$dir/$1.code"; }

# header STEP NAME: of the last head, without white space around it.
header() {
  NAME=$2 awk '/^HTTP\\// { found = "" }
    { at = index($0, ":"); if (at > 1 && tolower(substr($0, 1, at - 1)) == ENVIRON["NAME"]) { found = substr($0, at + 1); gsub(/^[ \\t]+|[ \\t\\r]+$/, "", found) } }
    END { print found }' "$dir/$1.head"
}

member() { POINTER=$2 awk -F'\\t' '$1 "" == ENVIRON["POINTER"] { line = $2 "\\t" $3 } END { print line }' "$dir/$1.members"; }
type_of() { member "$1" "$2" | cut -f1; }
value() { member "$1" "$2" | cut -f2; }
bare() { sed -e 's/:.*//' -e 's/^[^#]*#//' -e 's/^ *//' -e 's/ *$//'; }

# error STEP: its type, as the AWS SDKs find it.
error() {
  found=$(header "$1" x-amzn-errortype | bare)
  for pointer in /code /Code /__type; do
    if [ -z "$found" ] && [ "$(type_of "$1" "$pointer")" = string ]; then found=$(value "$1" "$pointer" | bare); fi
  done
  printf '%s' "$found"
}

# agrees STEP: one error type in every member and header that names one.
agrees() {
  named=$(error "$1"); coded=
  for pointer in /code /Code /__type; do
    [ "$(type_of "$1" "$pointer")" = string ] || continue
    [ "$pointer" = /Code ] && [ -n "$coded" ] && continue
    other=$(value "$1" "$pointer" | bare)
    [ "$pointer" = /__type ] || coded=$other
    [ -z "$other" ] || [ "$other" = "$named" ] || return 1
  done
}

# like STEP FROM TO [error TYPE | other TYPE | unnamed] [object] [empty]: the answer is of this form.
like() {
  [ "$(code "$1")" -ge "$2" ] && [ "$(code "$1")" -le "$3" ] || return 1
  answered=$1; shift 3
  while [ $# -gt 0 ]; do
    case $1 in
      error) [ "$(error "$answered")" = "$2" ] || return 1; shift ;;
      other) [ "$(error "$answered")" != "$2" ] || return 1; shift ;;
      unnamed) [ -z "$(error "$answered")" ] || return 1 ;;
      object) [ "$(type_of "$answered" '')" = object ] || return 1 ;;
      empty) [ ! -s "$dir/$answered.body" ] || return 1 ;;
    esac
    shift
  done
}

media_type() { header "$1" content-type | sed 's/;.*//; s/[ \\t]*$//' | tr 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' 'abcdefghijklmnopqrstuvwxyz'; }

# typed STEP POINTER TYPE...: the member is absent, or of one of these types.
typed() {
  found=$(type_of "$1" "$2"); what=$(value "$1" "$2"); shift 2
  [ -n "$found" ] || return 0
  for type in "$@"; do
    [ "$type" = "$found" ] && return 0
    if [ "$type" = integer ] && [ "$found" = number ]; then case $what in *[!0-9-]*) ;; *) return 0 ;; esac; fi
  done
  return 1
}

# same STEP POINTER TYPE VALUE
same() {
  [ "$(type_of "$1" "$2")" = "$3" ] || return 1
  if [ "$3" = number ]; then compare "$(value "$1" "$2")" "$4" "$4"; else [ "$(value "$1" "$2")" = "$4" ]; fi
}

# among STEP POINTER VALUE...: the member has one of these values.
among() {
  what=$(value "$1" "$2"); shift 2
  for one in "$@"; do [ "$what" != "$one" ] || return 0; done
  return 1
}

# compare NUMBER FROM [TO]
compare() { awk 'BEGIN { exit !(ARGV[1] + 0 >= ARGV[2] + 0 && (ARGV[3] == "" || ARGV[1] + 0 <= ARGV[3] + 0)) }' "$1" "$2" "\${3-}"; }

# never_before STEP POINTER: no answer of this script had the value before.
never_before() {
  value "$1" "$2" >"$dir/new"
  [ "$(cat "$dir/new")" != '' ] || return 0
  if [ -f "$dir/seen" ] && grep -qxF -f "$dir/new" "$dir/seen"; then return 1; fi
  cat "$dir/new" >>"$dir/seen"
}

# other_than VALUE STEP POINTER: the answer to that step has no such value there.
other_than() { [ -z "$1" ] || [ "$(value "$2" "$3")" != "$1" ]; }

# fresh SEED TEXT: a text that looks the same and is nobody's; with seed 0 the text itself.
fresh() { SEED=$1 TEXT=$2 awk '${FRESH}'; }
seed() { od -An -N3 -tu4 /dev/urandom | tr -d ' \\n'; }
percent() { printf '%s' "$1" | od -An -v -tx1 | awk -v all="\${2-}" '${PERCENT}'; }

# walk STEP URL CURL-WORDS...: all pages of a list, their names in the file names; fails where there is no whole list. A page
# has its items at items_at, each its name at name_at, and the token of the next one at token_at.
walk() {
  listed=$1; first=$2; page=$2; shift 2; longest=0; pages=0
  : >"$dir/names"; : >"$dir/tokens"
  while :; do
    send "$listed" "$@" "$page"
    [ "$(type_of "$listed" "$items_at")" = array ] && like "$listed" 200 299 || return 1
    size=$(value "$listed" "$items_at")
    [ "$size" -le "$longest" ] || longest=$size
    AT=$items_at NAME=$name_at awk -F'\\t' 'BEGIN { at = ENVIRON["AT"] "/"; name = ENVIRON["NAME"] }
      $2 == "string" && index($1, at) == 1 { rest = substr($1, length(at) + 1); n = rest; sub(/\\/.*/, "", n); if (n ~ /^[0-9]+$/ && rest == n name) print $3 }' "$dir/$listed.members" >>"$dir/names"
    [ -n "$token_name" ] && [ "$(type_of "$listed" "$token_at")" = string ] || return 0
    token=$(value "$listed" "$token_at"); pages=$((pages + 1))
    [ -n "$token" ] || [ "$empty_token" != ends ] || return 0
    if [ "$pages" -gt 400 ] || printf '%s\\n' "$token" | grep -qxF -f - "$dir/tokens"; then return 1; fi
    printf '%s\\n' "$token" >>"$dir/tokens"
    case $first in *\\?*) page=$first'&'$token_name= ;; *) page=$first'?'$token_name= ;; esac
    page=$page$(percent "$token")
  done
}
count_of() { printf '%s\\n' "$1" >"$dir/wanted"; grep -cxF -f "$dir/wanted" "$dir/names"; }

# registers NAME: to be removed at the end, kept as it stands in a path.
registers() { printf '%s\\n' "$(percent "$1")" >>"$dir/registered"; }

# claim NAME [ours]: the round may register it. A name that the script did not make must be free, and counts as the
# script's once it was taken.
claim() {
  printf '%s\\n' "$1" >"$dir/wanted"
  if grep -qxF -f "$dir/wanted" "$dir/claimed"; then return 0; fi
  if [ "\${2-}" != ours ] || [ "$names" = 0 ]; then
    look "$1"
    like look 404 404 || like look 400 400 || return 1
  fi
  [ "\${2-}" != ours ] || registers "$1"
  cat "$dir/wanted" >>"$dir/claimed"
}
`;
