/** Questions of those who check the ledger by its log, and what they are answered. */
@NullMarked
package io.holdfast.api.audit;

import org.jspecify.annotations.NullMarked;
