/** A process of its own with an engine on the database that its first argument names. */
import pLimit from 'p-limit';
import type { JobOptions } from '../../../lib/index.js';
import { WorkflowError } from '../../../lib/index.js';
import { connectTo } from '../../support/connect.js';
import { createCrowdedHost } from './crowded-host.js';
import type {
  Answer,
  ApproveOrder,
  AttachOrder,
  Order,
  Outcome,
  ReassignOrder,
  WorkOrder,
} from './engine-process.js';
import { READY } from './engine-process.js';

const [url = '', members] = process.argv.slice(2);
const { engine, directory } = await createCrowdedHost(await connectTo(url), { size: Number(members) });
const findRoleMembers = directory.findRoleMembers.bind(directory);
// On SQLite, Sequelize makes a stack trace for each statement; under source maps that costs more than the statement.
Error.stackTraceLimit = 0;

async function approve({ target, stepId, actors }: ApproveOrder): Promise<Partial<Answer>> {
  const one = async (id: number): Promise<Outcome> => {
    try {
      const { current, status } = await engine.approve({ ...target, stepId, actor: { id } });
      return { stage: current?.names.en ?? null, status };
    } catch (error) {
      if (!(error instanceof WorkflowError)) throw error;
      return { code: error.code, httpStatus: error.status, details: error.details };
    }
  };
  return { outcomes: await Promise.all(actors.map(one)) };
}

async function attach({ invoices, atATime }: AttachOrder): Promise<Partial<Answer>> {
  const lanes = pLimit(atATime);
  const one = (id: number): Promise<unknown> =>
    engine.attach({ object: { model: 'Invoice', id }, workflow: 'purchase-request', actor: { id: 1 } });
  await Promise.all(invoices.map((id) => lanes(one, id)));
  return {};
}

async function reassign(id: number, order: ReassignOrder): Promise<Partial<Answer>> {
  hangAt(id, order);
  return { counts: await engine.jobs.reassignRoundRobin(optionsOf(order)) };
}

async function work(id: number, order: WorkOrder): Promise<Partial<Answer>> {
  hangAt(id, order);
  const options = optionsOf(order);
  const { jobs } = engine;
  const [reassignRoundRobin, deadlines, dispatch] = await Promise.all([
    jobs.reassignRoundRobin(options),
    jobs.deadlines(options),
    jobs.dispatch(options),
    jobs.replaceInactive(options),
    jobs.reconcile(options),
    jobs.cleanup(options),
  ]);
  return { work: { reassignRoundRobin, deadlines, dispatch } };
}

function optionsOf({ now, batchSize }: ReassignOrder | WorkOrder): JobOptions {
  return { now: new Date(now), batchSize };
}

/** Lets the process stand still in the middle of a seat, where it is told to. */
function hangAt(id: number, { hangAt: question }: ReassignOrder | WorkOrder): void {
  let asked = 0;
  directory.findRoleMembers = (...details) => {
    asked += 1;
    if (asked === question) standStill(id);
    return findRoleMembers(...details);
  };
}

/** Stops the whole process where it stands, as a machine that is suspended would. */
function standStill(id: number): void {
  answer({ id, hanging: true });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function answer(message: Answer): void {
  process.send?.(message);
}

async function perform(id: number, order: Order): Promise<Answer> {
  try {
    switch (order.kind) {
      case 'approve':
        return { id, ...(await approve(order)) };
      case 'attach':
        return { id, ...(await attach(order)) };
      case 'reassign':
        return { id, ...(await reassign(id, order)) };
      case 'work':
        return { id, ...(await work(id, order)) };
    }
  } catch (error) {
    return { id, error: String(error) };
  }
}

process.on('message', ({ id, order }: { readonly id: number; readonly order: Order }) => {
  void perform(id, order).then(answer);
});
answer({ id: READY });
