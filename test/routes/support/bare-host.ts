/** A host with nothing but `workflowRouter()`: a process of its own, in whatever folder and environment. */
import express from 'express';
import supertest from 'supertest';
import { workflowRouter } from '../../../lib/index.js';
import type { BareAnswer } from './run-bare-host.js';

const app = express();
app.use((request, _response, next) => {
  const { 'x-user': id } = request.headers;
  if (typeof id === 'string') Object.assign(request, { user: { id } });
  next();
});
app.use('/w', workflowRouter());

async function get(path: string, user?: string): Promise<BareAnswer> {
  const request = supertest(app).get(`/w${path}`);
  const { status, text } = await (user === undefined ? request : request.set('x-user', user));
  return { status, text };
}

const together = await Promise.all(['/inbox', '/attachments'].map((path) => get(path, 'ada')));
const after = [await get('/inbox', 'ada'), await get('/workflows', 'ada'), await get('/inbox')];
process.send?.([...together, ...after]);
// What the router opened by itself stays open as long as the process.
process.disconnect();
process.exit();
