import assert from 'node:assert/strict';
import type { ApprovalInput, AttachmentSummary, Directory } from '../../lib/index.js';
import { describeOnSqlite } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, TABLES } from '../support/host.js';
import { Stage } from './support/stage.js';

const FIRST = 1000;
const HUNDRED = Array.from({ length: 100 }, (_, index) => FIRST + index);
const CROWD = 10;

describeOnSqlite('A hundred seats', (database) => {
  let host: Host;
  let stage: Stage;
  const questions: string[] = [];

  before(async () => {
    host = await createHost(database.sequelize);
    stage = new Stage(host);
    for (const id of HUNDRED) host.directory.users.set(id, { id, name: `person ${id}`, active: true });
    host.directory.roles.set(CROWD, HUNDRED);
    count('findUsers');
    count('findRoleMembers');
    count('findManager');
  });

  beforeEach(() => {
    questions.length = 0;
  });

  afterEach(() => database.emptyTables(TABLES));

  function count(name: 'findUsers' | 'findRoleMembers' | 'findManager'): void {
    const { directory } = host;
    const ask = directory[name].bind(directory) as (...question: unknown[]) => Promise<never>;
    Object.assign(directory, {
      [name]: (...question: Parameters<Directory[typeof name]>) => {
        questions.push(name);
        return ask(...question);
      },
    });
  }

  async function countSeats(attachment: AttachmentSummary): Promise<number> {
    const steps = await stage.steps(attachment);
    return steps.reduce((sum, { assignmentCount }) => sum + assignmentCount, 0);
  }

  it('of one role are one question to the directory', async () => {
    const attachment = await stage.attach([[byRole(CROWD, { roleSelectionStrategy: 'consensus' })]]);
    assert.equal(await countSeats(attachment), 100);
    // The other one is for the name of who attaches.
    assert.deepEqual(questions.sort(), ['findRoleMembers', 'findUsers']);
  });

  it('of fifty approvals side by side that name a user each are one more', async () => {
    const approvals = HUNDRED.slice(0, 50).map((approvalUser): ApprovalInput => ({
      approvalType: 'user',
      approvalUser,
      parallelGroup: 'all',
    }));
    const attachment = await stage.attach([approvals]);
    assert.equal(await countSeats(attachment), 50);
    assert.deepEqual(questions, ['findUsers', 'findUsers']);
  });

  it('of ten approvals of one role are one question, whatever their conditions look at', async () => {
    const approval = byRole(CROWD, { parallelGroup: 'all', condition: 'requester.id == 1' });
    const attachment = await stage.attach([Array.from({ length: 10 }, () => approval)]);
    assert.equal(await countSeats(attachment), 1000);
    assert.deepEqual(questions.sort(), ['findRoleMembers', 'findUsers']);
  });
});
