package io.holdfast.app.backup;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The file is not, or no more, what a backup wrote. The message is a clause for people. */
final class DamagedBackup extends IOException {
  DamagedBackup(String what) {
    this(what, null);
  }

  DamagedBackup(String what, @Nullable Throwable cause) {
    super(what, cause);
  }
}
