import { emailDetails } from './email-details.js';
import { emailHtml } from './email-layout.js';
import type { EmailDraft, ResolvedEmailOptions } from './email-options.js';
import { textsFor, type EmailTexts } from './email-texts.js';
import type { EmailView } from './email-view.js';
import { escapeHtml } from './escape-html.js';
import { plainText } from './plain-text.js';
import { compileTemplate, type SpellValue } from './text-template.js';

/** What the package says about an event, in one language. */
export class BuiltInEmail {
  readonly #draft: EmailDraft;
  readonly #view: EmailView;
  readonly #brand: ResolvedEmailOptions['brand'];
  readonly #texts: EmailTexts;

  constructor(draft: EmailDraft, view: EmailView, brand: ResolvedEmailOptions['brand']) {
    this.#draft = draft;
    this.#view = view;
    this.#brand = brand;
    this.#texts = textsFor(draft.language);
  }

  get subject(): string {
    return this.#say('subject', plainText);
  }

  get text(): string {
    const { labels, open, footer } = this.#texts;
    const details = emailDetails(this.#view, this.#draft.facts.event);
    const { link } = this.#draft;
    const parts = [
      this.#say('lead', plainText),
      details.map(({ label, value }) => `${labels[label]}: ${value}`).join('\n'),
      ...(link === null ? [] : [`${open}: ${link}`]),
      ['-- ', ...(this.#brand.name === '' ? [] : [this.#brand.name]), footer].join('\n'),
    ];
    return `${parts.join('\n\n')}\n`;
  }

  get html(): string {
    const details = emailDetails(this.#view, this.#draft.facts.event).map(({ label, value }) => ({
      label: this.#texts.labels[label],
      valueHtml: isolated(value),
    }));
    return this.#framed([this.#say('lead', isolated)], details);
  }

  /** The usual frame around another text. */
  htmlAround(text: string): string {
    const paragraphs = text.trim().split(/\n\s*\n/);
    return this.#framed(paragraphs.map(htmlLines), []);
  }

  #say(part: 'subject' | 'lead', spell: SpellValue): string {
    const { facts } = this.#draft;
    return compileTemplate(this.#texts.events[facts.event][part])({ ...this.#view }, spell);
  }

  #framed(
    paragraphsHtml: readonly string[],
    details: readonly { readonly label: string; readonly valueHtml: string }[],
  ): string {
    const { language, link } = this.#draft;
    const { open, footer } = this.#texts;
    const button = link === null ? null : { label: open, url: link };
    return emailHtml({ language, brand: this.#brand, paragraphsHtml, details, button, footer });
  }
}

/** A name in another script than the words around it must not turn them round. */
function isolated(text: string): string {
  return `<span dir="auto">${htmlLines(text)}</span>`;
}

function htmlLines(text: string): string {
  return escapeHtml(plainText(text)).replaceAll('\n', '<br>');
}
