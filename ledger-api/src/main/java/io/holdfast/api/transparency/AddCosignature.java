package io.holdfast.api.transparency;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;

/**
 * A witness signs a checkpoint of ours, too (C2SP tlog-cosignature). Brought again it is a quiet
 * success; the first of a witness for a checkpoint stays.
 *
 * @param size which checkpoint
 * @param line the signature's line of a note
 */
public record AddCosignature(long size, String line) {
  private static final int MOST_CHARS = 1_024;

  public AddCosignature {
    if (size < 1 || line.length() > MOST_CHARS) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "That is no cosignature of a checkpoint.");
    }
  }
}
