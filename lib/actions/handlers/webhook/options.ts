import { systemClock } from '../../../clock.js';
import type { Clock } from '../../../types.js';
import { compileAddressRule, compileHostRule, type AddressRule, type HostRule } from './host-rule.js';
import { requireOption } from './require-option.js';
import type { KnownKeys } from '../../../known-options.js';
import { requireKnown } from '../../../known-options.js';

/** What `webhookHandler` takes: what only code may say, because a definition could be written by anybody. */
export interface WebhookOptions {
  /** Which hosts may be called. @defaultValue every one, at its public addresses */
  readonly allowedHosts?: HostRule;
  /**
   * Which hosts may be called at addresses that are not public: those of an intranet, of this machine, of the cloud's
   * metadata. Whoever writes an action reaches them with a POST, and reads the beginning of what they answer.
   *
   * @defaultValue none
   */
  readonly allowPrivateAddresses?: AddressRule;
  /** Which hosts may be called by plain http, which everyone on the way can read. @defaultValue none */
  readonly allowInsecure?: HostRule;
  /** How long one exchange may take, from the look-up of the host to the answer, in ms: at most 45000. @defaultValue `10000` */
  readonly timeoutMs?: number;
  /** How much of an answer is read, in bytes; no more than its beginning is ever told. @defaultValue `16384` */
  readonly maxResponseBytes?: number;
  /** How large a body may be, in bytes; a larger one is given up. @defaultValue `262144` */
  readonly maxRequestBytes?: number;
  /** @defaultValue `'express-dynamic-workflows'` */
  readonly userAgent?: string;
  /** What times the signatures. @defaultValue this machine's clock */
  readonly clock?: Clock;
}

const OPTIONS: KnownKeys<WebhookOptions> = {
  allowedHosts: true,
  allowPrivateAddresses: true,
  allowInsecure: true,
  timeoutMs: true,
  maxResponseBytes: true,
  maxRequestBytes: true,
  userAgent: true,
  clock: true,
};

const DEFAULTS = {
  allowedHosts: true,
  allowPrivateAddresses: false,
  allowInsecure: false,
  timeoutMs: 10_000,
  maxResponseBytes: 16 * 1024,
  maxRequestBytes: 256 * 1024,
  userAgent: 'express-dynamic-workflows',
  clock: systemClock,
} as const satisfies Required<WebhookOptions>;

/** Leaves time to record the outcome before the attempt itself is up. */
const MAXIMUM_TIMEOUT_MS = 45_000;

/** {@link WebhookOptions}, complete, with their rules as functions. */
export interface ResolvedWebhookOptions
  extends Omit<Required<WebhookOptions>, keyof CompiledRules>, CompiledRules {
  /** Whether there may be a host that can be called by plain http. */
  readonly isInsecureEver: boolean;
}

interface CompiledRules {
  readonly allowedHosts: (hostname: string) => boolean;
  readonly allowPrivateAddresses: (hostname: string, address: string) => boolean;
  readonly allowInsecure: (hostname: string) => boolean;
}

/** Checks the options and fills in the defaults. @throws WorkflowError `INVALID_CONFIGURATION`, naming the option */
export function resolveWebhookOptions(options: WebhookOptions): ResolvedWebhookOptions {
  requireKnown(options, OPTIONS, { caller: 'webhookHandler', code: 'INVALID_CONFIGURATION' });
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const resolved: Required<WebhookOptions> = { ...DEFAULTS, ...Object.fromEntries(given) };
  const { allowedHosts, allowPrivateAddresses, allowInsecure, userAgent } = resolved;
  requireAmount(resolved.timeoutMs, 'timeoutMs', MAXIMUM_TIMEOUT_MS);
  requireAmount(resolved.maxResponseBytes, 'maxResponseBytes');
  requireAmount(resolved.maxRequestBytes, 'maxRequestBytes');
  requireOption(/^[\x20-\x7e]+$/.test(userAgent), 'userAgent', 'must be a line of ASCII');
  return {
    ...resolved,
    allowedHosts: compileHostRule(allowedHosts, 'allowedHosts'),
    allowPrivateAddresses: compileAddressRule(allowPrivateAddresses, 'allowPrivateAddresses'),
    allowInsecure: compileHostRule(allowInsecure, 'allowInsecure'),
    isInsecureEver: allowInsecure !== false,
  };
}

function requireAmount(value: number, option: string, maximum = Number.MAX_SAFE_INTEGER): void {
  const isAmount = Number.isInteger(value) && value > 0 && value <= maximum;
  requireOption(isAmount, option, `must be a whole number from 1 to ${maximum}`);
}
