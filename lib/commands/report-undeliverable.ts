import type { CommandContext } from './context.js';

/**
 * Tells the log which handlers the database names and this process does not have: bound actions, and deliveries that
 * wait for them. Another process may have them.
 */
export async function reportUndeliverable(context: CommandContext): Promise<void> {
  const { definitions, handlers, outbox, logger, settings } = context;
  try {
    const bound = await definitions.actions.listHandlers();
    const waiting = await outbox.countUndeliverable(handlers.names);
    const builtIn = [...settings.builtInActions.values()].flat().map(({ handler }) => handler);
    const named = [...bound, ...builtIn, ...waiting.keys()];
    const missing = [...new Set(named)].filter((name) => handlers.get(name) === undefined).sort();
    if (missing.length === 0) return;
    logger.warn(
      `No handler is registered here for ${missing.join(', ')}. Pass it to createWorkflowEngine({ actions }).`,
      { handlers: missing, waiting: Object.fromEntries(waiting) },
    );
  } catch (error) {
    logger.warn('The handlers that the database names could not be read.', { error });
  }
}
