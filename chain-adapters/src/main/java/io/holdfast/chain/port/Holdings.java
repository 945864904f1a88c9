package io.holdfast.chain.port;

import io.holdfast.api.query.RailFigures.Holding;
import java.util.List;

/** What a rail holds for us on its chain, as far as its own facts tell. Thread-safe. */
public interface Holdings {
  /** The rail's id. */
  String rail();

  /** In blocks of our chain and not spent by one; what waits to be mined counts on neither side. */
  List<Holding> now();
}
