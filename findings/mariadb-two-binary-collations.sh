#!/usr/bin/env bash
# Two columns of one character set, both with a binary collation, that differ only in whether they pad with spaces.
#
# Guess: comparing them works; each compares by bytes, and MariaDB settles other pairs of collations by itself.
# Seen with MariaDB 10.11 (Debian 12's mariadb-server, run without a configuration file): `utf8mb4_bin` against
# `utf8mb4_nopad_bin` is error 1267, "Illegal mix of collations", while `utf8mb4_general_ci` against either is compared by
# the binary one. So while the columns of a schema are moved from one to the other, a join of two of them fails, and a join
# with a column of another kind does not.
#
# Needs mariadbd and mariadb-install-db. Exits 0 where this is still so.
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
socket="$folder/s"
mariadb-install-db --no-defaults "${as[@]}" --auth-root-authentication-method=normal --skip-test-db \
  --datadir="$folder/data" >"$folder/install.log" 2>&1
mariadbd --no-defaults "${as[@]}" --datadir="$folder/data" --socket="$socket" --skip-networking >"$folder/log" 2>&1 &
server=$!

ask() { mariadb --no-defaults --user=root --socket="$socket" --batch --skip-column-names "$@"; }
for _ in $(seq 100); do
  ask --execute 'SELECT 1' >/dev/null 2>&1 && break
  sleep 0.1
done

version=$(ask --execute 'SELECT VERSION()')
ask --execute "CREATE DATABASE t; USE t;
  CREATE TABLE padded (word VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin);
  CREATE TABLE exact (word VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin);
  CREATE TABLE folded (word VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci);
  INSERT INTO padded VALUES ('a'); INSERT INTO exact VALUES ('a'); INSERT INTO folded VALUES ('A'), ('a');"

join() { ask t --execute "SELECT COUNT(*) FROM $1 one JOIN $2 other ON one.word = other.word" 2>&1 || true; }
both=$(join padded exact)
mixed="$(join folded padded) $(join folded exact)"
echo "MariaDB $version"
echo "two binary collations: $both"
echo "a folding one with each of them: $mixed"
[[ $both == *'ERROR 1267'*'Illegal mix of collations'* && $mixed == '1 1' ]]
