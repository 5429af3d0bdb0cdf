/** Run by a test in a process of its own, in which there is no Express but Express 4. */
import assert from 'node:assert/strict';
import express from 'express';
import { describeOnSqlite } from '../../support/databases.js';
import { createApp } from '../../support/host.js';
import { describeContract } from '../contract/index.js';

describeOnSqlite('The routes where there is no Express but Express 4', (database) => {
  it('find Express 4', () => {
    // Express 5 has no such middleware any more.
    assert.equal(typeof (express as unknown as { query: unknown }).query, 'function');
  });

  describeContract(database, (host) => ({
    app: createApp(host),
    router: '/api/workflow',
    objects: '/api/purchase-requests',
  }));
});
