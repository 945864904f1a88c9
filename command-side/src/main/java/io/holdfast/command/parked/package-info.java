/** What failed and must not be lost: when it is tried again, and what a person decides. */
package io.holdfast.command.parked;
