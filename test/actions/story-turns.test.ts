import assert from 'node:assert/strict';
import { describeEachDialect } from '../support/databases.js';
import { ADMIN, BY_SYSTEM } from '../support/host.js';
import type { StoryHost } from './support/story-host.js';
import { createStoryHost } from './support/story-host.js';

const [REQUESTER, REVIEWER, BUDGET, CFO, EXECUTIVE, , AUDITOR] = [1, 2, 3, 4, 5, 6, 7];

/** What somebody does, and what it is called in the story. */
type Deed = readonly [string, (object: Purchase) => Promise<unknown>];

type Purchase = InstanceType<StoryHost['PurchaseRequest']>;

describeEachDialect('The story of a purchase request, otherwise,', (database) => {
  let host: StoryHost;

  before(async () => {
    host = await createStoryHost(database.sequelize);
  });

  const attach: Deed = [
    'requested',
    (object) => host.engine.attach({ object, workflow: 'purchase-request', actor: { id: REQUESTER } }),
  ];
  const approve = (id: number): Deed => [
    `approved by ${id}`,
    (object) => host.engine.approve({ object, actor: { id } }),
  ];

  /** Lets everything be done, and tells what handlers were called for at each step. */
  async function tell(...deeds: readonly Deed[]): Promise<readonly string[]> {
    const object = await host.PurchaseRequest.create({ title: 'Pens', requesterId: REQUESTER });
    const story: string[] = [];
    for (const [name, act] of deeds) {
      await act(object);
      await host.engine.flush();
      story.push(`- ${name}`, ...host.takeCalls());
    }
    return story;
  }

  it('is rejected', async () => {
    const reject = (id: number): Deed => [
      `rejected by ${id}`,
      (object) => host.engine.reject({ object, actor: { id }, reason: 'No.' }),
    ];
    assert.deepEqual(await tell(attach, reject(REVIEWER)), [
      '- requested',
      'on_workflow_start of stage, delivered, at Initial Review: by requester, in_progress',
      'on_step_open of stage, delivered, at Initial Review: for reviewer, by requester, in_progress',
      '- rejected by 2',
      'after_reject of stage, delivered, at Initial Review: by reviewer, rejected',
    ]);
    assert.deepEqual(await tell(attach, approve(REVIEWER), approve(BUDGET), reject(CFO)), [
      '- requested',
      'on_workflow_start of stage, delivered, at Initial Review: by requester, in_progress',
      'on_step_open of stage, delivered, at Initial Review: for reviewer, by requester, in_progress',
      '- approved by 2',
      'after_move_stage of pipeline, inline, at Initial Review > Budget: by reviewer, in_progress',
      'on_step_open of pipeline, inline, at Budget: for budget, by reviewer, in_progress',
      'after_approve of stage, first, delivered, at Initial Review: by reviewer, in_progress',
      'after_approve of stage, delivered, at Initial Review: by reviewer, in_progress',
      'after_approve of stage, last, delivered, at Initial Review: by reviewer, in_progress',
      '- approved by 3',
      'after_approve of pipeline, inline, at Budget: by budget, in_progress',
      'after_move_pipeline of workflow, delivered, at Budget > CFO: by budget, in_progress',
      'after_move_stage of workflow, delivered, at Budget > CFO: by budget, in_progress',
      'on_step_open of workflow, delivered, at CFO: for cfo, by budget, in_progress',
      '- rejected by 4',
      'after_reject of default, inline, at CFO: by cfo, rejected',
    ]);
  });

  it('is cancelled, before or after its start', async () => {
    const cancel: Deed = ['cancelled', (object) => host.engine.cancel({ object, actor: { id: ADMIN } })];
    const recall: Deed = ['recalled', (object) => host.engine.recall({ object, actor: { id: REQUESTER } })];
    const prepare: Deed = [
      'prepared',
      (object) => host.engine.attach({ object, workflow: 'purchase-request', actor: null, autoStart: false }),
    ];
    assert.deepEqual(await tell(attach, approve(REVIEWER), cancel), [
      '- requested',
      'on_workflow_start of stage, delivered, at Initial Review: by requester, in_progress',
      'on_step_open of stage, delivered, at Initial Review: for reviewer, by requester, in_progress',
      '- approved by 2',
      'after_move_stage of pipeline, inline, at Initial Review > Budget: by reviewer, in_progress',
      'on_step_open of pipeline, inline, at Budget: for budget, by reviewer, in_progress',
      'after_approve of stage, first, delivered, at Initial Review: by reviewer, in_progress',
      'after_approve of stage, delivered, at Initial Review: by reviewer, in_progress',
      'after_approve of stage, last, delivered, at Initial Review: by reviewer, in_progress',
      '- cancelled',
      'on_workflow_cancel of pipeline, inline, at Budget: by admin, cancelled',
    ]);
    assert.deepEqual(await tell(attach, recall), [
      '- requested',
      'on_workflow_start of stage, delivered, at Initial Review: by requester, in_progress',
      'on_step_open of stage, delivered, at Initial Review: for reviewer, by requester, in_progress',
      '- recalled',
      'on_workflow_cancel of stage, delivered, at Initial Review: by requester, cancelled',
    ]);
    assert.deepEqual(await tell(prepare, cancel), [
      '- prepared',
      '- cancelled',
      'on_workflow_cancel of workflow, delivered, at nowhere: by admin, cancelled',
    ]);
  });

  it('passes from hand to hand', async () => {
    const delegate = (from: number, userId: number): Deed => [
      `delegated by ${from} to ${userId}`,
      (object) => host.engine.delegate({ object, actor: { id: from }, userId }),
    ];
    const escalate = (id: number): Deed => [
      `escalated by ${id}`,
      (object) => host.engine.escalate({ object, actor: { id } }),
    ];
    const replace = (userId: number): Deed => [
      `replaced with ${userId}`,
      async (object) => {
        const { id = 0 } = (await host.engine.getAttachment(object)) ?? {};
        const reader = { id: REQUESTER };
        const { steps } = await host.engine.reader.status(
          await host.engine.reader.find({ attachmentId: id }, reader),
          reader,
        );
        const seat = steps
          .flatMap(({ assignments }) => assignments)
          .find(({ status }) => status === 'current');
        await host.engine.replace({ assignmentId: seat?.id ?? 0, userId, ...BY_SYSTEM });
      },
    ];
    const waitInVain: Deed = [
      'nobody does anything',
      async () => {
        host.clock.advance({ hours: 1 });
        await host.engine.jobs.reassignRoundRobin();
      },
    ];
    assert.deepEqual(
      await tell(
        attach,
        delegate(REVIEWER, AUDITOR),
        approve(AUDITOR),
        delegate(BUDGET, AUDITOR),
        approve(AUDITOR),
      ),
      [
        '- requested',
        'on_workflow_start of stage, delivered, at Initial Review: by requester, in_progress',
        'on_step_open of stage, delivered, at Initial Review: for reviewer, by requester, in_progress',
        '- delegated by 2 to 7',
        'after_delegate of stage, delivered, at Initial Review: for auditor1, by reviewer, in_progress',
        '- approved by 7',
        'after_move_stage of pipeline, inline, at Initial Review > Budget: by auditor1, in_progress',
        'on_step_open of pipeline, inline, at Budget: for budget, by auditor1, in_progress',
        'after_approve of stage, first, delivered, at Initial Review: by auditor1, in_progress',
        'after_approve of stage, delivered, at Initial Review: by auditor1, in_progress',
        'after_approve of stage, last, delivered, at Initial Review: by auditor1, in_progress',
        '- delegated by 3 to 7',
        'after_delegate of workflow, delivered, at Budget: for auditor1, by budget, in_progress',
        '- approved by 7',
        'after_approve of pipeline, inline, at Budget: by auditor1, in_progress',
        'after_move_pipeline of workflow, delivered, at Budget > CFO: by auditor1, in_progress',
        'after_move_stage of workflow, delivered, at Budget > CFO: by auditor1, in_progress',
        'on_step_open of workflow, delivered, at CFO: for cfo, by auditor1, in_progress',
      ],
    );
    assert.deepEqual(
      await tell(
        attach,
        escalate(REVIEWER),
        approve(EXECUTIVE),
        replace(AUDITOR),
        approve(AUDITOR),
        replace(BUDGET),
        approve(BUDGET),
        waitInVain,
      ),
      [
        '- requested',
        'on_workflow_start of stage, delivered, at Initial Review: by requester, in_progress',
        'on_step_open of stage, delivered, at Initial Review: for reviewer, by requester, in_progress',
        '- escalated by 2',
        'after_escalate of stage, delivered, at Initial Review: for executive, by reviewer, in_progress',
        '- approved by 5',
        'after_move_stage of pipeline, inline, at Initial Review > Budget: by executive, in_progress',
        'on_step_open of pipeline, inline, at Budget: for budget, by executive, in_progress',
        'after_approve of stage, first, delivered, at Initial Review: by executive, in_progress',
        'after_approve of stage, delivered, at Initial Review: by executive, in_progress',
        'after_approve of stage, last, delivered, at Initial Review: by executive, in_progress',
        '- replaced with 7',
        'after_reassign of pipeline, inline, at Budget: for auditor1, by the system, in_progress',
        '- approved by 7',
        'after_approve of pipeline, inline, at Budget: by auditor1, in_progress',
        'after_move_pipeline of workflow, delivered, at Budget > CFO: by auditor1, in_progress',
        'after_move_stage of workflow, delivered, at Budget > CFO: by auditor1, in_progress',
        'on_step_open of workflow, delivered, at CFO: for cfo, by auditor1, in_progress',
        '- replaced with 3',
        'after_reassign of engine, delivered, at CFO: for budget, by the system, in_progress',
        '- approved by 3',
        'after_approve of workflow, delivered, at CFO: by budget, in_progress',
        'after_move_stage of workflow, delivered, at CFO > Executive: by budget, in_progress',
        'on_step_open of workflow, delivered, at Executive: for executive, by budget, in_progress',
        '- nobody does anything',
        'on_reminder of engine, delivered, at Executive: for executive, by the system, in_progress',
      ],
    );
  });
});
