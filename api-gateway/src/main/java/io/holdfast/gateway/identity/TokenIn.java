package io.holdfast.gateway.identity;

/** Where a client keeps its refresh token; it says so when it is let in. */
public enum TokenIn {
  /** In the answer's body: for programs that keep secrets of their own. */
  BODY,
  /** In a cookie that no script reads: for pages. */
  COOKIE
}
