/** A host in a process of its own, which asks for what its router says of itself. */
import express from 'express';
import supertest from 'supertest';
import { workflowRouter } from '../../../lib/index.js';
import type { DocsAnswer } from './without-swagger-ui.js';

const app = express().use('/w', workflowRouter({ getUser: () => ({ id: 'ada' }) }));

const answers: DocsAnswer[] = [];
for (const path of process.argv.slice(2)) {
  const { status, type, text } = await supertest(app).get(`/w${path}`);
  answers.push({ status, type, text });
}
process.send?.(answers);
// What the router opened by itself stays open as long as the process.
process.disconnect();
process.exit();
