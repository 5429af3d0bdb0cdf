import assert from 'node:assert/strict';
import type { AttachmentListing, Page, TimePageRequest } from '../../lib/index.js';
import { WorkflowError } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { createHost, TABLES } from '../support/host.js';
import type { Stored, Variation } from './support/many-attachments.js';
import { modelOf, storeMany } from './support/many-attachments.js';

const READER = 2;
const OTHER = '5';
/** More than 1,000 seats of the reader's: see `findSeatRange`. */
const ATTACHMENTS = 1300;
const START = Date.UTC(2026, 0, 5);

/** At which second each attachment was made, by its place in the order of ids. */
const ORDERS: Readonly<Record<string, (index: number) => number>> = {
  'in the order of their ids': (index) => index,
  'nearly in the order of their ids, several at a time': (index) => Math.floor((index ^ 6) / 4),
  'in another order than that of their ids, several at a time': (index) =>
    Math.floor(((index * 7919) % ATTACHMENTS) / 3),
  'all at one time': () => 0,
};

/** Every tenth is not the reader's by its seat; of these every other one was decided by the reader. */
function variation(index: number, second: number): Variation {
  const isSeated = index % 10 !== 9;
  const time = new Date(START + second * 1000 + 7);
  return {
    createdAt: time,
    assignedAt: time,
    attachment: {
      requesterId: index % 50 === 9 ? String(READER) : null,
      startedBy: index % 70 === 9 ? String(READER) : null,
      status: index % 3 === 0 ? 'rejected' : 'in_progress',
    },
    seat: isSeated
      ? {}
      : { userId: OTHER, status: 'approved', actorId: index % 20 === 9 ? String(READER) : null },
  };
}

const isVisible = ({ attachment = {}, seat = {} }: Variation): boolean =>
  seat.userId !== OTHER ||
  seat.actorId !== null ||
  attachment.requesterId !== null ||
  attachment.startedBy !== null;

function byTime(a: Stored, b: Stored): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || a.id - b.id;
}

describeEachDialect('Lists by time', (database) => {
  let host: Host;

  before(async () => {
    host = await createHost(database.sequelize);
  });

  /** Every item of a list, page by page. */
  async function readAll<Item>(
    read: (page: TimePageRequest) => Promise<Page<Item, TimePageRequest['after'] & object>>,
    limit: number,
  ): Promise<readonly Item[]> {
    const items: Item[] = [];
    for (let after: TimePageRequest['after'] = null; ;) {
      const page = await read({ limit, after });
      items.push(...page.items);
      if (page.next === null) return items;
      after = page.next;
    }
  }

  for (const [order, secondOf] of Object.entries(ORDERS)) {
    describe(`of attachments that were made ${order}`, () => {
      let stored: readonly Stored[];

      before(async () => {
        await database.emptyTables(TABLES);
        const indexes = Array.from({ length: ATTACHMENTS }, (_, index) => index);
        stored = await storeMany(
          host,
          indexes.map((index) => variation(index, secondOf(index))),
        );
      });

      const newestFirst = (isWanted: (one: Stored) => boolean): readonly number[] =>
        stored
          .filter(isWanted)
          .sort(byTime)
          .map(({ id }) => id)
          .reverse();

      const list = (listing: AttachmentListing, limit: number): Promise<readonly number[]> =>
        readAll((page) => host.engine.reader.list(listing, page, { id: READER }), limit).then((items) =>
          items.map(({ id }) => id),
        );

      it('have everything that somebody may see, newest first, each once', async () => {
        assert.deepEqual(await list({ visibleTo: READER }, 97), newestFirst(isVisible));
      });

      it('have what of that is in a status', async () => {
        assert.deepEqual(
          await list({ visibleTo: READER, status: 'rejected' }, 60),
          newestFirst((one) => isVisible(one) && one.attachment?.status === 'rejected'),
        );
      });

      it('have everything for who may see all, newest first, each once', async () => {
        const first = await host.engine.reader.list({}, { limit: 1, after: null }, { id: READER });
        assert.equal(first.items[0]?.id, newestFirst(() => true)[0]);
        const all = await list({}, 211);
        assert.deepEqual(
          all.slice(0, ATTACHMENTS),
          newestFirst(() => true),
        );
      });

      it('have every open seat, longest waiting first, each once', async () => {
        const items = await readAll((page) => host.engine.reader.inbox(page, { id: READER }), 83);
        const waiting = stored.filter(({ seat }) => seat?.userId !== OTHER).sort(byTime);
        assert.deepEqual(
          items.map(({ assignment }) => assignment.id),
          waiting.map(({ seatId }) => seatId),
        );
      });

      it('have no seat of an attachment that is blocked, nor count it', async () => {
        const [first, ...others] = stored.filter(({ seat }) => seat?.userId !== OTHER).sort(byTime);
        const Attachment = modelOf(host, 'Attachment');
        await Attachment.update({ blockedReason: 'Gone.' }, { where: { id: first?.id ?? 0 } });
        const page = await host.engine.reader.inbox({ limit: 1, after: null }, { id: READER });
        assert.equal(page.items[0]?.assignment.id, others[0]?.seatId);
        const counts = await host.engine.reader.inboxSummary({ id: READER });
        assert.deepEqual(
          counts.map(({ count }) => count),
          [others.length],
        );
        await Attachment.update({ blockedReason: null }, { where: { id: first?.id ?? 0 } });
        const [total] = await host.engine.reader.inboxSummary({ id: READER });
        assert.equal(total?.count, others.length + 1);
      });

      it('go on after an id alone while its row is there, and then say that it is gone', async () => {
        const ids = newestFirst(isVisible);
        const id = ids[9] ?? 0;
        const request = (): Promise<readonly number[]> =>
          host.engine.reader
            .list({ visibleTo: READER }, { limit: 5, after: id }, { id: READER })
            .then(({ items }) => items.map((item) => item.id));
        assert.deepEqual(await request(), ids.slice(10, 15));
        await modelOf(host, 'Assignment').destroy({ where: { attachmentId: id } });
        await modelOf(host, 'Step').destroy({ where: { attachmentId: id } });
        await modelOf(host, 'Attachment').destroy({ where: { id } });
        await assert.rejects(
          request,
          (error) =>
            error instanceof WorkflowError && error.code === 'INVALID_CURSOR' && error.status === 400,
        );
      });
    });
  }
});
