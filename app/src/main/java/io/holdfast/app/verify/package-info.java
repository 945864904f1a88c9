/** {@code ./holdfast verify}: a ledger proven from its log. */
package io.holdfast.app.verify;
