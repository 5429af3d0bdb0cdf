import type { EmailTexts } from './email-texts.js';

/** Arabic. Verbs are nouns here, so that nobody's gender has to be known. */
export const arabic: EmailTexts = {
  events: {
    on_workflow_start: {
      subject: 'تم التقديم: {{title}}',
      lead: 'تم تقديم الطلب {{title}} للموافقة.',
    },
    on_step_open: {
      subject: 'بانتظار الموافقة: {{title}}',
      lead: 'الطلب {{title}} بانتظار الموافقة في {{place}}.',
    },
    after_approve: {
      subject: 'تمت الموافقة في {{place}}: {{title}}',
      lead: 'تمت الموافقة على الطلب {{title}} في {{place}} من قِبل {{actor}}.',
    },
    after_move_pipeline: {
      subject: 'انتقل إلى {{pipeline}}: {{title}}',
      lead: 'انتقل الطلب {{title}} إلى {{pipeline}}.',
    },
    after_move_stage: {
      subject: 'انتقل إلى {{place}}: {{title}}',
      lead: 'انتقل الطلب {{title}} إلى {{place}}.',
    },
    after_reject: {
      subject: 'تم الرفض: {{title}}',
      lead: 'تم رفض الطلب {{title}} في {{place}} من قِبل {{actor}}.',
    },
    after_resubmission: {
      subject: 'تعديلات مطلوبة: {{title}}',
      lead: 'تمت إعادة الطلب {{title}} للتعديل{{#target_stage}} إلى {{name}}{{/target_stage}} من قِبل {{actor}}.',
    },
    after_delegate: {
      subject: 'تم التفويض: {{title}}',
      lead: 'تم تفويض الموافقة على الطلب {{title}} في {{place}} من قِبل {{actor}}.',
    },
    after_escalate: {
      subject: 'تم التصعيد: {{title}}',
      lead: 'تم تصعيد الموافقة على الطلب {{title}} في {{place}} من قِبل {{actor}}.',
    },
    after_reassign: {
      subject: 'تمت إعادة الإسناد: {{title}}',
      lead: 'تمت إعادة إسناد الموافقة على الطلب {{title}} في {{place}}.',
    },
    on_reminder: {
      subject: 'تذكير: {{title}}',
      lead: 'لا يزال الطلب {{title}} بانتظار الموافقة في {{place}}.',
    },
    on_deadline: {
      subject: 'متأخر: {{title}}',
      lead: 'لم يُبتّ في {{title}} في الموعد المحدد في {{place}}.',
    },
    on_workflow_complete: {
      subject: 'اكتمل: {{title}}',
      lead: 'اجتاز الطلب {{title}} جميع المراحل.',
    },
    on_workflow_cancel: {
      subject: 'تم الإلغاء: {{title}}',
      lead: 'تم إلغاء الطلب {{title}} من قِبل {{actor}}.',
    },
  },
  labels: {
    request: 'الطلب',
    workflow: 'سير العمل',
    stage: 'المرحلة',
    requester: 'مقدّم الطلب',
    actor: 'من قِبل',
    onBehalfOf: 'نيابةً عن',
    approvers: 'الموافقة الآن لدى',
    reason: 'السبب',
  },
  system: 'النظام',
  open: 'فتح الطلب',
  footer: 'أُرسلت هذه الرسالة تلقائيًا.',
};
