import assert from 'node:assert/strict';
import { createTables } from '../../example-app/tables.js';
import { describeEachDialect } from '../support/databases.js';

describeEachDialect('The tables of the example application', (database) => {
  it('are created once by many that create them at the same time, and again', async () => {
    const connections = await Promise.all(Array.from({ length: 8 }, () => database.connect()));
    await Promise.all(connections.map((sequelize) => createTables(sequelize.getQueryInterface())));
    await createTables(database.sequelize.getQueryInterface());
    const tables = await database.sequelize.getQueryInterface().showAllTables();
    assert.deepEqual([...tables].sort(), ['memberships', 'purchase_requests', 'roles', 'users']);
  });
});
