/** Something was asked for and is not done: a stable code, and words for people. */
export class Refusal extends Error {
  /** Nobody can say whether it was done: only the same request with the same key may be sent again. */
  get outcomeUnknown(): boolean {
    return false;
  }

  constructor(
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly correlationId: string | null = null,
  ) {
    super(detail || title);
  }
}
