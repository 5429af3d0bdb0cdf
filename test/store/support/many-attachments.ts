import type { Model, ModelStatic } from 'sequelize';
import { Op } from 'sequelize';
import type { Host } from '../../support/host.js';
import { byRole, publishStages } from '../../support/host.js';

type Row = Readonly<Record<string, unknown>>;

/** How one of many attachments differs from the others. */
export interface Variation {
  readonly createdAt: Date;
  readonly assignedAt?: Date;
  readonly attachment?: Row;
  readonly seat?: Row;
}

/** A stored attachment with its one seat. */
export interface Stored extends Variation {
  readonly id: number;
  readonly seatId: number;
}

/** The models of a host's engine by the end of their names. */
export function modelOf(
  host: Host,
  name: 'Attachment' | 'Step' | 'Assignment',
): ModelStatic<Model<Row, Row>> {
  return host.sequelize.model(`Workflow${name}`);
}

/**
 * Attaches one object by the engine and copies its rows: so many attachments, with ids in this order, each of another
 * object with one step that has one seat.
 */
export async function storeMany(host: Host, variations: readonly Variation[]): Promise<readonly Stored[]> {
  const { engine, PurchaseRequest } = host;
  const { id: workflow } = await publishStages(engine, [[byRole(1)]]);
  const object = await PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
  const { id: attachmentId } = await engine.attach({ object, workflow, actor: { id: 1 } });
  const [Attachment, Step, Assignment] = (['Attachment', 'Step', 'Assignment'] as const).map((name) =>
    modelOf(host, name),
  );
  if (!Attachment || !Step || !Assignment) throw new Error('The engine has no models.');
  const [attachment, step, seat] = await Promise.all([
    template(Attachment, { id: attachmentId }),
    template(Step, { attachmentId }),
    template(Assignment, { attachmentId }),
  ]);
  for (const model of [Assignment, Step]) await model.destroy({ where: { attachmentId } });
  await Attachment.update(
    { createdAt: new Date(0), requesterId: null, startedBy: null },
    { where: { id: attachmentId } },
  );
  const ids = await insert(
    Attachment,
    variations.map(({ createdAt, attachment: more }, index) => ({
      ...attachment,
      objectId: `copy-${index}`,
      openKey: null,
      createdAt,
      ...more,
    })),
  );
  const steps = await insert(
    Step,
    ids.map((id) => ({ ...step, attachmentId: id })),
  );
  const seats = await insert(
    Assignment,
    variations.map(({ assignedAt = new Date(0), seat: more }, index) => ({
      ...seat,
      attachmentId: ids[index],
      stepId: steps[index],
      assignedAt,
      ...more,
    })),
  );
  return variations.map((variation, index) => ({
    ...variation,
    id: ids[index] ?? 0,
    seatId: seats[index] ?? 0,
  }));
}

async function template(model: ModelStatic<Model<Row, Row>>, where: Row): Promise<Row> {
  const found = await model.findOne({ where, raw: true, rejectOnEmpty: true });
  const { id, ...row } = found as unknown as Row;
  if (id === undefined) throw new Error('A row has an id.');
  return row;
}

/** Inserts rows; the ids that they were given, in their order. */
async function insert(model: ModelStatic<Model<Row, Row>>, rows: readonly Row[]): Promise<readonly number[]> {
  const last = Number((await model.max('id')) ?? 0);
  await model.bulkCreate([...rows]);
  const stored = await model.findAll({
    where: { id: { [Op.gt]: last } },
    attributes: ['id'],
    order: ['id'],
    raw: true,
  });
  return stored.map((row) => Number((row as unknown as Row).id));
}
