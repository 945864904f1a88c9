/** Aggregates, policies, process managers and the log engine. */
package io.holdfast.command;
