package io.holdfast.api.reconciliation;

/** One thing known about a difference, for the person who looks into it. No secret is in it. */
public record Evidence(String name, String value) {
  /** Long enough for any hash or address; the rest of a longer value is cut off. */
  private static final int MAX_LENGTH = 300;

  public Evidence {
    value = value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) + "…" : value;
  }

  public static Evidence of(String name, Object value) {
    return new Evidence(name, String.valueOf(value));
  }
}
