/** Why somebody did not get an e-mail. */
export interface Refusal {
  readonly address: string;
  /** Whether the server would say the same again. */
  readonly isPermanent: boolean;
  readonly error: unknown;
}

/** What nodemailer tells of a server's answer, in its result or on its error. */
interface ServerAnswer {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  /** Whom the answer is about, where it is about one of several. */
  readonly recipient?: unknown;
  readonly rejected?: unknown;
  readonly rejectedErrors?: unknown;
}

/** "Bad sequence of commands" is about the conversation, not about what was to be sent. */
const BAD_SEQUENCE = 503;

/** Those to whom a server refused an e-mail that it took for others. */
export function refusalsIn(result: unknown): readonly Refusal[] {
  const { rejected, rejectedErrors } = answerOf(result);
  const errors = listOf(rejectedErrors);
  return listOf(rejected).map((address, index) => {
    const error = errors.find((one) => answerOf(one).recipient === address) ?? errors[index];
    return { address: String(address), isPermanent: isPermanent(error), error };
  });
}

/** What an error means for each of those to whom an e-mail was not sent. */
export function refusalsBy(error: unknown, addresses: readonly string[]): readonly Refusal[] {
  const each = new Map(refusalsIn(error).map((refusal) => [refusal.address, refusal]));
  return addresses.map((address) => each.get(address) ?? { address, isPermanent: isPermanent(error), error });
}

/** Whether a failure is about the server, so that nothing else can be sent now either. */
export function isOutage(error: unknown): boolean {
  return !isAboutMessage(answerOf(error).code);
}

/** A server that refuses a login says 5xx as well, but that is for its operator to mend. */
function isPermanent(error: unknown): boolean {
  const { code, responseCode } = answerOf(error);
  return (
    isAboutMessage(code) &&
    typeof responseCode === 'number' &&
    responseCode >= 500 &&
    responseCode !== BAD_SEQUENCE
  );
}

function isAboutMessage(code: unknown): boolean {
  return code === 'EENVELOPE' || code === 'EMESSAGE';
}

function answerOf(value: unknown): ServerAnswer {
  return typeof value === 'object' && value !== null ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
