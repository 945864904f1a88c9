/**
 * Events that a processor could not handle: put aside with all of their sequence, recorded in the
 * one list of what is parked, tried again, or discarded by a person.
 */
@NullMarked
package io.holdfast.command.deadletter;

import org.jspecify.annotations.NullMarked;
