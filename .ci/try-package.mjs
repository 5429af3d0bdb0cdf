// Tries the package as a host has installed it: in the current folder, with its peers.
import assert from 'node:assert/strict';
import { Session } from 'node:inspector';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What one import may load, its peers included: some 370 modules are those of express and sequelize. */
const MAXIMUM_MODULES = 450;

/** What is loaded by whoever needs it first. */
const ON_DEMAND = ['@marcbachmann/cel-js', 'ajv', 'ajv-formats', 'joi', 'mustache', 'node-cron', 're2js'];

const require = createRequire(join(process.cwd(), 'host.js'));

const imported = await import(pathToFileURL(require.resolve('express-dynamic-workflows')).href);
const modules = loadedModules();
console.log(`${modules.length} modules`);
assert(modules.length <= MAXIMUM_MODULES, `The import loads more than ${MAXIMUM_MODULES}.`);
assert.equal(require('express-dynamic-workflows').createWorkflowEngine, imported.createWorkflowEngine);
assert.deepEqual(loadedOf(ON_DEMAND), []);
useEveryLibrary();
assert.deepEqual(loadedOf(ON_DEMAND), ON_DEMAND);

/** Those of some packages of which a module is loaded. */
function loadedOf(packages) {
  const files = loadedModules();
  return packages.filter((name) => files.some((file) => file.includes(`/node_modules/${name}/`)));
}

/** The files of all modules that the process has loaded so far. */
function loadedModules() {
  const files = new Set();
  const session = new Session();
  session.connect();
  session.on('Debugger.scriptParsed', ({ params: { url } }) => {
    if (url.startsWith('file:') && url !== import.meta.url) files.add(url);
  });
  session.post('Debugger.enable');
  session.disconnect();
  return [...files];
}

/** What is loaded on demand must be found from where the package is installed. */
function useEveryLibrary() {
  const { Sequelize } = require('sequelize');
  const ask = () => Promise.resolve([]);
  const pattern = { type: 'object', properties: { to: { type: 'string', pattern: '^a' } } };
  imported.createWorkflowEngine({
    sequelize: new Sequelize({ dialect: 'mysql' }),
    directory: { userIdType: 'integer', findUsers: ask, findRoleMembers: ask, findManager: ask },
    schedules: { dispatch: '* * * * *' },
    actions: { notify: { run: () => undefined, parameters: pattern } },
  });
  imported.checkCalendar(
    { timezone: 'UTC', hours: { monday: [{ from: '09:00', to: '17:00' }] } },
    'calendar',
  );
  const email = imported.emailHandler({ transport: 'smtp://localhost', from: 'a@example.com' });
  const parameters = { to: [{ expression: 'object.owner' }], subject: '{{object.id}}' };
  assert.deepEqual(email.findProblems(parameters), []);
}
