/** The cursor of each rail. */
package io.holdfast.command.rail;
