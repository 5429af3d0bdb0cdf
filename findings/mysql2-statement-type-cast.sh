#!/usr/bin/env bash
# A statement that says `typeCast: false`, on a mysql2 connection that was made with a `typeCast` function.
#
# Guess: what a statement says goes before what its connection says, as with every other option; mysql2 describes
# `typeCast: false` as the way to have a statement's values as they came.
# Seen with mysql2 3.24.6 against MariaDB 10.11: the function of the connection is called for every column all the same, by
# `query` and by `execute`. Neither `false` nor `true` is heeded, only another function is. On a connection without a function,
# `false` gives bytes. Sequelize makes its connections with a function, so that no statement on them can go without.
#
# Needs node, npm, mariadbd and mariadb-install-db. Exits 0 where this is still so.
set -euo pipefail

folder=$(mktemp -d)
server=
finish() {
  [[ -z $server ]] || kill "$server" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

as=()
[[ $(id -u) != 0 ]] || as=(--user=root)
mariadb-install-db --no-defaults "${as[@]}" --auth-root-authentication-method=normal --skip-test-db \
  --datadir="$folder/data" >"$folder/install.log" 2>&1
mariadbd --no-defaults "${as[@]}" --datadir="$folder/data" --socket="$folder/s" --skip-networking >"$folder/log" 2>&1 &
server=$!

cd "$folder"
echo '{}' >package.json
npm install --silent --no-fund --no-audit mysql2@3.24.6
for _ in $(seq 100); do
  [[ ! -S $folder/s ]] || break
  sleep 0.1
done

cat >look.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { createConnection } from 'mysql2/promise';

let called = 0;
const count = (_field, next) => {
  called += 1;
  return next();
};
const connect = (options) => createConnection({ socketPath: process.argv[2], user: 'root', ...options });
const withFunction = await connect({ typeCast: count });
const without = await connect({});

const calls = {};
for (const how of ['query', 'execute']) {
  for (const typeCast of [false, true, (_field, next) => next()]) {
    called = 0;
    await withFunction[how]({ sql: 'SELECT 1 AS a, 2 AS b', typeCast });
    calls[`${how}, typeCast: ${typeof typeCast === 'function' ? 'a function' : typeCast}`] = called;
  }
}
const [[{ a }]] = await without.query({ sql: 'SELECT 1 AS a', typeCast: false });
console.log(calls, 'without a function, typeCast: false gives', a);
assert.deepEqual(Object.values(calls), [2, 2, 0, 2, 2, 0]);
assert(Buffer.isBuffer(a));
await Promise.all([withFunction.end(), without.end()]);
SCRIPT
node look.mjs "$folder/s"
