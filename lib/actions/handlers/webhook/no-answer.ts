/** Says that no answer came, without the address that a system's message tells: it may be of an internal network. */
export function noAnswer(host: string, cause?: unknown): Error {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no reason given';
  return new Error(`No answer came from ${host} (${code}).`, { cause });
}
