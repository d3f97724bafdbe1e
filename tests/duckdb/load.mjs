// node load.mjs FOLDER: runs load-duckdb.sql of an export there, and prints the
// names of some tools, then the comment and the rows of each table.
import fs from 'node:fs';
import duckdb from '@duckdb/node-api';

const instance = await duckdb.DuckDBInstance.create(':memory:');
const connection = await instance.connect();
process.chdir(process.argv[2]);
await connection.run(fs.readFileSync('load-duckdb.sql', 'utf8'));
const ask = async (sql) => (await connection.runAndReadAll(sql)).getRows();

for (const [name, vendor] of await ask(
  'SELECT name, vendor FROM tool WHERE id > 9000 ORDER BY id'))
  console.log(`tool ${JSON.stringify(name)} ${JSON.stringify(vendor)}`);
for (const [name, comment] of await ask(
  'SELECT table_name, comment FROM duckdb_tables() ORDER BY table_name')) {
  const [[rows]] = await ask(`SELECT count(*) FROM "${name}"`);
  console.log(`${name} ${rows} ${comment ?? ''}`);
}
