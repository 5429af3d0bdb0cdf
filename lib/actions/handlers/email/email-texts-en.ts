import type { EmailTexts } from './email-texts.js';

/** English. Who reads it may be anybody, so it never says "you". */
export const english: EmailTexts = {
  events: {
    on_workflow_start: {
      subject: 'Submitted: {{title}}',
      lead: '{{title}} was submitted for approval.',
    },
    on_step_open: {
      subject: 'Waiting for approval: {{title}}',
      lead: '{{title}} is waiting for approval at {{place}}.',
    },
    after_approve: {
      subject: 'Approved at {{place}}: {{title}}',
      lead: '{{actor}} approved {{title}} at {{place}}.',
    },
    after_move_pipeline: {
      subject: 'Moved on to {{pipeline}}: {{title}}',
      lead: '{{title}} has moved on to {{pipeline}}.',
    },
    after_move_stage: {
      subject: 'Moved on to {{place}}: {{title}}',
      lead: '{{title}} has moved on to {{place}}.',
    },
    after_reject: {
      subject: 'Rejected: {{title}}',
      lead: '{{actor}} rejected {{title}} at {{place}}.',
    },
    after_resubmission: {
      subject: 'Changes needed: {{title}}',
      lead: '{{actor}} sent {{title}} back for changes{{#target_stage}}, to {{name}}{{/target_stage}}.',
    },
    after_delegate: {
      subject: 'Delegated: {{title}}',
      lead: '{{actor}} delegated the approval of {{title}} at {{place}}.',
    },
    after_escalate: {
      subject: 'Escalated: {{title}}',
      lead: '{{actor}} escalated the approval of {{title}} at {{place}}.',
    },
    after_reassign: {
      subject: 'Reassigned: {{title}}',
      lead: 'The approval of {{title}} at {{place}} was reassigned.',
    },
    on_reminder: {
      subject: 'Reminder: {{title}}',
      lead: '{{title}} is still waiting for approval at {{place}}.',
    },
    on_deadline: {
      subject: 'Overdue: {{title}}',
      lead: '{{title}} was not decided in time at {{place}}.',
    },
    on_workflow_complete: {
      subject: 'Completed: {{title}}',
      lead: '{{title}} has passed every stage.',
    },
    on_workflow_cancel: {
      subject: 'Cancelled: {{title}}',
      lead: '{{actor}} cancelled {{title}}.',
    },
  },
  labels: {
    request: 'Request',
    workflow: 'Workflow',
    stage: 'Stage',
    requester: 'Requester',
    actor: 'By',
    onBehalfOf: 'On behalf of',
    approvers: 'Now with',
    reason: 'Reason',
  },
  system: 'The system',
  open: 'Open the request',
  footer: 'This message was sent automatically.',
};
