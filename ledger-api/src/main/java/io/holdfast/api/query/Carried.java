package io.holdfast.api.query;

import java.util.List;

/** Ids of deposits and withdrawals; empty where none in the scope is known. */
public record Carried(List<String> ids) {
  public Carried {
    ids = List.copyOf(ids);
  }
}
