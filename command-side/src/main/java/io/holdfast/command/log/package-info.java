/** The log engine: one total order of events without gaps, behind Axon's event store. */
@org.jspecify.annotations.NullMarked
package io.holdfast.command.log;
