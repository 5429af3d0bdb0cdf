import { directionOf } from './email-language.js';
import { escapeHtml } from './escape-html.js';

/** What the frame of an e-mail holds. What is named HTML is taken as it is. */
export interface EmailFrame {
  readonly language: string;
  readonly brand: { readonly name: string; readonly color: string };
  readonly paragraphsHtml: readonly string[];
  readonly details: readonly { readonly label: string; readonly valueHtml: string }[];
  readonly button: { readonly label: string; readonly url: string } | null;
  readonly footer: string;
}

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans Arabic',Tahoma,Arial,sans-serif";
const TABLE = 'role="presentation" cellpadding="0" cellspacing="0" border="0"';

/**
 * Puts an e-mail into a frame that mail programs show alike: tables and inline styles, nothing loaded from elsewhere.
 * Language and direction stand on the table as well, because some throw `<html>` away.
 */
export function emailHtml(frame: EmailFrame): string {
  const { language, brand, footer } = frame;
  const direction = directionOf(language);
  const described = `lang="${escapeHtml(language)}" dir="${direction}"`;
  const align = direction === 'rtl' ? 'right' : 'left';
  const cell = (style: string, html: string): string =>
    html === ''
      ? ''
      : `<tr><td align="${align}" style="${FONT};text-align:${align};${style}">${html}</td></tr>`;
  return [
    `<!DOCTYPE html>\n<html ${described}>\n<head>`,
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    '</head>\n<body style="margin:0;padding:0;background:#f3f4f6">',
    `<table ${TABLE} width="100%" ${described}><tr><td align="center" style="padding:24px 12px">`,
    `<table ${TABLE} width="100%" style="max-width:600px;background:#ffffff;border:1px solid #e5e7eb">`,
    cell('padding:20px 28px 0;font-size:13px;color:#6b7280', escapeHtml(brand.name)),
    cell('padding:20px 28px 0;font-size:16px;line-height:24px;color:#111827', paragraphs(frame)),
    cell('padding:12px 28px 0;font-size:14px;line-height:20px;color:#111827', details(frame, align)),
    cell('padding:24px 28px 0', button(frame)),
    cell('padding:24px 28px 20px;font-size:12px;color:#6b7280', escapeHtml(footer)),
    '</table>\n</td></tr></table>\n</body>\n</html>\n',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function paragraphs({ paragraphsHtml }: EmailFrame): string {
  return paragraphsHtml.map((html) => `<p style="margin:0 0 12px">${html}</p>`).join('\n');
}

function details(frame: EmailFrame, align: 'left' | 'right'): string {
  if (frame.details.length === 0) return '';
  const cell = `align="${align}" valign="top"`;
  const rows = frame.details.map(
    ({ label, valueHtml }) =>
      `<tr><td ${cell} style="padding:4px 0;color:#6b7280">${escapeHtml(label)}</td>` +
      `<td ${cell} style="padding:4px 16px">${valueHtml}</td></tr>`,
  );
  return `<table ${TABLE}>\n${rows.join('\n')}\n</table>`;
}

function button({ button: given, brand }: EmailFrame): string {
  if (given === null) return '';
  const style = `display:inline-block;padding:10px 20px;font-size:14px;color:#ffffff;text-decoration:none`;
  return (
    `<table ${TABLE}><tr><td bgcolor="${brand.color}" style="background:${brand.color}">` +
    `<a href="${escapeHtml(given.url)}" style="${style}">${escapeHtml(given.label)}</a></td></tr></table>`
  );
}
