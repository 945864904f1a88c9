package io.holdfast.gateway.content;

import io.holdfast.api.content.Cid;
import io.holdfast.api.error.Rejection;
import java.io.InputStream;

/** Keeps bytes by their name. Thread-safe; blocks: call it on a worker. */
interface ContentStore {
  Place place();

  /**
   * Keeps them durably, and writes down that they are kept, before it returns. Quiet where they are
   * kept already.
   *
   * @throws Rejection CONTENT_UNAVAILABLE; then nothing says that they are kept
   */
  void keep(Spooled content);

  /**
   * So many bytes of what is kept here.
   *
   * @param from the first of them, from 0
   * @throws Rejection CONTENT_UNAVAILABLE
   */
  InputStream read(Cid cid, long from, long length);

  /** Nobody names them any more, and no row says that they are kept. */
  void drop(Cid cid);
}
