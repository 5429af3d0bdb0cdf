type Json = Readonly<Record<string, unknown>>;

/** What a person wants to know of an answer, in a few lines. */
export function summarize(body: unknown): string[] {
  if (!isJson(body)) return [];
  if ('detail' in body) return summarizeProblem(body);
  if ('progress_percentage' in body) return [summarizeStatus(body)];
  if (Array.isArray(body.items)) return body.items.filter(isJson).map(summarizeEntry);
  return [[show(body.title), show(body.workflow_status), ...placeOf(body.workflow_stage)].join(', ')];
}

function summarizeProblem({ detail, errors }: Json): string[] {
  const faults = Array.isArray(errors) ? errors.filter(isJson) : [];
  return [show(detail), ...faults.map(({ path, message }) => `${show(path)} ${show(message)}`)];
}

function summarizeStatus(status: Json): string {
  const {
    status: state,
    progress_percentage: progress,
    current_stage: stage,
    next_stage: next,
    round,
  } = status;
  const ahead = next === null ? [] : [`next ${show(next)}`];
  const turn = status.requires_user_action === true ? ['waiting for them'] : [];
  return [
    show(state),
    `${show(progress)} %`,
    `round ${show(round)}`,
    ...placeOf(stage),
    ...ahead,
    ...turn,
  ].join(', ');
}

function placeOf(stage: unknown): string[] {
  return stage === null ? [] : [`at ${show(stage)}`];
}

function summarizeEntry({ sequence, event, actor_name: actor, comment }: Json): string {
  const who = actor === null ? '' : ` by ${show(actor)}`;
  const why = comment === null ? '' : `: ${show(comment)}`;
  return `${show(sequence).padStart(2)} ${show(event)}${who}${why}`;
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
