// What went wrong, as the server or the network says it: what, where, and what to do about it.

export interface Current {
  id: string;
  version: number;
  review: string;
  last: import("./types").Decision | null;
}

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly kind: string,
    readonly what: string,
    readonly where: string | null,
    readonly remedy: string | null,
    readonly current: Current | null = null,
  ) {
    super(what);
  }

  get stale(): boolean {
    return this.status === 409 && this.current !== null;
  }

  /** Whether the server could not be reached at all. */
  get offline(): boolean {
    return this.status === 0;
  }
}

/** The error of an answer that is no success. Never throws: an answer that is not JSON gives its status line. */
export async function errorOf(answer: Response): Promise<ApiError> {
  const line = `The server answered ${answer.status} ${answer.statusText}`.trim();
  try {
    const { error, current } = await answer.json();
    return new ApiError(
      answer.status,
      String(error.kind ?? "Error"),
      String(error.what ?? line),
      error.where ? String(error.where) : null,
      error.remedy ? String(error.remedy) : null,
      current ?? null,
    );
  } catch {
    return new ApiError(answer.status, "Error", line, null, null);
  }
}
