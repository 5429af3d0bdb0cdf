/** What a good user of Sequelize writes by hand: models in a transaction, `findOne` with a lock, `save`, `bulkCreate`. */
import type { ModelStatic } from 'sequelize';
import { DataTypes, Sequelize, Transaction } from 'sequelize';
import type { AssignmentRow, AttachmentRow, StepRow } from '../../models/index.js';
import type { Approve, NewEntry } from './approval.js';
import { historyOf, newSeats, newStep, readStages, Refusal, stageAt } from './approval.js';
import type { Instance } from './models.js';
import { definePurchaseRequest, defineTable } from './models.js';
import { openPool, POOL_SIZE } from './pool.js';
import { present } from './present.js';

type StepInstance = Instance<StepRow> & { readonly seats: readonly Instance<AssignmentRow>[] };

const { BIGINT, CHAR, INTEGER, STRING, TEXT } = DataTypes;
const TIME = DataTypes.DATE(3);
const COMMON = {
  id: { type: BIGINT, primaryKey: true, autoIncrement: true },
  company: { type: STRING, defaultValue: '' },
};

function defineModels(sequelize: Sequelize) {
  const Step = defineTable<StepRow>(sequelize, ['Step', 'workflow_steps'], {
    ...COMMON,
    ...{ attachmentId: BIGINT, approvalId: BIGINT, stepNumber: INTEGER, position: INTEGER, round: INTEGER },
    ...{ stageId: BIGINT, strategy: STRING, status: STRING, approveAt: INTEGER, rejectAt: INTEGER },
    ...{ approvedCount: INTEGER, rejectedCount: INTEGER, dueAt: TIME, openedAt: TIME, closedAt: TIME },
    createdAt: TIME,
  });
  const Seat = defineTable<AssignmentRow>(sequelize, ['Seat', 'workflow_assignments'], {
    ...COMMON,
    ...{
      attachmentId: BIGINT,
      stepId: BIGINT,
      seatNo: INTEGER,
      turn: INTEGER,
      userId: STRING,
      userName: STRING,
    },
    ...{ status: STRING, actorId: STRING, actorName: STRING, comment: TEXT, assignedAt: TIME, actedAt: TIME },
  });
  Step.hasMany(Seat, { as: 'seats', foreignKey: 'stepId' });
  return {
    Step: Step as ModelStatic<StepInstance>,
    Seat,
    Attachment: defineTable<AttachmentRow>(sequelize, ['Attachment', 'workflow_attachments'], {
      ...COMMON,
      ...{ workflowId: BIGINT, versionId: BIGINT, model: STRING, objectId: STRING, status: STRING },
      ...{ position: INTEGER, round: INTEGER, stepCount: INTEGER, requesterId: STRING, startedBy: STRING },
      ...{ metadata: TEXT, historyCount: INTEGER, historyHead: CHAR(64), startedAt: TIME, closedAt: TIME },
      ...{ createdAt: TIME, updatedAt: TIME },
    }),
    Entry: defineTable<NewEntry & { id: number }>(sequelize, ['Entry', 'workflow_history'], {
      ...COMMON,
      ...{ attachmentId: BIGINT, sequence: INTEGER, event: STRING, stepId: BIGINT, assignmentId: BIGINT },
      ...{ actorId: STRING, actorName: STRING, onBehalfOf: STRING, comment: TEXT, data: TEXT },
      ...{ previousHash: CHAR(64), hash: CHAR(64), createdAt: TIME },
    }),
    PurchaseRequest: definePurchaseRequest(sequelize, DataTypes),
  };
}

export async function openIdiomatic(url: string): Promise<Approve> {
  const sequelize = new Sequelize(url, { logging: false, pool: { max: POOL_SIZE, acquire: 60_000 } });
  const { Attachment, Step, Seat, Entry, PurchaseRequest } = defineModels(sequelize);
  const stages = await readStages(openPool(url));
  const options = { isolationLevel: Transaction.ISOLATION_LEVELS.READ_COMMITTED };

  return (objectId, user, comment) =>
    sequelize.transaction(options, async (transaction) => {
      const locked = { transaction, lock: transaction.LOCK.UPDATE };
      const object = await PurchaseRequest.findByPk(objectId, locked);
      const where = { model: 'PurchaseRequest', objectId, status: 'in_progress' } as const;
      const attachment = await Attachment.findOne({ where, ...locked });
      if (object === null || attachment === null) throw new Refusal(404, 'ATTACHMENT_NOT_FOUND');
      const steps = await Step.findAll({
        where: { attachmentId: attachment.id },
        include: 'seats',
        order: [
          ['stepNumber', 'ASC'],
          ['seats', 'seatNo', 'ASC'],
        ],
        transaction,
      });
      const from = steps.find(({ status }) => status === 'current');
      const seat = from?.seats.find((one) => one.userId === String(user.id) && one.status === 'current');
      if (from === undefined || seat === undefined) throw new Refusal(409, 'NOT_SEATED');

      const now = new Date();
      const decision = {
        status: 'approved',
        actorId: String(user.id),
        actorName: user.name,
        comment,
      } as const;
      await seat.update({ ...decision, actedAt: now }, { transaction });
      const superseded = { status: 'superseded', actedAt: now } as const;
      await Seat.update(superseded, { where: { stepId: from.id, status: 'current' }, transaction });
      for (const other of from.seats) if (other.status === 'current') other.set(superseded);
      const closed = { status: 'approved', approvedCount: from.approvedCount + 1, closedAt: now } as const;
      await from.update(closed, { transaction });

      const position = from.position + 1;
      const stage = stageAt(stages, position);
      const next = await Step.create(newStep(attachment, stage, position, now), { transaction });
      const seats = await Seat.bulkCreate(newSeats(attachment.id, next.id, stage, now), { transaction });
      const to = { ...next.get(), seats };
      const entries = historyOf(attachment, { stages, from, to, seat, now });
      await Entry.bulkCreate(entries, { transaction });
      const { sequence: historyCount, hash: historyHead } = entries.at(-1) ?? { sequence: 0, hash: null };
      const moved = { position, stepCount: next.stepNumber, historyCount, historyHead, updatedAt: now };
      await attachment.update(moved, { transaction });
      await object.update({ workflowStatus: attachment.status, workflowStage: stage.name }, { transaction });
      return present({ attachment, stages, steps: [...steps, to], position });
    });
}
