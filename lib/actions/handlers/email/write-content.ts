import { pickName } from '../../../definition/names.js';
import { GiveUp } from '../../delivery-errors.js';
import { BuiltInEmail } from './built-in-email.js';
import type { EmailContent, EmailDraft, ResolvedEmailOptions } from './email-options.js';
import type { EmailParameters } from './email-parameters.js';
import { emailView, type EmailView } from './email-view.js';
import { escapeHtml } from './escape-html.js';
import { oneLine, plainText } from './plain-text.js';
import { compileTemplate, type SpellValue } from './text-template.js';

/** How values are spelled in each part. Of HTML only that is known: elements and quoted attributes. */
const SPELLINGS: Readonly<Record<keyof EmailContent, SpellValue>> = {
  subject: plainText,
  text: plainText,
  html: (text) => escapeHtml(plainText(text)),
};

/**
 * Writes what an e-mail says: each part as the action says, else as the templates of the host do, else with the texts of the
 * package. A text without HTML of its own is put into the usual frame.
 *
 * @throws GiveUp where a template of the action cannot be rendered
 */
export function writeContent(
  draft: EmailDraft,
  parameters: EmailParameters,
  { brand, templates }: Pick<ResolvedEmailOptions, 'brand' | 'templates'>,
): EmailContent {
  const view = emailView(draft);
  const usual = new BuiltInEmail(draft, view, brand);
  const hosts = templates?.[draft.facts.event]?.(draft) ?? {};
  const own = (part: keyof EmailContent): string | undefined => {
    const given = parameters[part];
    if (given === undefined) return hosts[part];
    const template = typeof given === 'string' ? given : pickName(given, [draft.language]);
    return renderOwn(template, view, SPELLINGS[part]);
  };
  const text = own('text');
  return {
    subject: oneLine(own('subject') ?? usual.subject),
    text: text ?? usual.text,
    html: own('html') ?? (text === undefined ? usual.html : usual.htmlAround(text)),
  };
}

function renderOwn(template: string, view: EmailView, spell: SpellValue): string {
  try {
    return compileTemplate(template)({ ...view }, spell);
  } catch (cause) {
    throw new GiveUp(`A text of the action cannot be used: ${String(cause)}.`, { cause });
  }
}
