import type { ActionEvent, Plan } from '../definition/types.js';
import type { CommandContext } from './context.js';

/** What may happen on the way of a command that is given for many attachments at once. */
const HAPPENING = {
  attach: [
    ...(['on_workflow_start', 'on_step_open', 'after_move_stage', 'after_move_pipeline'] as const),
    'on_workflow_complete',
  ],
  cancel: ['on_workflow_cancel'],
} as const satisfies Readonly<Record<string, readonly ActionEvent[]>>;

/**
 * Whether commands may be carried out in one batch: no code of the host's runs in between, a hook or an inline action,
 * that must find those before it done and those after it not begun.
 */
export function mayShareBatch(
  { hooks, settings }: Pick<CommandContext, 'hooks' | 'settings'>,
  operation: keyof typeof HAPPENING,
  plans: Iterable<Plan>,
): boolean {
  if (hooks.has('before', operation) || hooks.has('after', operation)) return false;
  const bound = [...plans].flatMap(({ actions, positions }) => [
    actions,
    ...positions.map((position) => position.actions),
  ]);
  return ![settings.builtInActions, ...bound].some((actions) =>
    HAPPENING[operation].some((event) => actions.get(event)?.some(({ execution }) => execution === 'inline')),
  );
}
