/** Commands that are sent when a moment comes, on whichever node is up then. */
package io.holdfast.command.deadline;
