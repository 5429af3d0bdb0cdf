/** One request, as one of the people of the example. */
export interface Call {
  /** Who asks; nobody where it is left out. */
  readonly as?: string | undefined;
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: object;
  /** The language in which names are wanted. */
  readonly language?: string;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Sends a request. Everybody's password is their name. */
export async function send(
  baseUrl: string,
  { as, method, path, body, language = 'en' }: Call,
): Promise<Answer> {
  const response = await fetch(new URL(path, baseUrl), {
    method,
    headers: {
      'accept-language': language,
      ...(as === undefined ? {} : { authorization: `Basic ${btoa(`${as}:${as}`)}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
}
