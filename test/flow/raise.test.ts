import assert from 'node:assert/strict';
import { inheritActions } from '../../lib/definition/inherit-actions.js';
import type { ActionConfig, ActionEvent } from '../../lib/definition/types.js';
import { ACTION_EVENTS } from '../../lib/definition/types.js';
import type { FlowEvent, WorkflowEvent } from '../../lib/flow/events.js';
import type { FlowCommand } from '../../lib/flow/commands/command.js';
import type { ActionFailure } from '../../lib/flow/types.js';
import { anyone, managers, roundRobin, user } from './support/approvals.js';
import { decideWith } from './support/drive.js';
import { Journey } from './support/journey.js';
import { People } from './support/people.js';

function action(event: ActionEvent, more: Partial<ActionConfig> = {}): ActionConfig {
  const common = { parameters: {}, execution: 'after_commit', failurePolicy: null, condition: null } as const;
  return { id: null, event, handler: 'tell', ...common, ...more };
}

const EVERYTHING = inheritActions([ACTION_EVENTS.map((event) => action(event))]);

/** What happened in one command, as `event from>position/target step approvers`. */
function told(events: readonly FlowEvent[]): readonly string[] {
  return events.flatMap((event) => (event.kind === 'raised' ? [describeEvent(event.workflowEvent)] : []));
}

function describeEvent({ event, position, from, target, stepNumber, approvers }: WorkflowEvent): string {
  const way = `${from ?? ''}>${position ?? ''}/${target ?? ''}`;
  return `${event} ${way} ${stepNumber ?? ''} ${approvers.map(({ id }) => id).join('+')}`.trim();
}

describe('What happens is told to actions', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob').add('cid', 'dan', 'eve', 'req');
    people.setManager('ann', 'eve');
    people.setManager('req', 'cid');
    people.setManager('cid', 'dan');
  });

  const journey = (plan: ConstructorParameters<typeof Journey>[0], more: object = {}): Journey =>
    new Journey(plan, { people, builtInActions: EVERYTHING, ...more });

  it('in the order in which it happens, each where it belongs', () => {
    const way = journey([[anyone('board')], [user('cid')], [user('dan')]]);
    assert.deepEqual(told(way.attach().events), ['on_workflow_start >0/', 'on_step_open >0/ 1 ann+bob']);
    assert.deepEqual(told(way.approve('ann').events), [
      'after_approve >0/ 1',
      'after_move_stage 0>1/',
      'on_step_open >1/ 2 cid',
    ]);
    assert.deepEqual(told(way.approve('cid').events), [
      'after_approve >1/ 2',
      'after_move_pipeline 1>2/',
      'after_move_stage 1>2/',
      'on_step_open >2/ 3 dan',
    ]);
    assert.deepEqual(told(way.sendBack('dan', { stageId: 101 }).events), [
      'after_resubmission >2/0 3',
      'after_move_pipeline 2>0/0',
      'after_move_stage 2>0/0',
      'on_step_open >0/ 4 ann+bob',
    ]);
    way.approve('bob');
    way.approve('cid');
    assert.deepEqual(told(way.approve('dan').events), ['after_approve >2/ 6', 'on_workflow_complete >2/']);
  });

  it('also where it passes on, reminds, or ends', () => {
    const way = journey([[user('ann')]]);
    way.attach();
    assert.deepEqual(told(way.delegate('ann', 'bob').events), ['after_delegate >0/ 1 bob']);
    assert.deepEqual(told(way.replace('dan').events), ['after_reassign >0/ 1 dan']);
    assert.deepEqual(told(way.reject('dan').events), ['after_reject >0/ 1']);
    const escalated = journey([[user('ann')]]);
    escalated.attach();
    assert.deepEqual(told(escalated.escalate('ann').events), ['after_escalate >0/ 1 eve']);
    assert.deepEqual(told(escalated.cancel('admin').events), ['on_workflow_cancel >0/']);
    const recalled = journey([[user('ann')]]);
    recalled.attach();
    assert.deepEqual(told(recalled.recall('req').events), ['on_workflow_cancel >0/']);
    people.role('lone', 'ann');
    const reminded = journey([[roundRobin('lone', { reassignAfterHours: 1 })]]);
    reminded.attach();
    reminded.world.pass(1);
    assert.deepEqual(told(reminded.reassign().events), ['on_reminder >0/ 1 ann']);
  });

  it('for each who is seated in a chain, and with whom waits for the requester', () => {
    const chain = journey([[managers('hierarchy_chain', 2)]], { resubmission: 'requester' });
    assert.deepEqual(told(chain.attach().events), ['on_workflow_start >0/', 'on_step_open >0/ 1 cid']);
    assert.deepEqual(told(chain.approve('cid').events), ['on_step_open >0/ 1 dan']);
    assert.deepEqual(told(chain.sendBack('dan').events), ['after_resubmission >0/0 1']);
  });

  it('and for what is skipped, nothing; nor where it stands nowhere', () => {
    const never = user('ann', { condition: 'false' });
    const way = journey([[never], [user('bob')]]);
    way.world.object.judge('false', false);
    assert.deepEqual(told(way.attach().events), ['on_workflow_start >0/', 'on_step_open >1/ 2 bob']);
    const empty = journey([[never]], { allowEmptyCompletion: true });
    empty.world.object.judge('false', false);
    assert.deepEqual(told(empty.attach().events), ['on_workflow_start >0/', 'on_workflow_complete >/']);
  });

  it('who does it, for whom, and why', () => {
    const way = journey([[user('ann')]]);
    way.attach();
    way.delegate('ann', 'bob');
    const { events } = way.approve('bob', { reason: 'Fine.' });
    const happened = events.find((event) => event.kind === 'raised');
    assert.deepEqual(happened?.workflowEvent.cause, {
      actor: { id: 'bob', name: 'BOB' },
      onBehalfOf: { id: 'ann', name: 'ANN' },
      reason: 'Fine.',
    });
  });

  it('and to who listens, also where no action is bound', () => {
    const way = journey([[user('ann')]], { builtInActions: inheritActions([]), isObserved: true });
    assert.deepEqual(told(way.attach().events), ['on_workflow_start >0/', 'on_step_open >0/ 1 ann']);
    const silent = journey([[user('ann')]], { builtInActions: inheritActions([]) });
    assert.deepEqual(told(silent.attach().events), []);
  });

  it('and lets inline actions run on the way, whose failures history keeps', () => {
    const inline = inheritActions([
      [
        action('after_move_stage', { execution: 'inline' }),
        action('after_approve', { execution: 'inline', id: 7 }),
      ],
    ]);
    const way = journey([[user('ann')], [user('bob')]], { builtInActions: inline });
    way.attach();
    const state = way.attachment.load();
    const command: FlowCommand = {
      kind: 'approved',
      actorId: 'ann',
      seat: {},
      reason: null,
      formData: undefined,
    };
    const failures: readonly ActionFailure[] = [{ actionId: 7, handler: 'tell', message: 'busy' }];
    const input = { state, command, settings: way.world.settings };
    const bob = people.find('bob');
    assert(bob);
    const ran = { kind: 'inline_actions', failures: [] } as const;
    const seats = { kind: 'users', users: [bob] } as const;
    const answers = [{ kind: 'inline_actions', failures } as const, seats, ran, seats];
    const { events: events } = decideWith(answers, input, way.world.now);
    const failed = events.find((event) => event.kind === 'history' && event.event === 'action_failed');
    assert(failed?.kind === 'history');
    assert.deepEqual(failed.data, { event: 'after_approve', action_id: 7, handler: 'tell', error: 'busy' });
    assert.deepEqual(told(events), ['after_approve >0/ 1', 'after_move_stage 0>1/']);
  });

  it('and asks anew who is wanted where an inline action on the way has changed the object', () => {
    const inline = inheritActions([
      [action('after_move_stage', { execution: 'inline' }), ...ACTION_EVENTS.map((event) => action(event))],
    ]);
    const positions = [[user('ann')], [user('bob', { condition: 'wanted' })], [user('cid')]];
    const way = journey(positions, { builtInActions: inline });
    way.world.runInline = ({ workflowEvent }) => {
      if (workflowEvent.position === 1) way.world.object.judge('wanted', false);
    };
    way.attach();
    assert.deepEqual(told(way.approve('ann').events), [
      'after_approve >0/ 1',
      'after_move_stage 0>1/',
      'after_move_pipeline 1>2/',
      'after_move_stage 1>2/',
      'on_step_open >2/ 3 cid',
    ]);
    assert.deepEqual(way.stepStatuses, ['approved', 'skipped', 'current']);
  });

  it('and locks a rotation only when nothing is left to run on the way', () => {
    const inline = inheritActions([[action('after_move_stage', { execution: 'inline' })]]);
    const way = journey([[user('cid')], [roundRobin('board')]], { builtInActions: inline });
    way.attach();
    const { asked } = way.approve('cid');
    const kinds = asked.flat().map(({ kind }) => kind);
    assert.deepEqual(kinds.slice(-3), ['inline_actions', 'role_members', 'rotation']);
    assert.deepEqual(way.holders, ['ann']);
  });
});
