#!/usr/bin/env bash
# A transaction of Sequelize's, a savepoint in it, and a savepoint in that one.
#
# Guess: rolling the outer savepoint back undoes what was done in it, also before the inner one was made.
# Seen with sequelize 6.37.8 (here on @appthreat/sqlite3 8.0.1; the statements are the same on MySQL and PostgreSQL): the
# inner savepoint has the name of the outer one, `<id>-sp-1`, because each counts its own children under the id of the
# root; and one that ends well is not released. `ROLLBACK TO SAVEPOINT` then finds the inner one, which is the later of
# that name: the row that was written before it stays, and is committed.
#
# Needs Node 20 and npm. Exits 0 where this is still so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --ignore-scripts --silent --no-audit --no-fund sequelize@6.37.8 @appthreat/sqlite3@8.0.1

cat >nested.mjs <<'JS'
import { Sequelize } from 'sequelize';
import driver from '@appthreat/sqlite3';

const statements = [];
const sequelize = new Sequelize({
  dialect: 'sqlite',
  dialectModule: driver.default ?? driver,
  storage: 'nested.sqlite',
  logging: (sql) => statements.push(sql.replace(/^Executing \([^)]*\): /, '')),
});
const query = (sql, transaction) => sequelize.query(sql, { transaction });
await query('CREATE TABLE notes (text TEXT)');

const root = await sequelize.transaction();
const outer = await sequelize.transaction({ transaction: root });
await query("INSERT INTO notes VALUES ('in the outer savepoint')", outer);
const inner = await sequelize.transaction({ transaction: outer });
await query("INSERT INTO notes VALUES ('in the inner savepoint')", inner);
await inner.commit();
await outer.rollback();
await root.commit();

const [rows] = await query('SELECT text FROM notes');
const names = statements.flatMap((sql) => /^SAVEPOINT (\S+?);?$/.exec(sql)?.[1] ?? []);
const left = rows.map(({ text }) => text);
console.log(`the names of the two savepoints: ${names[0] === names[1] ? 'the same' : 'different'}`);
console.log(`left after the outer one was rolled back: ${JSON.stringify(left)}`);
await sequelize.close();
process.exitCode = names.length === 2 && names[0] === names[1] && left.join() === 'in the outer savepoint' ? 0 : 1;
JS
node nested.mjs
