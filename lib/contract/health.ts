import { toWire } from '../definition/wire-keys.js';
import type { JobName } from '../jobs/job-list.js';
import { byJob } from '../jobs/job-list.js';
import type { JobMetrics } from '../jobs/job-monitor.js';
import type { BlockedAttachment, Workload } from '../store/workload.js';
import { answer, derived, keyed, omittable } from './answer.js';
import type { Output } from './field.js';
import { about, list, nullableOutput } from './field.js';
import { count, shownCounts, shownFlag, shownText, shownTime, shownWord } from './shown.js';

/** What is told of a job: its counts and errors are those of all companies, and left out for whoever belongs to one. */
type ShownJob = Omit<JobMetrics, 'counts' | 'lastError'> & Partial<Pick<JobMetrics, 'counts' | 'lastError'>>;

/** How an engine is doing, as those who manage a company are told. */
interface ShownMetrics extends Workload {
  readonly jobs: Readonly<Record<JobName, ShownJob>>;
}

/**
 * How an engine is doing, for those who manage a company. Jobs work for all companies: what they have counted, and what
 * their errors say, is shown only to those who belong to none.
 */
export function showMetrics(
  metrics: Workload & { readonly jobs: Readonly<Record<JobName, JobMetrics>> },
  company: string,
): ShownMetrics {
  if (company === '') return metrics;
  return { ...metrics, jobs: byJob(({ name }) => withoutDetails(metrics.jobs[name])) };
}

const job = answer<ShownJob>('JobMetrics', {
  isRunning: shownFlag,
  lastStartedAt: about('`null` before its first run.', nullableOutput(shownTime)),
  durationMs: about('How long the last run that has ended took.', nullableOutput(count)),
  consecutiveFailures: count,
  counts: omittable(
    derived(
      ({ counts }) => counts && (toWire(counts) as Readonly<Record<string, number>>),
      about('What the last run that went well has done.', nullableOutput(shownCounts)),
    ),
  ),
  lastError: omittable(nullableOutput(shownText)),
});

const blockedAttachment = answer<BlockedAttachment>('BlockedAttachment', {
  id: keyed('attachment_id', count),
  blockedReason: shownText,
});

const metrics = answer<ShownMetrics>('Metrics', {
  status: derived(
    (shown) => (isDegraded(shown) ? 'degraded' : 'ok'),
    about('`degraded`: a job fails, or something is blocked.', shownWord(['ok', 'degraded'])),
  ),
  jobs: answer<ShownMetrics['jobs']>(
    null,
    byJob(() => job),
  ),
  actionRuns: answer<Workload['actionRuns']>(null, {
    pending: about('To be delivered, now or later.', count),
    due: about('Of these, those whose time has come.', count),
    overdueMs: about('For how long the oldest of these has been due.', count),
    dead: about('Given up on until somebody retries them.', count),
  }),
  seats: answer<Workload['seats']>(null, { overdue: count }),
  steps: answer<Workload['steps']>(null, { overdue: count, blocked: count }),
  attachments: about(
    'Those that are not over, by status.',
    answer<Workload['attachments']>(null, {
      not_started: count,
      in_progress: count,
      awaiting_resubmission: count,
    }),
  ),
  blockedAttachments: omittable(
    derived(
      ({ blockedAttachments }) => (blockedAttachments.length === 0 ? undefined : blockedAttachments),
      about('Those that may not go on; at most 100.', list(blockedAttachment)),
    ),
  ),
});

const readiness = answer<object>('Readiness', { status: derived(() => 'ok', shownWord(['ok'])) });

/** That an engine is ready; for those who manage, how it is doing. */
export const health: Output<ShownMetrics | null> = {
  json: (schemas) => ({ anyOf: [metrics.json(schemas), readiness.json(schemas)] }),
  render: (shown, audience) =>
    shown === null ? readiness.render({}, audience) : metrics.render(shown, audience),
};

function isDegraded({ jobs, blockedAttachments }: ShownMetrics): boolean {
  return blockedAttachments.length > 0 || Object.values(jobs).some((each) => each.consecutiveFailures > 0);
}

function withoutDetails({ isRunning, lastStartedAt, durationMs, consecutiveFailures }: JobMetrics): ShownJob {
  return { isRunning, lastStartedAt, durationMs, consecutiveFailures };
}
