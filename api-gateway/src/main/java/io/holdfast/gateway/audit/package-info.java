/** Searching the log: the doors of auditors. */
@NullMarked
package io.holdfast.gateway.audit;

import org.jspecify.annotations.NullMarked;
